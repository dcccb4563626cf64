# An index is made, updated without reading what is unchanged, and drops what is gone.
$ . $TESTS/cli/trace/setup.sh
$ engross index --index idx texts
4 added, 0 changed, 0 unchanged, 0 removed
idx: 4 texts, 3261 words, 0.0 MB of text in 0.0 MB
$ engross index --index idx texts
0 added, 0 changed, 4 unchanged, 0 removed
idx: 4 texts, 3261 words, 0.0 MB of text in 0.0 MB
$ rm texts/more/boats.txt; echo 'Section 1. Cats walk alone.' > texts/utah.txt; echo 'Section 1. A new text of a few words.' > texts/new.md; engross index --index idx texts
1 added, 1 changed, 2 unchanged, 1 removed
idx: 4 texts, 3159 words, 0.0 MB of text in 0.0 MB
$ engross index --index idx --check
idx: 4 texts, 3159 words, 0.0 MB of text in 0.0 MB, every checksum right
$ engross index --index idx texts --json | python3 $TESTS/schema/check index
# A file that was indexed and is gone is dropped when it is named.
$ rm texts/new.md; engross index --index idx texts/new.md
0 added, 0 changed, 0 unchanged, 1 removed
idx: 3 texts, 3153 words, 0.0 MB of text in 0.0 MB
