# Each kind of file is read as what it is, and traced likewise.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for NY > /dev/null 2>&1
$ mkdir files; cd bills; for t in docx html akn text; do engross -q render constitutional-sovereignty/NY --to $t --allow-blanks -o ../files/ny.$(echo $t | sed 's/akn/xml/; s/text/txt/') > /dev/null 2>&1; done; ls ../files
ny.docx
ny.html
ny.txt
ny.xml
$ engross index --index idx files | head -1
4 added, 0 changed, 0 unchanged, 0 removed
$ for f in docx html xml txt; do engross trace --index idx files/ny.$f --json | python3 -c 'import json,sys; print(sorted((x["source"], x["score"] > 0.97) for x in json.load(sys.stdin)["matches"]))'; done
[('files/ny.html', True), ('files/ny.txt', True), ('files/ny.xml', True)]
[('files/ny.docx', True), ('files/ny.txt', True), ('files/ny.xml', True)]
[('files/ny.docx', True), ('files/ny.html', True), ('files/ny.txt', True)]
[('files/ny.docx', True), ('files/ny.html', True), ('files/ny.xml', True)]
$ engross trace files/ny.docx --json | python3 -c 'import json,sys; x=json.load(sys.stdin)["matches"][0]; print(x["source"], x["score"] > 0.97)'
constitutional-sovereignty True
