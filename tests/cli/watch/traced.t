# Where the text of a bill is at hand, it proposes what the bill was copied from, with version and score: a folder's file named by the bill, a print that the
# repository has, the record's own text. What a person accepted or declined is not asked again.
$ engross -q init b; cd b; engross -q draft immigration-sanctuary --for MI 2> /dev/null; mkdir -p ../texts/MI; engross render immigration-sanctuary/MI --to text --allow-blanks -o "../texts/MI/HB 04001.txt" 2> /dev/null; engross import openstates $TESTS/data/watched.jsonl --match --texts ../texts
bills/immigration-sanctuary/MI.md
immigration-sanctuary? MI HB 4001, 2025-2026 (introduced): "Insurance: no-fault"; its text has 1.0.0, score 0.93 (../texts/MI/HB 04001.txt)
! 1 text traced among the templates
! 1 bill proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; engross import openstates $TESTS/data/watched.jsonl --match --texts ../texts --json > ../m.json 2> ../said; python3 $TESTS/schema/check match ../m.json; python3 -c 'import json; d=json.load(open("../m.json")); print(d["template"], d["version"], d["score"] > 0.9, d["extent"], d["text"])'; cat ../said
immigration-sanctuary 1.0.0 True whole ../texts/MI/HB 04001.txt
1 text traced among the templates
1 bill proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; engross watch immigration-sanctuary --title 'no-fault'; engross import openstates $TESTS/data/watched.jsonl --match --texts ../texts | sed 's/score 0.9[0-9]/score 0.9/'
immigration-sanctuary: engross import FORM FILE --match proposes what fits
immigration-sanctuary? MI HB 4001, 2025-2026 (introduced): "Insurance: no-fault"; title like /no-fault/; its text has 1.0.0, score 0.9 (../texts/MI/HB 04001.txt)
! 1 text traced among the templates
! 1 bill proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; engross -q record MI "HB 6214" --session 2025-2026 --stage introduced "../texts/MI/HB 04001.txt"; engross import openstates $TESTS/data/watched.jsonl --match | sed 's/score 0.9[0-9]/score 0.9/'
MI/2025-2026/HB6214:01
immigration-sanctuary? MI HB 6214, 2025-2026 (introduced): "Elections: presidential electors under the national popular vote; clarify"; its text has 1.0.0, score 0.9 (prints/MI/2025-2026/HB6214/01-introduced.txt)
immigration-sanctuary? MI HB 4001, 2025-2026 (introduced): "Insurance: no-fault"; title like /no-fault/
! 1 text traced among the templates
! 2 bills proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; engross -q watch immigration-sanctuary@1.0.0 MI "HB 6214" --session 2025-2026; engross -q watch immigration-sanctuary MI HB4001 --decline --note "a hoax"; engross import openstates $TESTS/data/watched.jsonl --match --texts ../texts
MI HB 6214, 2025-2026: carries immigration-sanctuary
MI HB4001: not proposed again for immigration-sanctuary
! 2 texts traced among the templates
! 0 bills proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; python3 -c 'import json; d=json.loads(open("'$TESTS'/data/watched.jsonl").readline()); d["versions"]=[{"note":"Introduced","links":[{"url":"https://example.org/1"}],"text":open("../texts/MI/HB 04001.txt").read()}]; print(json.dumps(d))' > ../own.jsonl; engross import openstates ../own.jsonl --match | sed 's/score 0.9[0-9]/score 0.9/'; engross import openstates ../own.jsonl --dry-run --calendar none
immigration-sanctuary? MI HB 6213, 2025-2026 (introduced): "Elections: agreement among the states to elect the President by national popular vote; enter into"; its text has 1.0.0, score 0.9 (the record's own text)
MI 2025-2026 HB 6213: introduced 2026-07-03 "introduced by Representative Carrie A. Rheingans" [MI:introduced]
! 1 text traced among the templates
! 1 bill proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; printf 'PK\3\4 not Word' > ../texts/MI/HB6213.docx; engross import openstates $TESTS/data/watched.jsonl --match --texts ../texts
! warning: 1 text could not be read; the first: ../texts/MI/HB6213.docx: not a whole zip archive: Not a zip archive
! 2 texts traced among the templates
! 0 bills proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; mkdir ../empty; engross import openstates ../own.jsonl --match --texts ../empty
! engross: no text in '../empty'
! hint: files named by bill, as in: MI/HB 6213.pdf, or HB 6213.txt
? 3
$ cd b; engross import openstates ../own.jsonl --match --texts ../nowhere
! ../nowhere: cannot read: No such file or directory
! hint: name files and folders that are there
? 2
$ cd b; engross import openstates ../own.jsonl --texts ../texts
! engross: --texts goes with --match
! hint: engross import openstates FILE --match --texts FOLDER
? 2
