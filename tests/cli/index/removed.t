# What was removed is counted no more, although its segment is not written anew yet.
$ mkdir texts; for i in 1 2 3 4 5 6 7 8; do echo "Section $i. The warden of harbor $i shall keep the lanterns lit and the book of all vessels open." > texts/$i.txt; done
$ engross index --index idx texts
8 added, 0 changed, 0 unchanged, 0 removed
idx: 8 texts, 136 words, 0.0 MB of text in 0.0 MB
$ rm texts/3.txt; engross index --index idx texts
0 added, 0 changed, 7 unchanged, 1 removed
idx: 7 texts, 119 words, 0.0 MB of text in 0.0 MB
$ engross index --index new texts
7 added, 0 changed, 0 unchanged, 0 removed
new: 7 texts, 119 words, 0.0 MB of text in 0.0 MB
$ engross index --index idx --json | grep -E '"(documents|words|text_bytes)"'
  "documents": 7,
  "words": 119,
  "text_bytes": 672,
