# A recorded print tells which template and version it carries, with the proof as the note.
$ engross -q init b && cd b && engross -q draft immigration-sanctuary --for CO > /dev/null 2>&1; engross -q draft constitutional-sovereignty --for CO > /dev/null 2>&1; engross -q render immigration-sanctuary/CO --to text --allow-blanks -o ../is.txt > /dev/null 2>&1; engross -q render constitutional-sovereignty/CO --to text --allow-blanks -o ../cs.txt > /dev/null 2>&1; cat ../is.txt ../cs.txt > ../both.txt; head -60 ../is.txt > ../part.txt; echo 'Section 1. Boats carry a lantern at night in the harbor.' > ../boats.txt
$ cd b && for x in '9 is' '10 both' '11 part' '12 boats'; do set -- $x; engross -q record CO "HB 26-$1" --session 2026A --stage introduced ../$2.txt > /dev/null; done
$ cd b && engross link CO 'HB 26-9' --session 2026A --trace --dry-run | sed 's/[0-9]* of [0-9]* runs/N of N runs/; s/score [0-9.]*/score S/'
CO HB 26-9, 2026A carries immigration-sanctuary 1.0.0 (not recorded)
  score S; N of N runs of words that only it has
! warning: 'immigration-sanctuary' has no release 1.0.0 here
$ cd b && engross link CO HB26-10 --session 2026A --trace | sed 's/[0-9]* of [0-9]* runs/N of N runs/; s/score [0-9.]*/score S/'
CO HB26-10, 2026A carries constitutional-sovereignty 1.0.0
  score S; N of N runs of words that only it has
CO HB26-10, 2026A carries immigration-sanctuary 1.0.0
  score S; N of N runs of words that only it has
! warning: 'constitutional-sovereignty' has no release 1.0.0 here
! warning: 'immigration-sanctuary' has no release 1.0.0 here
$ cd b && engross link CO HB26-11 --session 2026A --trace | sed 's/[0-9]* of [0-9]* runs/N of N runs/; s/score [0-9.]*/score S/'
CO HB26-11, 2026A carries part of immigration-sanctuary 1.0.0
  score S; N of N runs of words that only it has
! warning: 'immigration-sanctuary' has no release 1.0.0 here
$ cd b && engross link CO HB26-12 --session 2026A --trace
CO HB26-12: nothing found that it was copied from
? 1
$ cd b && cut -d, -f1-8 tracking/bills.csv
jurisdiction,session,bill,print,template,version,basis,part
CO,2026A,HB26-10,,constitutional-sovereignty,1.0.0,traced,whole
CO,2026A,HB26-10,,immigration-sanctuary,1.0.0,traced,whole
CO,2026A,HB26-11,,immigration-sanctuary,1.0.0,traced,part
$ cd b && engross link CO HB26-13 --session 2026A --trace
! engross: no print of CO 'HB26-13' in session 2026A
! hint: record the print first: engross record CO 'HB26-13' --stage … FILE
? 2
$ cd b && engross link CO HB26-9 --session 2026A constitutional-sovereignty --trace
! engross: link --trace takes a jurisdiction and a bill
! hint: engross link VA HB965 --trace
? 2
