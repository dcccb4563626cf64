# What is no text is refused, and a command that fails prints no half result.
$ printf 'PK\003\004abcd' > bill.docx; printf 'a\000b' > bin.txt; printf '%%PDF-1.4' > bill.pdf; echo words > a.txt
$ engross diff bill.docx a.txt
! bill.docx: is a Word file or another archive, not text
! hint: save it as plain text, then use that
? 3
$ engross diff a.txt bin.txt
! bin.txt: is not a text file
! hint: save it as plain text, then use that
? 3
$ engross diff a.txt bill.pdf
! bill.pdf: is a PDF, not text
! hint: pdftotext -layout FILE.pdf FILE.txt, then use FILE.txt
? 3
$ engross lint a.txt --json
! engross: 'a.txt' is not a draft: lint reads drafts
! hint: engross lint TEMPLATE/XX; `engross list` shows the drafts
? 2
