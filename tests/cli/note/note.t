# Notes are kept in a repository of their own, which the main one ignores: nothing that is pushed or published carries them.
$ engross -q init b; cd b; engross note UT SB57 "asked the sponsor, \"maybe\"" --position support --contact "Jo Doe, jo@example.org" --next "call the chair" --owner Ana --due 2027-01-20
! noted in private/notes.csv
$ cd b; engross -q note UT sb-57 --count 24-16-3; engross -q note CO - "no bill yet" --template immigration-sanctuary --next "find a sponsor"; engross note UT SB57
UT SB57  2026-09-21 Test
  asked the sponsor, "maybe"
  position: support
  contact: Jo Doe, jo@example.org
  next: call the chair
  owner: Ana
  due: 2027-01-20
UT sb-57  2026-09-21 Test
  count: 24-16-3
$ cd b; engross note --open
UT SB57  2026-09-21 Test
  asked the sponsor, "maybe"
  position: support
  contact: Jo Doe, jo@example.org
  next: call the chair
  owner: Ana
  due: 2027-01-20
CO - immigration-sanctuary  2026-09-21 Test
  no bill yet
  next: find a sponsor
$ cd b; engross note --json > ../n.json; python3 $TESTS/schema/check note ../n.json; git status --short; git ls-files | grep private; git -C private log --oneline | wc -l
3
$ git clone -q b c; ls -A c; grep -r maybe c; true
.git
.gitattributes
.gitignore
engross.yaml
$ engross -q init d; cd d; : > .gitignore; engross note UT SB57 secret; ls -A
.git
.gitattributes
.gitignore
engross.yaml
! engross: this repository does not ignore private/
! hint: echo private/ >> .gitignore && git add .gitignore && git commit -m 'Keep private/ out'
$ cd b; engross note UT SB57 --count many
! engross: 'many' is no count
! hint: yes, no, undecided: --count 24-16-3
? 2
$ cd b; engross note UT SB57 one two
! engross: note takes a jurisdiction, a bill and one text
! hint: quote the text: engross note UT SB57 "asked for a hearing"
? 2
$ git init -q --bare remote; cd b; git remote add origin ../remote; git push -q -u origin HEAD 2>/dev/null; engross push >/dev/null 2>&1; git -C ../remote log --all --format=%s | sort -u; cd ..; git -C remote rev-list --all --objects | grep -c private; for o in $(git -C remote rev-list --all --objects | cut -d' ' -f1); do git -C remote cat-file -p $o 2>/dev/null; done | grep -c -e maybe -e jo@example.org
Start the bill repository 'b'
0
0
? 1
$ cd b; engross -q site -o ../s; engross -q since HEAD~1 --to jsonl >/dev/null 2>&1; grep -rc -e maybe -e jo@example.org ../s | grep -v ':0'; echo none
none
