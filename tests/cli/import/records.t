# Legislatures' records: what a bill's history says, the rule and the line behind it; into a repository once and no more.
$ printf '%s\n' '{"legislative_session":"2025-2026","identifier":"HB 2001","title":"An act","classification":["bill"],"from_organization":"~{\"classification\": \"lower\"}","jurisdiction":{"id":"ocd-jurisdiction/country:us/state:ks/government"},"sources":[{"url":"https://example.org/hb2001"}],"actions":[{"description":"Approved by Governor on Thursday, April 3, 2025","date":"2025-04-10","organization_id":"~{\"classification\": \"lower\"}","classification":["executive-signature"]},{"description":"Final Action - Passed; Yea 38, Nay 2","date":"2025-03-20","organization_id":"~{\"classification\": \"upper\"}","classification":["passage"]},{"description":"Committee of the Whole - Be passed","date":"2025-03-19","organization_id":"~{\"classification\": \"upper\"}","classification":["passage"]},{"description":"Final Action - Passed; Yea 120, Nay 3, Absent 2","date":"2025-02-20","organization_id":"~{\"classification\": \"lower\"}","classification":["passage"]},{"description":"Introduced","date":"2025-01-15","organization_id":"~{\"classification\": \"lower\"}","classification":["introduction"]}]}' '{"legislative_session":"2025-2026","identifier":"SB 12","title":"An act","classification":["bill"],"from_organization":"~{\"classification\": \"upper\"}","jurisdiction":{"id":"ocd-jurisdiction/country:us/state:ks/government"},"sources":[],"actions":[{"description":"Referred to Senate Committee on Judiciary","date":"2025-01-16","organization_id":"~{\"classification\": \"upper\"}","classification":["referral-committee"]},{"description":"Introduced","date":"2025-01-15","organization_id":"~{\"classification\": \"upper\"}","classification":["introduction"]}]}' > ks.jsonl; engross import openstates ks.jsonl --dry-run
KS 2025-2026 HB 2001: enacted (signed) 2025-04-03 "Approved by Governor on Thursday, April 3, 2025" [general:signed]
KS 2025-2026 SB 12: died 2026-04-10 "its session was over by 2026-04-10 and no outcome is recorded" [calendar:adjourned]
$ engross import openstates ks.jsonl --dry-run --calendar none
KS 2025-2026 HB 2001: enacted (signed) 2025-04-03 "Approved by Governor on Thursday, April 3, 2025" [general:signed]
KS 2025-2026 SB 12: in-committee 2025-01-16 "Referred to Senate Committee on Judiciary" [general:referred]
$ engross import openstates ks.jsonl --dry-run --as-of 2025-03-01 --calendar none
KS 2025-2026 HB 2001: passed-first 2025-02-20 "Final Action - Passed; Yea 120, Nay 3, Absent 2" [general:passed]
KS 2025-2026 SB 12: in-committee 2025-01-16 "Referred to Senate Committee on Judiciary" [general:referred]
$ engross import openstates ks.jsonl --dry-run --json --calendar none
{"jurisdiction":"KS","session":"2025-2026","bill":"HB 2001","instrument":"bill","introduced":"2025-01-15","stage":"enacted","how":"signed","date":"2025-04-03","evidence":"Approved by Governor on Thursday, April 3, 2025","rule":"general:signed","computed":false,"source":"https://example.org/hb2001","events":[{"date":"2025-01-15","event":"introduced","chamber":"lower","yeas":"","nays":"","text":"Introduced","rule":"general:introduced-and-referred"},{"date":"2025-02-20","event":"passed","chamber":"lower","yeas":"120","nays":"3","text":"Final Action - Passed; Yea 120, Nay 3, Absent 2","rule":"general:passed"},{"date":"2025-03-20","event":"passed","chamber":"upper","yeas":"38","nays":"2","text":"Final Action - Passed; Yea 38, Nay 2","rule":"general:passed"},{"date":"2025-04-03","event":"signed","chamber":"","yeas":"","nays":"","text":"Approved by Governor on Thursday, April 3, 2025","rule":"general:signed"}]}
{"jurisdiction":"KS","session":"2025-2026","bill":"SB 12","instrument":"bill","introduced":"2025-01-15","stage":"in-committee","how":"","date":"2025-01-16","evidence":"Referred to Senate Committee on Judiciary","rule":"general:referred","computed":false,"source":"","events":[{"date":"2025-01-15","event":"introduced","chamber":"upper","yeas":"","nays":"","text":"Introduced","rule":"general:introduced-and-referred"},{"date":"2025-01-16","event":"referred","chamber":"upper","yeas":"","nays":"","text":"Referred to Senate Committee on Judiciary","rule":"general:referred"}]}
$ engross import openstates ks.jsonl --dry-run --json | head -1 | python3 $TESTS/schema/check import && echo valid
valid
$ engross -q init b; engross -C b import openstates ks.jsonl; engross -C b import openstates ks.jsonl; git -C b log --format=%s | head -1
2 bills; 6 new events, 0 already recorded
2 bills; 0 new events, 6 already recorded
Import ks.jsonl: 2 bills, 6 events
$ printf '{"bill":{"state":"KS","bill_number":"HB2001","bill_type":"B","title":"An act","body":"H","session":{"year_start":2025,"year_end":2026,"special":0},"url":"https://legiscan.com/KS/bill/HB2001/2025","history":[{"date":"2025-04-04","action":"Approved by Governor","chamber":"H"}]}}' > ls.json; engross -C b import legiscan ls.json; cut -d, -f3,7,9,21 b/tracking/claims.csv
1 bill; 0 new events, 0 already recorded; 1 told otherwise by another source, kept apart in tracking/claims.csv
date,bill,event,note
2025-04-04,HB2001,signed,"by LegiScan; 2025-04-03 stands
$ printf '%s\n' '{"legislative_session":"2025-2026","identifier":"HB 9","title":"An act","classification":["bill"],"from_organization":"lower","jurisdiction":{"id":"ocd-jurisdiction/country:us/state:ks/government"},"sources":[],"actions":[{"description":"Introduced","date":"2025-01-15","organization_id":"lower","classification":[]},{"description":"Referred to House Committee on Taxation","date":"2025-99-99","organization_id":"lower","classification":[]}]}' > bad.jsonl; engross import openstates bad.jsonl --dry-run --calendar none
KS 2025-2026 HB 9: in-committee 2025-01-15 "Referred to House Committee on Taxation" [general:referred]
! warning: bad.jsonl:1: bill 'HB 9': '2025-99-99' is no day ('Referred to House Committee on Taxation'): the line beside it gives the day
$ head -c 300 ks.jsonl > cut.json; engross -C b import openstates cut.json
! cut.json:1: the file ends in the middle of a value: it is cut short
! hint: fetch it again
? 3
$ engross import legiscan ks.jsonl --dry-run
! engross: no bill found in 'ks.jsonl'
! hint: engross import openstates FILE, if the file is Open States'
? 3
$ engross import openstates none.json --dry-run
! engross: cannot read 'none.json': No such file or directory
? 5
$ engross import openstates ks.jsonl --dry-run --calendar some
! engross: --calendar takes none or default, not 'some'
! hint: engross help
? 2
$ engross import openstates
! engross: which file?
! hint: engross import openstates|legiscan|csv|xlsx FILE, or engross import adoption [CAMPAIGN…]
? 2
