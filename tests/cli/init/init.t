# A new repository, the same again, an existing git repository, wrong input.
$ engross init bills && git -C bills log --format=%s && ls -A bills
Start the bill repository 'bills'
.git
.gitattributes
.gitignore
engross.yaml
! bill repository made in 'bills'; next: engross templates
$ engross init bills
! engross: 'bills' is a bill repository already
! hint: engross list
? 4
$ cd bills && mkdir -p sub && cd sub && engross list
! nothing here yet; engross draft TEMPLATE --for all
$ git init -q old && cd old && echo x >notes && git add notes && git commit -qm notes && engross init --name 'Old bills' && git log --format=%s && cat engross.yaml
Start the bill repository 'Old bills'
notes
engross: 1
name: Old bills
! bill repository made in '.'; next: engross templates
$ engross init a b
! engross: init takes one folder
! hint: engross help
? 2
$ engross -C /nowhere/at/all list
! engross: '/nowhere/at/all' is not inside a bill repository
! hint: engross init
? 4
$ git init -q plain && cd plain && engross list
! engross: 'HOME/plain' is a git repository without bills (no engross.yaml)
! hint: engross init HOME/plain
? 4
$ engross init --bare server.git && git -C server.git ls-tree --name-only main
.gitattributes
.gitignore
engross.yaml
! bill repository made in 'server.git'; next: engross templates
$ echo words > notes.txt; engross init notes.txt
! engross: cannot make a repository in 'notes.txt': already there
! hint: name a folder that is new or empty, and that you may write in
? 4
$ rm .gitconfig && engross init nameless; ls nameless
! engross: git does not know your name and e-mail, which every commit carries
! hint: git config --global user.name 'Your Name' && git config --global user.email you@example.org
! ls: cannot access 'nameless': No such file or directory
? 2
