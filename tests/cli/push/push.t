# Sharing by the user's own git; private/ is never sent.
$ git init -q --bare hub.git && engross -q init bills && cd bills && engross push
! engross: this repository knows no other to share with
! hint: git remote add origin URL
? 2
$ cd bills && engross draft immigration-sanctuary --for CO >/dev/null 2>&1 && engross release immigration-sanctuary 1.0.0 >/dev/null 2>&1 && git remote add origin ../hub.git && engross --quiet push >/dev/null && git -C ../hub.git log --oneline main | wc -l && git -C ../hub.git tag
3
immigration-sanctuary/1.0.0
$ cd bills && mkdir -p private && echo secret >private/counts.csv && git add -f private/counts.csv && git commit -qm notes && engross push 2>&1 | sed 's/commit [0-9a-f]*/commit ID/'
engross: commit ID holds files of private/, which must not be shared
hint: take private/ out of the history first: git log --all -- private
$ cd bills && git ls-remote -q origin main | wc -l && git -C ../hub.git ls-tree -r main --name-only | grep -c private
1
0
? 1
