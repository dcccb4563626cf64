# Where a value comes from, the later winning, and what is said of a wrong one.
$ engross init . >/dev/null 2>&1; printf '.gitconfig\n/in\n' > .git/info/exclude; mkdir in; mkdir -p templates; cp $TESTS/data/tiny.md templates/; printf 'parameters:\n  agency: Clerk\n  days: 40\n  compact_name: X\n' >> engross.yaml; git add .; git commit -qm start
$ printf 'jurisdiction,agency,days,fee,topics\nUT,,50,"$1,000",a;b\nNV,Recorder,,,\n' > in/s.csv; engross --quiet draft tiny --for UT,NV,CO --params in/s.csv --set days=60 --dry-run | grep -A8 ^parameters | grep -v '^confirmed\|^body'
parameters:
  agency: Clerk
  days: "60"
request:
sponsors: []
companion:
prefiled:
--
parameters:
  agency: Recorder
  days: "60"
request:
sponsors: []
companion:
prefiled:
--
parameters:
  agency: Clerk
  days: "60"
  fee: "1000"
  topics: [a, b]
request:
sponsors: []
$ engross draft tiny --for UT --set day=3
! engross: 'tiny' has no parameter 'day'
! hint: did you mean 'days'?
? 3
$ engross draft tiny --for UT --set days=one
! engross: days: 'one' is not a whole number (declared in templates/tiny.md:11)
! hint: days (integer, 2 to 90): days for the notice
? 3
$ engross draft tiny --for UT --set days=91
! engross: days: 91 is more than 90 (declared in templates/tiny.md:11)
! hint: days (integer, 2 to 90): days for the notice
? 3
$ engross draft tiny --for UT --set mode=leaf
! engross: mode: 'leaf' is not one of paper, electronic (declared in templates/tiny.md:12)
! hint: mode (choice: paper | electronic): form of the notice
? 3
$ engross draft tiny --for UT --set days
! engross: 'days' is not NAME=VALUE
! hint: --set NAME=VALUE; `engross templates tiny` lists the names
? 2
$ printf 'days: 3\nmode: [paper]\n' > in/p.yaml; engross draft tiny --for UT --params in/p.yaml
! in/p.yaml:2: mode: one value is wanted, not a list (declared in templates/tiny.md:12)
! hint: mode (choice: paper | electronic): form of the notice
? 3
$ printf 'jurisdiction,days\nUT,3\nUT,4\n' > in/p.csv; engross draft tiny --for UT --params in/p.csv
! in/p.csv:3:1: UT has a row already, in line 2
! hint: keep one row for each jurisdiction
? 3
$ sed -i 's/days: 40/dyas: 40/' engross.yaml; engross draft tiny --for UT
! engross.yaml:5: 'tiny' has no parameter 'dyas'
! hint: did you mean 'days'?
? 3
$ sed -i '/agency\|dyas/d' engross.yaml; engross draft tiny --for all
! templates/tiny.md:10: 'tiny' needs a value for 'agency'
! hint: --set agency=VALUE (who gives the notice)
? 3
$ printf 'jurisdiction,agency\nUT,Clerk\n' > in/p.csv; engross --quiet draft tiny --for UT,NV --params in/p.csv
bills/tiny/UT.md
? 1
$ engross draft tiny --for UT,NV --params in/p.csv 2>&1 >/dev/null | grep left
warning: NV left out: templates/tiny.md:10: 'tiny' needs a value for 'agency'
$ git status --short
 M engross.yaml
$ printf "jurisdiction,days\nXX,3\n" > wrong.csv; engross draft tiny --for CO --params wrong.csv
! wrong.csv:2:1: 'XX' is not a jurisdiction
! hint: `engross jurisdictions` lists the postal codes
? 3
