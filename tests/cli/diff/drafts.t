# Two states' drafts of one template are compared as their legislatures print them, section by section.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for CO,UT > /dev/null
$ cd bills && engross diff constitutional-sovereignty/CO constitutional-sovereignty/CO
$ cd bills && engross diff constitutional-sovereignty/CO constitutional-sovereignty/UT --json | python3 $TESTS/schema/check diff
$ cd bills && engross diff constitutional-sovereignty/CO constitutional-sovereignty/UT | head -30
old: constitutional-sovereignty/CO (2,334 words)
new: constitutional-sovereignty/UT (2,316 words)
148 words deleted, 130 words inserted, 27 sections changed

(before the first section) · changed, 54 words deleted, 64 words inserted
  [-____ Session
  ____ General Assembly
  STATE OF COLORADO
  HOUSE BILL ____
  A BILL FOR AN ACT
  CONCERNING LEGISLATIVE ORDERS ON THE PARTICIPATION OF PUBLIC OFFICERS IN
  FEDERAL DIRECTIVES.
  Capital letters or bold & italic numbers indicate new material to be added to
  existing law. Dashes through the words or numbers indicate deletions from
  existing law.
  Be it enacted by the General Assembly of the State of Colorado:-] {+H.B. ____
  ____ GENERAL SESSION
  STATE OF UTAH
  LONG TITLE
  General Description:
  This bill establishes a procedure for legislative orders on the participation
  of public officers in federal directives.
  Highlighted Provisions:
  This bill:
  ▸ establishes a procedure for legislative orders on the participation of
  public officers in federal directives.
  Money Appropriated in this Bill:
  None
  Other Special Clauses:
  None
$ cd bills && sed -i 's/shall/must/' bills/constitutional-sovereignty/CO.md && engross diff constitutional-sovereignty/CO@HEAD constitutional-sovereignty/CO | tail -n +3 | head -8
22 words deleted, 22 words inserted, 13 sections changed, 14 the same

SECTION 6. Request. · changed, 1 word deleted, 1 word inserted
  … by delivering a written request to a presiding officer.
  (2) The member [-shall-] {+must+} state in the request:
  (a) the federal directive, by its citation and …

SECTION 7. Legal advice. · changed, 3 words deleted, 3 words inserted
