# Edits of bills are kept after they were read; other files and staged entries stay.
$ engross --quiet init bills && cd bills && engross draft immigration-sanctuary --for CO,UT >/dev/null 2>&1 && engross commit -m nothing
! nothing to commit
$ cd bills && sed -i 's/^title: .*/title: "relating to x"/' bills/immigration-sanctuary/UT.md && echo mine >notes.txt && echo s >staged.txt && git add staged.txt && engross commit -m 'Narrow the title' | cut -c12- && git status --short && git show --name-only --format=%s
1 file
A  staged.txt
?? notes.txt
Narrow the title

bills/immigration-sanctuary/UT.md
$ cd bills && printf 'A line that is <b>no</b> bill\n' >>bills/immigration-sanctuary/UT.md && git mv bills/immigration-sanctuary/CO.md bills/immigration-sanctuary/NM.md && engross commit -m 'Broken' 2>&1 | sed 's/:[0-9]*:[0-9]*:/:L:C:/'
bills/immigration-sanctuary/NM.md:1: by its head this file is 'bills/immigration-sanctuary/CO.md'
hint: git mv bills/immigration-sanctuary/NM.md bills/immigration-sanctuary/CO.md, or mend the head
bills/immigration-sanctuary/UT.md:L:C: this line would join the drafting note before it
hint: put a blank line between them, or begin the line with `> `
engross: nothing was committed: 2 of 3 files must be mended first
hint: mend them and run the command again; git commit takes them as they are
$ cd bills && git checkout -q HEAD -- bills && rm bills/immigration-sanctuary/NM.md; git status --short
AD bills/immigration-sanctuary/NM.md
A  staged.txt
?? notes.txt
$ cd bills && sed 's/$/\r/' bills/immigration-sanctuary/CO.md >x && cp x bills/immigration-sanctuary/CO.md && sed -i '0,/^title:.*/s//title: "y"\r/' bills/immigration-sanctuary/CO.md && engross commit -m 'From another system' | cut -c12- && git show HEAD:bills/immigration-sanctuary/CO.md | grep -c $'\r'; git status --short
1 file
0
AD bills/immigration-sanctuary/NM.md
A  staged.txt
?? notes.txt
?? x
$ cd bills && engross commit
! engross: say what was changed
! hint: engross commit -m 'What was changed and why'
? 2
$ cd bills && engross commit -m x bills
! engross: commit takes no names: it keeps all edits of bills
! hint: engross commit -m 'What was changed and why'
? 2
