# Which template and version a bill was copied from: versions are told by what only one of them says.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for CO,UT > /dev/null
$ cd bills && engross -q release constitutional-sovereignty 1.0.0 > /dev/null; engross render constitutional-sovereignty/CO --to text --allow-blanks -o ../co.txt 2> /dev/null; ls ..
bills
co.txt
$ engross trace ./co.txt --json | python3 -c 'import json,sys; m=json.load(sys.stdin)["matches"]; print([(x["source"],x["version"],x["score"]>0.8) for x in m])'
[('constitutional-sovereignty', '1.0.0', True)]
