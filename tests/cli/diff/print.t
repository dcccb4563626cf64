# A print with margin numbers, a page foot and divided words against the plain text of the same bill.
$ printf 'SENATE BILL NO. 1\n1 AN ACT\n2 RELATING TO DOGS; PROVIDING AN EF-\n3 FECTIVE DATE.\n4 Be It Enacted:\n5 SECTION 1. Dogs may walk in pub-\n6 lic parks.\nSB1 draft 7\n\n2\n1 SECTION 2. This act takes effect\n2 on July 1, 2027.\n3 SECTION 3. Cats are not dogs.\n4 They may not walk.\n5 Amen.\nSB1 draft 7\n' > print.txt
$ printf 'SENATE BILL NO. 1\nAN ACT RELATING TO DOGS; PROVIDING AN EFFECTIVE DATE.\nBe It Enacted:\nSECTION 1. Dogs may walk in public parks.\nSECTION 2. This act takes effect on July 1, 2028.\nSECTION 3. Cats are not dogs. They may not walk. Amen.\n' > plain.txt
$ engross diff ./print.txt ./plain.txt --removed
old: ./print.txt (45 words)
new: ./plain.txt (45 words)
1 word deleted, 1 word inserted, 1 section changed, 3 the same

SECTION 2 · changed, 1 word deleted, 1 word inserted
  SECTION 2. This act takes effect on July 1, [-2027.-] {+2028.+}
! ./print.txt: taken out: margin line numbers (11)
! ./print.txt: taken out: page head or foot (2)
! ./print.txt: taken out: page number
! ./print.txt: taken out: hyphen at a line end (2)
? 1
$ engross diff ./print.txt ./plain.txt --raw --stat | head -3
old: ./print.txt (65 words)
new: ./plain.txt (45 words)
23 words deleted, 3 words inserted, 1 section changed, 3 added
