# Hearings as recorded; crossover, adjournment and signing days by the calendar, marked computed.
$ engross -q init b; cd b; t() { engross -q track "$@" >/dev/null 2>&1; }; t GA "HB 9" introduced --date 2026-01-20 --session 2025_26 --template national-popular-vote; t GA "HB 10" introduced --date 2026-01-21 --session 2025_26 --template national-popular-vote; t CO "HB26-1001" passed --chamber both --date 2026-04-20 --session 2026A --template immigration-sanctuary; t CO "HB26-1001" presented --date 2026-04-24 --session 2026A; t UT SB57 heard --date 2027-01-26 --session 2027 --note "Judiciary; 8 a.m." --template constitutional-sovereignty; engross calendar --as-of 2026-02-01
Day             What                                                               Bills        Templates
2026-03-06  GA  crossover: bills should have left the house they began in          HB 9, HB 10  national-popular-vote
2026-04-06  GA  adjournment: bills that have not passed die when the session ends  HB 9, HB 10  national-popular-vote
$ cd b; engross calendar --as-of 2026-04-25 --days 60
Day             What                                                           Bills      Templates
2026-05-04  CO  signing: the executive's days run out (Sundays may not count)  HB26-1001  immigration-sanctuary
$ cd b; engross calendar --to ics constitutional-sovereignty | tr -d '\r'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//engross//deadlines//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:constitutional-sovereignty
BEGIN:VEVENT
UID:aefe1e64ecc0ff05@engross
DTSTAMP:20260921T000000Z
DTSTART;VALUE=DATE:20270126
DTEND;VALUE=DATE:20270127
SUMMARY:UT SB57: hearing
DESCRIPTION:hearing: Judiciary\; 8 a.m.\nconstitutional-sovereignty
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
$ cd b; engross calendar --as-of 2026-02-01 --json > c.json; python3 $TESTS/schema/check calendar c.json; grep -c computed c.json
2
$ cd b; engross calendar --as-of 2026-02-01 --to csv | head -2
date,kind,jurisdiction,session,bills,templates,what,computed
2026-03-06,crossover,GA,2025_26,"HB 9, HB 10",national-popular-vote,bills should have left the house they began in,yes
$ cd b; engross calendar immigration-sanctuary
nothing is coming that the log or the calendar knows of
$ cd b; engross calendar --to pdf
! engross: --to takes text, ics, csv or json, not 'pdf'
! hint: engross calendar --to ics -o deadlines.ics
? 2
