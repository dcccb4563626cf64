# Where files go: one, several, none.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for CO,TX,AS > /dev/null
# a refused bill leaves nothing behind, not even the folder
$ cd bills && engross render constitutional-sovereignty/AS --to all -o made
! bills/constitutional-sovereignty/AS.md: not known for American Samoa: the enacting clause of American Samoa
! hint: give --allow-blanks to render it with visible blanks, or write the form into jurisdictions/AS.yaml
? 3
$ cd bills && ls
bills
engross.yaml
jurisdictions
templates
$ cd bills && engross render constitutional-sovereignty/CO --to all -o made && ls made && grep -c '<a href="constitutional-sovereignty-CO' made/index.html
constitutional-sovereignty-CO.akn.xml
constitutional-sovereignty-CO.docx
constitutional-sovereignty-CO.html
constitutional-sovereignty-CO.json
constitutional-sovereignty-CO.pdf
constitutional-sovereignty-CO.txt
constitutional-sovereignty-CO.uslm.xml
index.html
7
! made/constitutional-sovereignty-CO.txt
! made/constitutional-sovereignty-CO.html
! made/constitutional-sovereignty-CO.pdf
! made/constitutional-sovereignty-CO.docx
! made/constitutional-sovereignty-CO.akn.xml
! made/constitutional-sovereignty-CO.uslm.xml
! made/constitutional-sovereignty-CO.json
! made/index.html
! 1 bill rendered into made
$ cd bills && engross render constitutional-sovereignty/CO constitutional-sovereignty/TX constitutional-sovereignty/AS --to pdf -o pdfs
! pdfs/constitutional-sovereignty-CO.pdf
! pdfs/constitutional-sovereignty-TX.pdf
! bills/constitutional-sovereignty/AS.md: not known for American Samoa: the enacting clause of American Samoa
! hint: give --allow-blanks to render it with visible blanks, or write the form into jurisdictions/AS.yaml
! pdfs/index.html
! 2 bills rendered into pdfs; some left out, see above
? 1
$ cd bills && grep -A2 'Left out' pdfs/index.html
<h2>Left out</h2>
<ul>
<li>American Samoa: not known for American Samoa: the enacting clause of American Samoa</li>
$ cd bills && engross render constitutional-sovereignty/CO --to pdf -o co.pdf && head -c 8 co.pdf && cmp co.pdf made/constitutional-sovereignty-CO.pdf
%PDF-1.4
! co.pdf
$ cd bills && engross render constitutional-sovereignty/CO --to pdf -o - | cmp - co.pdf
$ cd bills && mkdir there && engross render constitutional-sovereignty/CO --to html -o there && ls there
constitutional-sovereignty-CO.html
! there/constitutional-sovereignty-CO.html
! 1 bill rendered into there
$ cd bills && engross -q render constitutional-sovereignty --for all --to pdf -o again 2> /dev/null; cmp again/constitutional-sovereignty-CO.pdf co.pdf
# names from outside stay inside the folder
$ cd bills && mkdir -p odd && cp bills/constitutional-sovereignty/CO.md 'odd/..md' && cp bills/constitutional-sovereignty/CO.md 'odd/a\b.md' && engross render './odd/..md' './odd/a\b.md' --to text -o inside && ls inside
-.txt
a-b.txt
index.html
! inside/-.txt
! inside/a-b.txt
! inside/index.html
! 2 bills rendered into inside
$ cd bills && engross render constitutional-sovereignty/CO ./bills/constitutional-sovereignty/CO.md constitutional-sovereignty/CO --to text -o twice
! engross: two of these bills would be written as 'constitutional-sovereignty-CO'
! hint: render it by itself, to a file of its own: -o FILE
? 2
$ cd bills && engross render constitutional-sovereignty/CO constitutional-sovereignty/ZZ --to text -o typo; ls typo
! engross: 'constitutional-sovereignty/ZZ': 'ZZ' is no postal code of a jurisdiction
! hint: a template is NAME, a draft NAME/UT, a print UT/HB57, a file ./FILE; each but a file may end in @REV
! ls: cannot access 'typo': No such file or directory
? 2
$ cd bills && engross render constitutional-sovereignty/CO constitutional-sovereignty/UT --to text -o typo; ls typo
! engross: no draft of 'constitutional-sovereignty' for UT
! hint: engross draft constitutional-sovereignty --for UT
! ls: cannot access 'typo': No such file or directory
? 2
$ cd bills && engross render constitutional-sovereignty/CO constitutional-sovereignty/TX --to html -o co.pdf
! engross: 'co.pdf' is a file, and several files need a folder
! hint: -o FOLDER
? 2
$ cd bills && engross render constitutional-sovereignty --for CO,TX --to html
! engross: several files need a folder
! hint: add -o FOLDER
? 2
$ cd bills && engross render constitutional-sovereignty/CO --to all
! engross: several files need a folder
! hint: add -o FOLDER
? 2
$ cd bills && engross render constitutional-sovereignty/CO --to text -o no/such/place.txt
# a link in the folder is replaced, never followed
! no/such/place.txt: cannot write: No such file or directory
! hint: check the path
? 2
$ cd bills && mkdir links && echo mine > mine.txt && ln -s ../mine.txt links/constitutional-sovereignty-CO.txt && engross -q render constitutional-sovereignty/CO --to text -o links && cat mine.txt
mine
# drafts that are not there are named together
$ cd bills && engross render constitutional-sovereignty --for CO,UT,VT --to text -o some; ls some
constitutional-sovereignty-CO.txt
index.html
! some/constitutional-sovereignty-CO.txt
! engross: no draft of 'constitutional-sovereignty' for UT,VT
! hint: engross draft constitutional-sovereignty --for UT,VT
! some/index.html
! 1 bill rendered into some; some left out, see above
$ cd bills && engross render constitutional-sovereignty --for UT,VT --to text -o none; ls none
! engross: no draft of 'constitutional-sovereignty' for any of these
! hint: engross draft constitutional-sovereignty --for UT,VT; `engross list` shows the drafts
! ls: cannot access 'none': No such file or directory
? 2
$ cd bills && engross render no-such-act --for all --to pdf -o none
! engross: no draft of 'no-such-act'
! hint: engross draft no-such-act --for all; `engross list` shows the drafts
? 2
# a device or a pipe is written into, never replaced
$ cd bills && mkfifo pipe && (wc -l < pipe > lines &) && engross -q render constitutional-sovereignty/CO --to text -o pipe; test -p pipe && echo still a pipe
still a pipe
$ cd bills && engross render constitutional-sovereignty/CO --to text -o /dev/full; test -c /dev/full && echo still a device
still a device
! /dev/full: cannot write: No space left on device
! hint: free some space on the disk and run the command again; nothing was changed
$ cd bills && engross render constitutional-sovereignty --for CO,TX --to text -o /proc/nowhere
! /proc/nowhere: cannot make the folder: No such file or directory
! hint: check the path
? 5
