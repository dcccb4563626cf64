# What is no Word document, is damaged, or would do harm is refused by name, and nothing changes.
$ engross -q init bills && cd bills && engross -q draft constitutional-sovereignty --for CO >/dev/null && engross -q render constitutional-sovereignty/CO --to docx -o ../co.docx
$ printf '\320\317\021\340\241\261\032\341old' > old.docx; head -c 3000 co.docx > cut.docx; printf '{\\rtf1 x}' > rtf.docx; echo words > words.docx; printf 'PK\003\004abcd' > zip.docx
$ for f in old cut rtf words zip; do engross -C bills draft constitutional-sovereignty --for CO --from $f.docx; echo "exit $?"; done
exit 3
exit 3
exit 3
exit 3
exit 3
! old.docx: this is an old Word file (.doc), whatever its name says
! hint: open it in Word or LibreOffice and save it as .docx
! cut.docx: not a whole zip archive: Not a zip archive
! hint: the file is damaged: get it again, or save it again from Word
! rtf.docx: this is not a Word document
! hint: it is RTF: open it in Word or LibreOffice and save it as .docx
! words.docx: this is not a Word document
! hint: save it from Word or LibreOffice as .docx
! zip.docx: not a whole zip archive: Not a zip archive
! hint: the file is damaged: get it again, or save it again from Word
$ python3 -c 'import zipfile; z = zipfile.ZipFile("bomb.docx", "w", zipfile.ZIP_DEFLATED); z.writestr("[Content_Types].xml", "<Types/>"); z.writestr("word/document.xml", b" " * 50000000)'; engross -C bills draft constitutional-sovereignty --for CO --from bomb.docx
! bomb.docx: 'word/document.xml' in the archive unpacks to more than 250 times its size
? 3
$ python3 -c 'import zipfile; z = zipfile.ZipFile("out.docx", "w"); z.writestr("../../out.txt", "x")'; engross -C bills draft constitutional-sovereignty --for CO --from out.docx; ls
bills
bomb.docx
co.docx
cut.docx
old.docx
out.docx
rtf.docx
words.docx
zip.docx
! out.docx: the archive has an entry that leads outside it
! hint: the file is damaged: get it again, or save it again from Word
$ python3 -c 'import zipfile; z = zipfile.ZipFile("sheet.docx", "w"); z.writestr("[Content_Types].xml", "<Types/>"); z.writestr("xl/workbook.xml", "<w/>")'; engross -C bills draft constitutional-sovereignty --for CO --from sheet.docx
! sheet.docx: this is a workbook (XLSX), not a Word document
! hint: save the text from Word or LibreOffice as .docx
? 3
$ python3 "$TESTS/data/edit-docx.py" co.docx entity.docx '<w:document' '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document' && engross -C bills draft constitutional-sovereignty --for CO --from entity.docx
! entity.docx(word/document.xml): the XML has a document type declaration, which is not accepted
? 3
$ python3 -c 'import zipfile; a = zipfile.ZipFile("co.docx"); z = zipfile.ZipFile("part.docx", "w"); [z.writestr(n, a.read(n)) for n in a.namelist() if n != "word/document.xml"]' && engross -C bills draft constitutional-sovereignty --for CO --from part.docx
! part.docx: the archive holds no Word document: its main part is missing
! hint: open it in Word or LibreOffice and save it again as .docx
? 3
$ python3 "$TESTS/data/edit-docx.py" co.docx broken.docx '</w:p><w:p>' '</w:p><w:q>' && engross -C bills draft constitutional-sovereignty --for CO --from broken.docx
! broken.docx(word/document.xml):2: the XML is malformed: Opening and ending tag mismatch: q line 2 and p
? 3
$ cd bills && git status --short
