# One act in the forms of four legislatures.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for CO,TX,MD,AS > /dev/null
$ cd bills && engross render constitutional-sovereignty/CO --no-line-numbers | head -16
                           ____ Session

                      ____ General Assembly

                        STATE OF COLORADO

                         HOUSE BILL ____

                        A BILL FOR AN ACT

CONCERNING LEGISLATIVE ORDERS ON THE PARTICIPATION OF PUBLIC
OFFICERS IN FEDERAL DIRECTIVES.

Capital letters or bold & italic numbers indicate new material to
be added to existing law. Dashes through the words or numbers
indicate deletions from existing law.
$ cd bills && engross render constitutional-sovereignty/TX --no-pages | sed -n '1,12p'
                                H.B. No. ____

   1                        A BILL TO BE ENTITLED

   2                                AN ACT

   3  relating to legislative orders on the participation of public
   4  officers in federal directives.

   5  BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS:

   6  SECTION 1. SHORT TITLE. This Act may be cited as the
$ cd bills && engross render constitutional-sovereignty/MD --no-pages --no-line-numbers | grep -n 'ENACTED' | head -3
17:SECTION 1. BE IT ENACTED BY THE GENERAL ASSEMBLY OF MARYLAND, That
20:SECTION 2. AND BE IT FURTHER ENACTED, That the General Assembly
37:SECTION 3. AND BE IT FURTHER ENACTED, That in this Act:
$ cd bills && engross render constitutional-sovereignty/AS
! bills/constitutional-sovereignty/AS.md: not known for American Samoa: the enacting clause of American Samoa
! hint: give --allow-blanks to render it with visible blanks, or write the form into jurisdictions/AS.yaml
? 3
$ cd bills && engross -q render constitutional-sovereignty/AS --allow-blanks --no-pages --no-line-numbers | grep -c '____'
2
$ cd bills && engross render constitutional-sovereignty --for CO,TX,AS --to html -o out
! out/constitutional-sovereignty-CO.html
! out/constitutional-sovereignty-TX.html
! bills/constitutional-sovereignty/AS.md: not known for American Samoa: the enacting clause of American Samoa
! hint: give --allow-blanks to render it with visible blanks, or write the form into jurisdictions/AS.yaml
! out/index.html
! 2 bills rendered into out; some left out, see above
? 1
$ cd bills && ls out
constitutional-sovereignty-CO.html
constitutional-sovereignty-TX.html
index.html
$ cd bills && engross render constitutional-sovereignty/CO --to docx
! engross: a Word document needs a file
! hint: add -o bill.docx
? 2
$ cd bills && engross render constitutional-sovereignty/CO --to pfd -o x
! engross: no format 'pfd'
! hint: --to text, html, pdf, docx, akn, uslm, json or all
? 2
$ cd bills && engross render
! engross: which draft?
! hint: engross render TEMPLATE/XX --to html; `engross list` shows the drafts
? 2
$ cd bills && engross render constitutional-sovereignty
! engross: 'constitutional-sovereignty' is not a draft
! hint: engross render TEMPLATE/XX, or TEMPLATE --for XX,YY; `engross list` shows the drafts
? 2
$ cd bills && engross render constitutional-sovereignty/ZZ
! engross: 'constitutional-sovereignty/ZZ': 'ZZ' is no postal code of a jurisdiction
! hint: a template is NAME, a draft NAME/UT, a print UT/HB57, a file ./FILE; each but a file may end in @REV
? 2
