# A compact's text is kept to the byte; drafting needs it.
$ engross init . >/dev/null 2>&1; printf '.gitconfig\n/in\n' > .git/info/exclude; mkdir in
$ engross --quiet draft compact-entry --for all 2>&1 | sed 's/:[0-9]*:/:N:/'
templates/compact-entry.md:N: 'compact-entry' needs a value for 'compact_text'
hint: --set compact_text=FILE (plain-text file with the official text of the compact: --set compact_text=compact.txt; it is cut in byte for byte)
$ engross --quiet draft compact-entry --for UT,CO --set compact_text=$TESTS/data/sample-compact.txt --set compact_name='Compact on *Scales*' --params $TESTS/data/states.csv
bills/compact-entry/CO.md
bills/compact-entry/UT.md
$ sed -n '/^parameters/,/^confirmed/p' bills/compact-entry/UT.md
parameters:
  code_number: "47"
  code_place: Title 4
  code_sections: "4-47-{101}"
  compact_name: Compact on *Scales*
  compact_text: sample-compact.txt
  lead_agency: the Department of Agriculture and Food
confirmed: []
$ grep -c 'Compact on \\\*Scales\\\*' bills/compact-entry/UT.md
4
$ grep '^format-mode\|^fill-ins' bills/compact-entry/UT.md
fill-ins: ["[STATE]", "[STATE AGENCY]", "[STATE CODE]"]
format-mode: exact
$ sed -n '/^<!-- verbatim/,/^<!-- .verbatim/p' bills/compact-entry/UT.md | sed '1d;$d' | cmp - $TESTS/data/sample-compact.txt && echo same bytes
same bytes
$ engross --quiet draft compact-entry --for UT --variant conformed --set compact_text=$TESTS/data/sample-compact.txt --set format_mode=conformed; grep -c 'Drafting note: .*form' bills/compact-entry/UT-conformed.md
bills/compact-entry/UT-conformed.md
1
$ engross draft compact-entry --for UT --set compact_text=none.txt 2>&1 | head -1
none.txt: cannot open: No such file or directory
$ printf 'a\n<!-- /verbatim -->\n' > bad.txt; engross draft compact-entry --for UT --set compact_text=bad.txt
! bad.txt:2:1: the text holds the mark that ends a text kept word for word
! hint: a text that has this mark cannot be kept unaltered: take the line out
? 3
$ engross --quiet draft compact-entry --for all --set compact_text=$TESTS/data/sample-compact.txt | wc -l
56
# The words that the compact lets each member fill in, and no others; a withdrawal needs no text.
$ engross --quiet draft compact-entry --for UT --variant filled --set compact_text=$TESTS/data/sample-compact.txt --set 'fill_ins=[STATE]=Utah' && grep -c 'In Utah it is the \[STATE AGENCY\]' bills/compact-entry/UT-filled.md
bills/compact-entry/UT-filled.md
1
$ engross draft compact-entry --for UT --variant x --set compact_text=$TESTS/data/sample-compact.txt --set 'fill_ins=[CITY]=Ogden'
! engross: fill_ins: '[CITY]=Ogden' names no declared fill-in
! hint: write "[STATE]=words"; declared in templates/compact-entry.md: [STATE], [STATE AGENCY], [STATE CODE]
? 3
$ engross --quiet draft compact-entry --for UT --variant exit --set mode=withdraw --set compact_citation='sections 1 to 5' && grep -c verbatim bills/compact-entry/UT-exit.md
bills/compact-entry/UT-exit.md
0
? 1
