# A finding, a ruling, and what later findings say of it.
$ engross -q init b; cd b; cp $TESTS/data/sample-compact.txt c.txt; engross -q draft compact-entry --for CO,UT --set compact_text=c.txt
bills/compact-entry/CO.md
bills/compact-entry/UT.md
$ cd b; engross conform compact-entry/CO | head -3
finding   identical: the same words
text      compact-entry/CO (bill)
model     compact-entry@1.0.0, held to: verbatim
$ cd b; sed -i 's/in person or by telephone/in person or by letter/; s/The delegate shall/The delegate may/' bills/compact-entry/CO.md; engross conform compact-entry/CO | sed -n '1p;/departures/,$p' | head -6
finding   material-difference: words that carry risk differ
departures
  1. modal word or condition (material)  compact, line 71
     … delegate and one vote. The delegate [-shall-] {+may+}
$ cd b; engross ruling compact-entry/CO --body 'Compact Commission' --date 2027-03-01 --vote 24-5 --decision conforms --reason 'The duty is kept by another law' | wc -w
2
$ cd b; engross ruling
2027-03-01  Compact Commission: conforms, vote 24-5
    about bills/compact-entry/CO.md against compact-entry@1.0.0 (material-difference, 0.9996)
    The duty is kept by another law
$ cd b; engross conform compact-entry/CO | sed -n '1,5p'
finding   material-difference: words that carry risk differ
text      compact-entry/CO (bill)
model     compact-entry@1.0.0, held to: verbatim
found     99.96 % of the model's words
ruling    2027-03-01 Compact Commission: conforms, vote 24-5
$ cd b; sed -i 's/Section 1/Section 1/; s/shall be quarterly/shall be yearly/; s/party states/member states/' bills/compact-entry/CO.md; engross conform compact-entry/CO | grep ruling
ruling    2027-03-01 Compact Commission: conforms, vote 24-5 (the text has changed since)
$ cd b; engross ruling compact-entry/UT
! no ruling about compact-entry/UT
$ cd b; engross ruling --json | python3 $TESTS/schema/check ruling && engross conform compact-entry/CO --json | python3 $TESTS/schema/check conform; engross log | head -2 | cut -c12-
 2026-09-21  Test  Ruling on bills/compact-entry/CO.md: conforms
 2026-09-21  Test  Draft compact-entry 1.0.0 for CO, UT
$ cd b; engross ruling compact-entry/UT --body X --date 2027-13-01
! tracking/rulings.csv: '2027-13-01' is no day of a ruling
! hint: YYYY-MM-DD, as in 2027-03-01
? 3
$ cd b; engross ruling compact-entry/UT --date 2027-03-01
! engross: say who ruled
! hint: --body NAME
? 2
$ cd b; engross ruling compact-entry/UT --body X --decision perhaps
# Templates by every draft.
! tracking/rulings.csv: 'perhaps' is no decision
! hint: conforms, does-not-conform, or conditional
? 3
$ cd b; engross conform compact-entry --matrix | head -9; engross conform compact-entry --matrix --to csv | head -3
model  compact-entry

                              CO                      UT
finding                       material-difference     identical
(without a number)            same                    same
SECTION 1. Short title.       same                    same
SECTION 2. Findings.          same                    same
SECTION 3. Definitions.       same                    same
SECTION 4. Entry into the co  same                    same
section,CO,UT
finding,material-difference,identical
score,0.9961,1.0000
$ cd b; engross conform compact-entry
! engross: 'compact-entry' is a template, not a text made of it
! hint: engross conform compact-entry --matrix, or conform compact-entry/XX
? 2
