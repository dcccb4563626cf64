# A coordinator's sheet, mapped; the same twice changes nothing; nothing is half imported.
$ engross init b 2>/dev/null; printf 'Where,Bill No.,Where it is,As of,Notes\nUtah,SB 57,Signed,3/14/2025,"big, win"\nNew Mexico,HB 9 / SB 9,Passed House,45731,\nOhio,,not introduced,,\nD.C.,,In committee,"March 20, 2025",\n' > sheet.csv
$ engross -C b import csv sheet.csv --template immigration-sanctuary --map Where=jurisdiction --map 'Where it is=status' --dry-run
UT SB 57: on or before 2025-03-14 signed
NM HB 9: on or before 2025-03-15 passed lower
NM SB 9: on or before 2025-03-15 passed lower
DC immigration-sanctuary: on or before 2025-03-20 referred
$ engross -C b import csv sheet.csv --template immigration-sanctuary --map Where=jurisdiction --map 'Where it is=status'
4 new events, 0 already recorded; 3 new links; 1 row that says nothing
$ engross -C b import csv sheet.csv --template immigration-sanctuary --map Where=jurisdiction --map 'Where it is=status'; git -C b log --format=%s | wc -l
0 new events, 4 already recorded; 0 new links; 1 row that says nothing
2
$ engross -C b status
immigration-sanctuary
    Bill   Session  Version  Stage             Status     Date
DC  -                        in-committee                 by 2025-03-20
NM  HB 9                     died (adjourned)             2025-03-22
NM  SB 9                     died (adjourned)             2025-03-22
UT  SB 57                    enacted (signed)  in-effect  by 2025-03-14

4 bills as of 2026-09-21: 1 enacted, 1 in-committee, 2 died
! 1 sequence of events does not add up: engross status --odd
$ printf 'State,Bill,Status,Date\nUT,SB 1,signed,2025-01-02\nUT,SB 2,signed,4/5/2025\n' > two.csv; engross -C b import csv two.csv
! two.csv:3: row 3, column 'Date': '4/5/2025' could be two days
! hint: say which comes first: --date-order mdy or --date-order dmy
? 3
$ engross -C b import csv two.csv --date-order dmy --dry-run
UT SB 1: 2025-01-02 signed
UT SB 2: 2025-05-04 signed
$ printf 'State,Bill,Status,Date\nUT,SB 1,signed,2025-01-02\nUT,SB 2,half signed,2025-01-05\n' > bad.csv; engross -C b import csv bad.csv; grep -c 'SB 1,' b/tracking/events.csv
0
! bad.csv:3: row 3, column 'Status': 'half signed' is no status that engross knows
! hint: write an event (introduced, passed, signed, vetoed …) or 'passed house', 'enacted', 'died'
? 1
$ engross -C b import csv sheet.csv
! sheet.csv:1: no column says which state a row is about
! hint: --map 'COLUMN=jurisdiction'
? 3
$ engross -C b import csv
! engross: which file?
! hint: engross import openstates|legiscan|csv|xlsx FILE, or engross import adoption [CAMPAIGN…]
? 2
$ engross -C b import xml x
! engross: no form 'xml'
! hint: openstates, legiscan, csv, xlsx or adoption
? 2
$ engross -C b import adoption national-popular-vot
! engross: no adoption records for 'national-popular-vot'
! hint: did you mean 'national-popular-vote'?
? 2
$ engross -C b import adoption nothing
! engross: no adoption records for 'nothing'
! hint: there are: article-v-convention, constitutional-sovereignty, firearms-freedom, immigration-cooperation, immigration-sanctuary, interstate-medical-licensure-compact, national-popular-vote, nurse-licensure-compact, recreational-cannabis, regional-greenhouse-gas-initiative, second-amendment-sanctuary
? 2
$ engross -C b import adoption; engross -C b import adoption rggi
340 new events, 0 already recorded; 135 new links; 15 unverified kept apart in tracking/claims.csv
! engross: no adoption records for 'rggi'
! hint: there are: article-v-convention, constitutional-sovereignty, firearms-freedom, immigration-cooperation, immigration-sanctuary, interstate-medical-licensure-compact, national-popular-vote, nurse-licensure-compact, recreational-cannabis, regional-greenhouse-gas-initiative, second-amendment-sanctuary
? 2
$ engross import csv sheet.csv -t x --map Where=jurisdiction --map 'Where it is=status'
# A sheet with a column an event; columns that are not understood are named.
! engross: '.' is not inside a bill repository
! hint: engross init
? 4
$ printf 'State,Bill,Introduced,Passed House,Passed Senate,Governor\nTX,HB 44,2025-01-10,2025-03-01,2025-04-01,Abbott\n' > columns.csv; engross -q init columns; engross -C columns import csv columns.csv --template national-popular-vote; engross -C columns status | grep TX
3 new events, 0 already recorded; 1 new link
TX  HB 44                    passed-both (unclear)          2025-04-01
! warning: columns.csv: the column 'Governor' is not read; --map 'Governor=FIELD' says what it is, --map 'Governor=-' that it may be left
$ engross -q -C columns import csv columns.csv --template national-popular-vote --map Governor=-
0 new events, 3 already recorded; 0 new links
$ sed 's/3\/14\/2025/4\/14\/2025/; s/Passed House,45731/Passed Senate,45761/' sheet.csv > later.csv; engross -C b import csv later.csv --template immigration-sanctuary --map Where=jurisdiction --map 'Where it is=status'
2 new events, 2 already recorded; 0 new links; 1 row that says nothing
$ printf 'State,Bill,Status as of 3/14/2026\nUtah,HB 1,Passed House\n' > asof.csv; engross import csv asof.csv --dry-run
UT HB 1: on or before 2026-03-14 passed lower
$ printf 'Coalition tracker\nStatus as of March 14, 2026\n\nState,Bill,Status,Date\nUtah,HB 1,Passed House,\nOhio,SB 2,Signed,2026-02-01\n' > titled.csv; engross import csv titled.csv --dry-run
UT HB 1: on or before 2026-03-14 passed lower
OH SB 2: 2026-02-01 signed
$ printf 'State,Bill,Status as of 3/4/2026\nUtah,HB 1,Passed House\n' > which.csv; engross import csv which.csv --dry-run
! which.csv:2: row 2, column 'Status as of 3/4/2026': '3/4/2026' could be two days
! hint: say which comes first: --date-order mdy or --date-order dmy
? 3
