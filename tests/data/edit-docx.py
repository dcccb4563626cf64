"""edit-docx.py IN OUT OLD NEW…: replace text in word/document.xml of a Word file, for transcripts."""
import sys
import zipfile

source, target, *pairs = sys.argv[1:]
with zipfile.ZipFile(source) as z, zipfile.ZipFile(target, "w") as out:
    for name in z.namelist():
        data = z.read(name)
        if name == "word/document.xml":
            for old, new in zip(pairs[::2], pairs[1::2]):
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode(), 1)
        out.writestr(name, data)
