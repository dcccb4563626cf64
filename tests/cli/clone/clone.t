# A clone is checked to be a bill repository.
$ engross -q init a && git init -q other && git -C other commit -q --allow-empty -m x && engross clone a b 2>&1 | tail -1
bill repository in 'b'; next: engross -C b list
$ engross --quiet clone other c
! engross: 'HOME/c' is a git repository without bills (no engross.yaml)
! hint: engross init HOME/c
? 4
$ engross --quiet clone nowhere.git 2>&1 | tail -2
engross: git could not clone it (it says why above)
hint: git clone nowhere.git
$ engross clone
! engross: clone takes an address and perhaps a folder
! hint: engross clone URL [DIR]
? 2
