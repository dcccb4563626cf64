# Current text first, then any revision.
$ engross --quiet init bills && cd bills && mkdir -p bills/x && echo one >bills/x/UT.md && git add . && git commit -qm one && echo two >bills/x/UT.md
$ cd bills && engross show x/UT && engross show x/UT@HEAD
two
one
$ cd bills && engross show x/CO
! engross: no draft of 'x' for CO
! hint: engross draft x --for CO
? 2
$ cd bills && engross show x/UT@nothing
! engross: 'nothing' is no version of 'x', tag, date or git revision
! hint: engross log
? 2
$ cd bills && engross show x/UTAH
! engross: 'x/UTAH': 'UTAH' is no postal code of a jurisdiction
! hint: a template is NAME, a draft NAME/UT, a print UT/HB57, a file ./FILE; each but a file may end in @REV
? 2
$ cd bills && engross show
! engross: show takes one address
! hint: engross list
? 2
