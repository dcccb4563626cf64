# A bill's way, one event a commit; what is odd is warned of; what is malformed is refused.
$ engross init -q b 2>/dev/null || engross init b 2>/dev/null
$ engross -C b track UT SB57 introduced --date 2024-01-04 --session 2024 --template constitutional-sovereignty@1.0.0 2>/dev/null
UT SB57, 2024: introduced, 2024-01-04
$ engross -C b track UT sb-57 passed --date 2024-01-16 --chamber upper --votes 24-5 2>/dev/null
UT SB57, 2024: passed-first, 2024-01-16
$ engross -C b track UT SB57 passed --date 2024-01-30 --chamber lower --yeas 57 --nays 14 2>/dev/null
UT SB57, 2024: passed-both, 2024-01-30
$ engross -C b track ut SB57 signed --date 2024-01-31 --source https://le.utah.gov --source-kind official
UT SB57, 2024: enacted (signed), 2024-01-31, in-effect
! event d18d68631b78c89f
$ engross -C b track UT SB57 signed --date 2024-01-31 --source https://le.utah.gov --source-kind official
UT SB57, 2024: enacted (signed), 2024-01-31, in-effect (already recorded)
$ cut -d, -f1-13 b/tracking/events.csv; cat b/tracking/bills.csv
id,seq,date,template,jurisdiction,session,bill,instrument,event,chamber,yeas,nays,needed
33a92c467c0f9439,,2024-01-04,,UT,2024,SB57,,introduced,,,,
0d15698f9b8512b1,,2024-01-16,,UT,2024,sb-57,,passed,upper,24,5,
50793fef1bd10849,,2024-01-30,,UT,2024,SB57,,passed,lower,57,14,
d18d68631b78c89f,,2024-01-31,,UT,2024,SB57,,signed,,,,
jurisdiction,session,bill,print,template,version,basis,part,note,recorded
UT,2024,SB57,,constitutional-sovereignty,1.0.0,declared,whole,,2026-09-21T14:13:20Z
$ git -C b log --format=%s; git -C b log -1 --format=%b; git -C b status --short
Track UT SB57: signed 2024-01-31
Track UT SB57: passed 2024-01-30
Track UT sb-57: passed 2024-01-16
Track UT SB57: introduced 2024-01-04
Start the bill repository 'b'
Jurisdiction: UT
Bill: SB57
Event: signed
Date: 2024-01-31

$ engross -C b track UT SB57 singed --date 2024-01-31
! engross: event 'singed' is no event
! hint: did you mean 'signed'?
? 2
$ engross -C b track UT SB57 signed
! engross: when did it happen?
! hint: --date YYYY-MM-DD
? 2
$ engross -C b track UT SB57 signed --date 3/4/2024
! engross: '3/4/2024' could be two days
! hint: write YYYY-MM-DD
? 2
$ engross -C b track Utah SB57 signed --date 2024-03-04
! engross: 'Utah' is not a jurisdiction
! hint: UT is Utah; `engross jurisdictions` lists all
? 2
$ engross -C b track UT - signed --date 2024-03-04
! engross: a bill without a number is known by its template
! hint: --template NAME
? 2
$ engross -C b track UT SB57 signed --date 2024-03-04 --votes lots
! engross: 'lots' are no votes
! hint: yeas, a hyphen, nays: --votes 24-5
? 2
$ engross -C b track UT SB57 signed --date 2024-03-04 --template 'No Such'
! engross: 'No Such' is no template's name
! hint: small letters, digits and hyphens, perhaps a version: immigration-sanctuary@1.0.0
? 2
$ engross -C b track UT SB57
! engross: track takes a jurisdiction, a bill and an event
! hint: engross track UT SB57 signed --date 2024-01-31
? 2
$ engross -C b track UT SB57 died --date 2024-03-05
UT SB57, 2024: enacted (signed), 2024-01-31, in-effect
! event f9d550601216991f
! warning: f9d550601216991f: closed after it became law
$ engross -C b track UT SB57 introduced --date 2025-01-20 --session 2025 2>/dev/null; engross -C b track UT SB57 referred --date 2025-01-21
UT SB57, 2025: introduced, 2025-01-20
! engross: UT SB57 is a bill of 2 sessions
! hint: say which: --session 2024, --session 2025
? 2
$ engross -C b track KS SCR1604 vetoed --date 2026-02-01 --session 2025-2026 2>/dev/null; id=$(tail -1 b/tracking/events.csv | cut -d, -f1); engross -C b track KS SCR1604 corrected --date 2026-02-02 --corrects $id --note 'no such veto' 2>/dev/null; grep -c SCR1604 b/tracking/events.csv
KS SCR1604, 2025-2026: vetoed, 2026-02-01
KS SCR1604, 2025-2026: none
2
