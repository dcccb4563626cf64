# What is no text is refused, and a command that fails prints no half result.
$ printf 'PK\003\004abcd' > bill.docx; printf 'a\000b' > bin.txt; printf '%%PDF-1.4' > bill.pdf; echo words > a.txt
$ engross diff bill.docx a.txt
! bill.docx: not a whole zip archive: Not a zip archive
! hint: the file is damaged: get it again, or save it again from Word
? 3
$ engross diff a.txt bin.txt
! bin.txt: is not a text file
! hint: save it as plain text, then use that
? 3
$ engross diff a.txt bill.pdf
! bill.pdf: is a PDF that pdftotext cannot read
! hint: is it damaged, or under a password?
? 3
$ engross lint a.txt --json
! engross: 'a.txt' is not a draft: lint reads drafts
! hint: engross lint TEMPLATE/XX; `engross list` shows the drafts
? 2
