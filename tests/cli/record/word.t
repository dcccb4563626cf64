# A Word document is a print: its words are kept as text with the numbers that Word counts, the file beside them.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for CO >/dev/null && engross -q render constitutional-sovereignty/CO --to docx -o ../co.docx
$ cd bills && engross record CO HB1 --session 2026 --stage introduced ../co.docx && ls prints/CO/2026/HB1 && sed -n 1,6p prints/CO/2026/HB1/01-introduced.txt && cmp prints/CO/2026/HB1/01-introduced.docx ../co.docx && grep -c "^sha256: $(sha256sum < ../co.docx | cut -d' ' -f1)\|^sha256: \"$(sha256sum < ../co.docx | cut -d' ' -f1)" prints/CO/2026/HB1/01-introduced.yaml
CO/2026/HB1:01
01-introduced.docx
01-introduced.txt
01-introduced.yaml
____ Session
____ General Assembly
STATE OF COLORADO
HOUSE BILL ____
A BILL FOR AN ACT
CONCERNING LEGISLATIVE ORDERS ON THE PARTICIPATION OF PUBLIC OFFICERS IN FEDERAL DIRECTIVES.
1
! ../co.docx: taken out: head or foot of the pages: "Constitutional Sovereignty Act"
$ cd bills && engross diff constitutional-sovereignty/CO CO/HB1 --stat; echo "exit $?"; engross diff ../co.docx CO/HB1 --stat; echo "exit $?"
exit 0
exit 0
