# Which template and version a bill was copied from: versions are told by what only one of them says.
$ engross -q init bills && cd bills && engross -q draft immigration-sanctuary --for NY > /dev/null 2>&1 && engross -q release immigration-sanctuary 1.0.0 > /dev/null
$ cd bills && engross -q render immigration-sanctuary/NY --to text --allow-blanks -o ../old.txt > /dev/null 2>&1; ls ..
bills
old.txt
$ cd bills && sed -i 's/^version: 1.0.0/version: 1.1.0/; s/may not/shall not/' templates/immigration-sanctuary.md && engross -q commit -m 'Version 1.1.0' > /dev/null && engross -q release immigration-sanctuary 1.1.0 > /dev/null
$ cd bills && engross -q draft immigration-sanctuary --for OH > /dev/null 2>&1; engross -q render immigration-sanctuary/OH --to text --allow-blanks -o ../new.txt > /dev/null 2>&1; ls ..
bills
new.txt
old.txt
$ cd bills && for f in old new; do engross trace ../$f.txt --json > ../$f.json; python3 $TESTS/schema/check trace ../$f.json; python3 -c 'import json,sys; m=json.load(open(sys.argv[1]))["matches"][0]; o=m["other_versions"]; print(m["source"],m["version"],m["score"],m["unique_shingles"]>50,[(x["version"],x["unique_shingles"]) for x in o])' ../$f.json; done
immigration-sanctuary 1.0.0 1.0 True [('1.1.0', 0)]
immigration-sanctuary 1.1.0 1.0 True [('1.0.0', 0)]
$ cd bills && engross -q draft constitutional-sovereignty --for OH > /dev/null 2>&1; engross -q render constitutional-sovereignty/OH --to text --allow-blanks -o ../cs.txt > /dev/null 2>&1; cat ../new.txt ../cs.txt > ../both.txt; engross trace ../both.txt --json | python3 -c 'import json,sys; print([(x["source"],x["version"],x["score"]>0.95,x["adds"]>0.3) for x in json.load(sys.stdin)["matches"]][:2])'
[('constitutional-sovereignty', '1.0.0', True, True), ('immigration-sanctuary', '1.1.0', True, True)]
$ cd bills && echo 'Section 1. No vessel shall enter the harbor after sunset without a lantern at the bow.' > ../own.txt; engross trace ../own.txt
../own.txt: 14 words, nothing found that it was copied from
# Given a model, its bills are found in an index: by the draft that it makes.
? 1
$ cd bills && mkdir ../texts && cp ../old.txt ../new.txt ../cs.txt ../texts && engross -q index --index ../idx ../texts > /dev/null; engross trace --index ../idx immigration-sanctuary@1.0.0 --json | python3 -c 'import json,sys; print([(x["source"],x["score"]>0.8) for x in json.load(sys.stdin)["matches"]][:2])'
[('../texts/old.txt', True), ('../texts/new.txt', True)]
