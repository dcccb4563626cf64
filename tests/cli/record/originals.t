# A PDF is a print: its lines and pages are kept as text, so that words keep the page and line that they have on paper; the file is beside it.
$ engross -q init bills && cd bills && engross -q draft immigration-sanctuary --for CO >/dev/null 2>&1 && engross -q render immigration-sanctuary/CO --to pdf -o ../co.pdf
$ cd bills && engross record CO HB1 --session 2026 --stage introduced ../co.pdf && ls prints/CO/2026/HB1 && cmp prints/CO/2026/HB1/01-introduced.pdf ../co.pdf
CO/2026/HB1:01
01-introduced.pdf
01-introduced.txt
01-introduced.yaml
$ cd bills && engross diff immigration-sanctuary/CO CO/HB1 --stat; echo "exit $?"; engross diff ../co.pdf CO/HB1 --stat; echo "exit $?"
exit 0
exit 0
$ cd bills && sed -i 's/limit its use of an answer/limit the use of an answer/' bills/immigration-sanctuary/CO.md && for a in ../co.pdf CO/HB1; do engross diff $a immigration-sanctuary/CO --json | grep '"old_\(page\|line\)"'; done
          "old_page": 4,
          "old_line": 11,
          "old_page": 4,
          "old_line": 11,
$ pdftotext -layout co.pdf - | awk '{ p += gsub(/\f/, "") } /limit its use of an answer/ { print "page " p + 1 ", line " $1 }'
page 4, line 11
# What a web page strikes is known from the page that is kept beside its words.
$ printf '<!DOCTYPE html><html><body><p>AN ACT on dogs.</p><p>Section 1. A dog <strike>shall</strike> <u>may</u> bark.</p></body></html>' > page.html; printf 'AN ACT on dogs.\nSection 1. A dog may bark.\n' > law.txt
$ cd bills && engross -q record CO HB2 --session 2026 --stage introduced ../page.html && cat prints/CO/2026/HB2/01-introduced.txt
CO/2026/HB2:01
AN ACT on dogs.
Section 1. A dog shall may bark.
$ cd bills && engross diff CO/HB2 ../law.txt --as-amended; echo "exit $?"; engross diff CO/HB2 ../law.txt --stat | tail -1
exit 0
changed       1 deleted      0 inserted  Section 1
