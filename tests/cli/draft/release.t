# A release drafts the same bytes whatever became of the template since.
$ engross init . >/dev/null 2>&1; printf '.gitconfig\n/in\n' > .git/info/exclude; mkdir in; mkdir -p templates; cp $TESTS/data/tiny.md templates/; git add .; git commit -qm start; engross --quiet draft tiny --for CO --set agency=Clerk; cp bills/tiny/CO.md in/first.md
bills/tiny/CO.md
$ engross release tiny 1.0.0 >/dev/null 2>&1; git tag
tiny/1.0.0
$ sed -i 's/^version: 1.0.0/version: 2.0.0/; s/shall give/must give/' templates/tiny.md; git commit -qam 'New version'
$ engross --quiet draft tiny --for CO --set agency=Clerk; grep ^version bills/tiny/CO.md; grep -c 'must give' bills/tiny/CO.md
bills/tiny/CO.md (again)
version: "2.0.0"
1
$ engross --quiet draft tiny@1.0.0 --for CO --set agency=Clerk; cmp bills/tiny/CO.md in/first.md && echo same bytes
bills/tiny/CO.md (again)
same bytes
$ engross draft tiny@1.0.0 --for NV --set agency=Clerk 2>&1 | grep -v 'policy\|explains'
bills/tiny/NV.md
$ engross draft tiny@3.0.0 --for NV
! engross: '3.0.0' is no version of 'tiny', tag, date or git revision
! hint: engross log
? 2
