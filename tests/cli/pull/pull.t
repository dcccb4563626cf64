# Two people record and draft at the same time; what both recorded is kept, a draft both changed is not merged.
$ git init -q --bare hub.git && engross -q init a && cd a && engross -q draft immigration-sanctuary --for CO >/dev/null 2>&1; engross -q track CO "HB 1" introduced --date 2026-01-10 --session 2026A --chamber lower --template immigration-sanctuary --source https://example.org/1 && git remote add origin ../hub.git && engross -q push >/dev/null 2>&1 && cd .. && engross -q clone hub.git b && ls b
CO HB 1, 2026A: introduced, 2026-01-10
bills
engross.yaml
jurisdictions
templates
tracking
$ cd a && engross -q track CO "HB 1" passed --date 2026-02-10 --session 2026A --chamber lower --source https://example.org/2 && engross -q push >/dev/null 2>&1; cd ../b && engross -q track UT "HB 9" introduced --date 2026-01-20 --session 2026GS --chamber lower --template immigration-sanctuary --source https://example.org/3 && engross -q pull && git status --porcelain && engross status --json | grep -c \"bill\"
CO HB 1, 2026A: passed-first, 2026-02-10
UT HB 9, 2026GS: introduced, 2026-01-20
4
$ cd b && grep -c '^id,' tracking/events.csv && wc -l <tracking/events.csv && engross verify | sed 's/[0-9][0-9]* files/N files/' && engross -q push >/dev/null 2>&1; cd ../a && engross -q pull && git log --oneline -1 | cut -d' ' -f2-
1
4
sound: N files
Merge remote-tracking branch 'origin/main'
$ cd a && engross -q track KS "SB 1" introduced --date 2026-01-20 --session 2026 --template immigration-sanctuary --source https://example.org/4 >/dev/null && engross -q push >/dev/null 2>&1; cd ../b && engross -q track NM "SB 2" introduced --date 2026-01-21 --session 2026 --template immigration-sanctuary --source https://example.org/5 >/dev/null && engross -q pull && grep -c '^jurisdiction,' tracking/bills.csv && cut -d, -f1,3 tracking/bills.csv | sort && engross -q push >/dev/null 2>&1; cd ../a && engross -q pull && cmp tracking/bills.csv ../b/tracking/bills.csv
1
CO,HB 1
KS,SB 1
NM,SB 2
UT,HB 9
jurisdiction,bill
$ cd a && sed -i 's/agency/office/' bills/immigration-sanctuary/CO.md && engross -q commit -m "office" >/dev/null && engross -q push >/dev/null 2>&1; cd ../b && sed -i 's/agency/bureau/' bills/immigration-sanctuary/CO.md && engross -q commit -m "bureau" >/dev/null && git rev-parse HEAD >../before; engross -q pull
! bills/immigration-sanctuary/CO.md: was changed here and there: a person must choose
! hint: git merge origin/main, mend the file, engross commit
? 3
$ cd b && git rev-parse HEAD | cmp - ../before && git status --porcelain
$ cd b && engross pull nowhere 2>&1 | tail -2; engross pull a b
engross: git fetch ended with 128 (it says why above)
hint: git status
! engross: pull takes one remote
! hint: engross help
? 2
