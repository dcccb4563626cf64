# Which bills matter: patterns propose, a person accepts or declines and is not asked again. Titles of real Michigan bills.
$ engross -q init b; cd b; engross import openstates $TESTS/data/watched.jsonl --match
! engross: nothing is watched yet
! hint: engross watch TEMPLATE --title 'PATTERN'
? 2
$ cd b; engross watch national-popular-vote --title 'popular vote|electoral vote'; engross watch immigration-sanctuary --subject insurance --for MI,OH; engross watch national-popular-vote --title 'popular vote|electoral vote'; engross watch
national-popular-vote: engross import FORM FILE --match proposes what fits
immigration-sanctuary: engross import FORM FILE --match proposes what fits
national-popular-vote: already watched for
national-popular-vote: titles like /popular vote|electoral vote/
immigration-sanctuary: subject 'insurance' in MI
immigration-sanctuary: subject 'insurance' in OH
$ cd b; engross import openstates $TESTS/data/watched.jsonl --match
national-popular-vote? MI HB 6213, 2025-2026 (introduced): "Elections: agreement among the states to elect the President by national popular vote; enter into"; title like /popular vote|electoral vote/
national-popular-vote? MI HB 6214, 2025-2026 (introduced): "Elections: presidential electors under the national popular vote; clarify"; title like /popular vote|electoral vote/
immigration-sanctuary? MI HB 4001, 2025-2026 (introduced): "Insurance: no-fault"; subject 'insurance'
! 3 bills proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; engross watch national-popular-vote@1.0.0 MI "HB 6213" --session 2025-2026 2>/dev/null; engross watch national-popular-vote MI HB6214 --decline --note "only clarifies"; engross -q import openstates $TESTS/data/watched.jsonl --match; git show --stat --format=%s HEAD~1 | cat
MI HB 6213, 2025-2026: carries national-popular-vote
MI HB6214: not proposed again for national-popular-vote
immigration-sanctuary? MI HB 4001, 2025-2026 (introduced): "Insurance: no-fault"; subject 'insurance'
Watch MI HB 6213 for national-popular-vote

 tracking/bills.csv | 2 ++
 tracking/watch.csv | 1 +
 2 files changed, 3 insertions(+)
$ cd b; engross import openstates $TESTS/data/watched.jsonl --watched; engross status national-popular-vote --csv | tail -1
3 bills; 1 new event, 0 already recorded
national-popular-vote,1.0.0,,declared,MI,2025-2026,HB 6213,bill,introduced,,,2026-07-03,1,
! 1 of 3 bills are watched or linked
$ cd b; engross watch --json > w.json; python3 $TESTS/schema/check watch w.json; engross import openstates $TESTS/data/watched.jsonl --match --json
{"template":"immigration-sanctuary","jurisdiction":"MI","session":"2025-2026","bill":"HB 4001","title":"Insurance: no-fault","stage":"introduced","why":"subject 'insurance'"}
! 1 bill proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with --decline
$ cd b; engross watch national-popular-vote --title '('
! engross: the pattern '(': missing closing parenthesis
! hint: a Perl pattern, as in: popular vote|electoral college
? 2
$ cd b; engross watch national-popular-vote MI
! engross: watch takes a template and a pattern, or a template and a bill
! hint: engross watch national-popular-vote MI "HB 6213" --session 2025-2026
? 2
$ cd b; printf 'x,,,,(,,,,\n' >> tracking/watch.csv; engross watch
! tracking/watch.csv:7:2: the pattern '(': missing closing parenthesis
! hint: a Perl pattern, as in: popular vote|electoral college
? 3
