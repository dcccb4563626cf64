# A Word document comes home: untouched it is the same draft; edited, what was changed is said and the rest kept.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for CO >/dev/null && engross -q render constitutional-sovereignty/CO --to docx -o ../co.docx
$ cd bills && engross draft constitutional-sovereignty --for CO --from ../co.docx && git log --oneline | wc -l
bills/constitutional-sovereignty/CO.md (unchanged)
2
$ python3 "$TESTS/data/edit-docx.py" co.docx edited.docx 'as open to change as it was' 'as open to change and to view as it was' && cd bills && engross draft constitutional-sovereignty --for CO --from ../edited.docx && git show --format=%s | grep '^[-+A-Z]'
bills/constitutional-sovereignty/CO.md (brought home)
Bring home constitutional-sovereignty from Word for CO
--- a/bills/constitutional-sovereignty/CO.md
+++ b/bills/constitutional-sovereignty/CO.md
-1. a decision of that kind should be as open to change as it was to adoption.
+1. a decision of that kind should be as open to change and to view as it was to adoption.
! ../edited.docx: paragraph 14: changed: a decision of that kind should be as open to change and to …
$ cd bills && engross draft constitutional-sovereignty --for UT --from ../co.docx
! ../co.docx: the document was made from constitutional-sovereignty for CO, not from constitutional-sovereignty for UT
! hint: engross draft constitutional-sovereignty --for CO --from ../co.docx
? 3
$ cd bills && engross draft constitutional-sovereignty --for CO --from ../co.docx --changes perhaps
! engross: --changes is accept or reject, not 'perhaps'
! hint: --changes accept
? 2
