# Two plain files: a move, a renumbering, an edit of each kind.
$ printf 'A BILL FOR AN ACT\n\nSection 1. Purpose. The purpose of this act is to protect the freedom of persons to walk their dogs at night.\n\nSection 2. Duties. The department shall adopt rules that govern the licensing of dog walkers and publish them each year.\n\nSection 3. Fees. A walker must pay a fee of fifty dollars to the treasurer before the first day of March.\n' > old.txt
$ printf 'A BILL FOR AN ACT\n\nSection 1. Fees. A walker must pay a fee of sixty dollars to the treasurer before the first day of March.\n\nSection 2. Purpose. The purpose of this act is to protect the freedom of persons to walk their dogs at night.\n\nSection 3. Duties. The department may adopt rules that govern the licensing of dog walkers and publish them each year.\n' > new.txt
$ engross diff ./old.txt ./new.txt
old: ./old.txt (67 words)
new: ./new.txt (67 words)
23 words deleted, 23 words inserted, 1 section changed, 1 moved, 3 renumbered, 2 the same

Moved
  Section 3. Fees is now Section 1, at the beginning, changed (see below)

Renumbered
  Section 3 → Section 1. Fees
  Section 1 → Section 2. Purpose
  Section 2 → Section 3. Duties

Section 1. Fees · moved and changed, was Section 3, 1 word deleted, 1 word inserted
  Fees. A walker must pay a fee of [-fifty-] {+sixty+} dollars to the treasurer
  before the first day of March.

Section 3. Duties · changed, was Section 2, 1 word deleted, 1 word inserted
  Duties. The department [-shall-] {+may+} adopt rules that govern the licensing
  of dog walkers and publish them each year.
? 1
$ engross diff ./old.txt ./new.txt --stat | tail -3
moved         1 deleted      1 inserted  Section 1. Fees (was Section 3)
same          0 deleted      0 inserted  Section 2. Purpose (was Section 1)
changed       1 deleted      1 inserted  Section 3. Duties (was Section 2)
# The same words in other lines are the same text.
$ tr ' ' '\n' < old.txt | engross diff ./old.txt -
$ engross diff ./old.txt ./new.txt --json | python3 $TESTS/schema/check diff
$ engross diff ./old.txt ./new.txt --json | head -8
{
  "summary": {
    "old_words": 67,
    "new_words": 67,
    "deleted_words": 23,
    "inserted_words": 23,
    "moved_sections": 1,
    "renumbered_sections": 3,
$ engross diff ./old.txt ./new.txt --to json -o out.json; echo $?; head -2 out.json
1
{
  "summary": {
$ engross diff ./old.txt
! engross: diff compares two texts
! hint: engross diff OLD NEW, each a draft, a print, or a path such as ./bill.txt
? 2
$ engross diff ./old.txt ./none.txt
! ./none.txt: cannot open: No such file or directory
! hint: check the path
? 2
$ engross diff ./old.txt ./new.txt --to cuneiform
! engross: unknown format 'cuneiform': term, html, docx, pdf or json
! hint: engross help
? 2
