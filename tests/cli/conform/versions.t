# A template with its text in it, two releases, states that follow one or the other, and a print.
$ mkdir -p r; engross -q init r; cd r; cp $TESTS/data/water-compact.md templates/water-compact.md 2>/dev/null || { mkdir -p templates; cp $TESTS/data/water-compact.md templates/; }; engross commit -m 'Water compact' | cut -c12-; engross release water-compact 1.0.0 | cut -c1-19; engross -q draft water-compact --for CO,UT,WY > /dev/null
1 file
water-compact/1.0.0
$ cd r; sed -i 's/^version: 1.0.0/version: 2.0.0/; s/twice a year/four times a year/; s/within thirty days/within ninety days/' templates/water-compact.md; engross commit -m 'Version 2' | cut -c12-; engross release water-compact 2.0.0 | cut -c1-19
1 file
water-compact/2.0.0
$ cd r; engross conform water-compact/UT | head -3
finding   identical: the same words
text      water-compact/UT (bill)
model     water-compact@1.0.0, held to: verbatim
$ cd r; engross conform water-compact/UT --model water-compact@2.0.0 | head -4
finding   other-version: it follows water-compact@1.0.0, not this version
text      water-compact/UT (bill)
model     water-compact@2.0.0, held to: verbatim
found     97.17 % of the model's words
$ cd r; engross conform water-compact/UT --model water-compact@2.0.0 --json | python3 -c "import json,sys; d = json.load(sys.stdin); print(d['finding'], d['version'])"
other-version water-compact@1.0.0
$ cd r; engross render water-compact/WY --to text --allow-blanks > ../wy.txt; engross -q record WY HB12 --session 2027 --stage enrolled --source https://wyoleg.gov/ ../wy.txt; engross conform WY/HB12
WY/2027/HB12:01
! engross: no model is known of prints/WY/2027/HB12/01-enrolled.txt
! hint: --model TEMPLATE@VERSION or FILE, or: engross link WY HB12 TEMPLATE@VERSION
? 2
$ cd r; engross -q link WY HB12 water-compact@1.0.0 --session 2027 > /dev/null; engross conform WY/HB12 | sed -n '1,4p'
finding   style-only: only house style and fill-ins differ
text      WY/HB12 (bill)
model     water-compact@1.0.0, held to: verbatim
found     100.00 % of the model's words
$ cd r; sed 's/thirty days/sixty days/' ../wy.txt > ../wy2.txt; engross -q record WY HB12 --session 2027 --stage chaptered --source https://wyoleg.gov/ ../wy2.txt; engross conform WY/HB12; engross conform WY/HB12:enrolled | head -1
WY/2027/HB12:02
finding   material-difference: words that carry risk differ
text      WY/HB12 (bill)
model     water-compact@1.0.0, held to: verbatim
found     98.63 % of the model's words

  same      (without a number)                               30/30
  same      Section 1.                                        0/0
  changed   compact                                          42/43  ARTICLE II.

departures
  1. number (material): a time or deadline  compact, page 1, line 13
     … and shall publish its minutes within [-thirty-] {+sixty+}

house style and fill-ins
     1  page mark, as: (nothing) → Water Compact Act 1
finding   style-only: only house style and fill-ins differ
$ cd r; engross conform water-compact --matrix | head -5
model  water-compact

                              WY HB12                 CO
finding                       material-difference     identical
(without a number)            same                    same
$ cd r; engross upgrade water-compact --version 2.0.0 | cut -c1-40; engross conform water-compact/UT | sed -n '1p;3p'
draft  from   to     what         yours 
CO     1.0.0  2.0.0  regenerated  0     
UT     1.0.0  2.0.0  regenerated  0     
WY     1.0.0  2.0.0  regenerated  0     
finding   identical: the same words
model     water-compact@2.0.0, held to: verbatim
