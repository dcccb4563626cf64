# A model finds its copies, a copy its relatives, an act its omnibus; nothing is found for a text of its own.
$ . $TESTS/cli/trace/setup.sh
$ engross -q index --index idx texts > /dev/null
$ engross trace --index idx ./texts/model.txt
./texts/model.txt: 77 words

score          of the text  new in it  source
1.00   copied  100 %        100 %      texts/more/omnibus.txt
0.96   copied  96 %         0 %        texts/utah.txt

texts/more/omnibus.txt
  1 of 27 shared fingerprints are in no other document
    only here: “takes effect six months”
    76 words at line 1 = Section 2. Recognition, line 5; nowhere else
      “COMPACT Section 1. Recognition. Each member state shall recognize a license to walk dogs issued in another member state as authorizing the holder to …”

texts/utah.txt
    71 words at line 1 = SECTION 10-2-1. RECOGNITION, line 3; also in 1 other
      “COMPACT Section 1. Recognition. Each member state shall recognize a license to walk dogs issued in another member state as authorizing the holder to …”
$ engross trace --index idx ./texts/utah.txt --json | python3 $TESTS/schema/check trace
$ engross trace --index idx ./texts/utah.txt ./texts/model.txt --json | python3 $TESTS/schema/check trace
$ engross trace --index idx ./texts/utah.txt --json --limit 1 | python3 -c 'import json,sys; m=json.load(sys.stdin)["matches"]; print([(x["source"],x["version"],len(x["passages"])) for x in m])'
[('texts/model.txt', None, 1)]
$ engross trace --index idx ./texts/more/boats.txt
./texts/more/boats.txt: 25 words, nothing found that it was copied from
? 1
$ echo more >> texts/model.txt; engross trace --index idx ./texts/utah.txt --limit 1
./texts/utah.txt: 87 words

score          of the text  new in it  source
0.96   copied  80 %         80 %       texts/model.txt

texts/model.txt
  the source was changed since it was indexed: only the text's side is shown; run index again
    70 words at SECTION 10-2-1. RECOGNITION, line 3; also in 1 other
      “SECTION 10-2-1. RECOGNITION. Each member state shall recognize a license to walk dogs issued in another member state as authorizing the holder to walk …”
$ engross trace
! engross: trace needs a text
! hint: engross trace ./bill.txt, or engross trace --index IDX ./bill.txt
? 2
$ engross trace ./texts/utah.txt --min-score 2
! engross: --min-score takes 0 to 1
! hint: engross help
? 2
