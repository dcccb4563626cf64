# Of texts that are next to the same, the text's own jurisdiction's comes first; the District in a list of states is nobody's own.
$ . $TESTS/cli/trace/compacts.sh
$ engross -q index --index near ohio.txt texas.txt utah-2.txt > /dev/null
$ engross trace --index near ./utah.txt | sed -n 3,6p
score          of the text  new in it  source
1.00   copied  100 %        100 %      utah-2.txt
1.00   copied  100 %        0 %        ohio.txt
1.00   copied  100 %        0 %        texas.txt
$ engross trace --index near ./ohio.txt ./nobody.txt --json | python3 -c 'import json,sys; print([t["jurisdiction"] for t in json.load(sys.stdin)])'
['OH', None]
$ engross -q init repo 2> /dev/null; cd repo; engross -q draft compact-entry --for OH,TX,VT --set compact_text=../nobody.txt --set 'compact_name=Dog Count Agreement' > /dev/null 2>&1
$ engross -q -C repo record VT H.1 --session 2026 --stage introduced nobody.txt > /dev/null
$ engross -C repo trace VT/H1 | sed -n 3,6p
score          of the text  new in it  source
1.00   copied  100 %        100 %      compact-entry 1.0.0

compact-entry 1.0.0 (by its draft compact-entry/VT; 2 others are as near)
$ engross -C repo trace VT/H1 --json | python3 $TESTS/schema/check trace
$ engross -C repo trace ./nobody.txt | sed -n 6p
compact-entry 1.0.0 (by its draft compact-entry/OH; 2 others are as near)
