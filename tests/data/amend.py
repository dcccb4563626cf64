"""Amendments for the transcript of upgrade: amend.py FOLDER XX=WHAT… changes drafts, amend.py FILE model the template."""
import re, sys


def edit(path, change):
    text = open(path, encoding="utf-8").read()
    new = change(text)
    assert new != text, path
    open(path, "w", encoding="utf-8").write(new)


def body(change):
    """The same below the head."""
    def whole(text):
        at = text.index("\n---\n") + 5
        return text[:at] + change(text[at:])
    return whole


CHANGES = {
    "our leave": body(lambda t: re.sub(r"(?m)^([^>\n]*) may ", r"\1 may, with our leave, ", t, count=1)),
    "title": lambda t: re.sub(r"(?m)^title: .*$", 'title: "our own title"', t),
    "same word": body(lambda t: t.replace(" means ", " now means ", 1)),
}

if sys.argv[2] == "model":
    edit(sys.argv[1], body(lambda t: t.replace(" means ", " always means ", 1)))
    edit(sys.argv[1], lambda t: re.sub(r"(?m)^version: .*$", "version: 1.1.0", t, count=1))
else:
    for item in sys.argv[2:]:
        place, what = item.split("=")
        edit(f"{sys.argv[1]}/{place}.md", CHANGES[what])
