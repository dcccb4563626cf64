"""The words of a rendered bill, read back out of each format by other programs' eyes. READERS has one row a format: a new format is a
function and a line. `same` compares what two of them read."""
import html.parser
import json
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ET

import word

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
USLM = "{http://schemas.gpo.gov/xml/uslm}"
INLINE = {AKN + t for t in "ref def term ins del b i placeholder docNumber docTitle docProponent session".split()} | {
    USLM + t for t in "ref term addedText deletedText b i inline".split()}


def text(path):
    """Without the sentence that explains the marks of plain text."""
    return re.sub(r"In this plain text,\s+words\s+between[^.]*\.", " ", path.read_text()).split()


class Html(html.parser.HTMLParser):
    """The bill's own text: the header without its h1, and main; not the style, the title, the contents."""
    BREAKS = {"p", "li", "ol", "div", "section", "h2", "h3", "h4", "header", "main"}
    SKIPPED = {"style", "title", "nav", "h1"}

    def __init__(self):
        super().__init__()
        self.inside, self.out = [], []

    def handle_starttag(self, tag, attrs):
        if tag in self.SKIPPED or ("class", "skip") in attrs:
            self.inside.append(tag)
        elif self.inside and tag == self.inside[-1]:
            self.inside.append(tag)
        if tag in self.BREAKS:
            self.out.append(" ")

    def handle_endtag(self, tag):
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        if tag in self.BREAKS:
            self.out.append(" ")

    def handle_data(self, data):
        if not self.inside:
            self.out.append(data)


def web(path):
    p = Html()
    p.feed(path.read_text())
    return "".join(p.out).split()


def pdf(path):
    """What stands between the line numbers, the running head and the page number, in the order it was written."""
    p = subprocess.run(["pdftotext", "-raw", "-x", "90", "-y", "54", "-W", "522", "-H", "680", path, "-"], capture_output=True, check=True)
    return p.stdout.decode().split()


def xml_words(root, attachments):
    out = []

    def walk(e):
        if e.tag == AKN + "componentRef":
            walk(attachments[e.get("src")[1:]])
            return
        gap = " " if e.tag not in INLINE else ""
        out.extend((gap, e.text or ""))
        for c in e:
            walk(c)
            out.append(c.tail or "")
        out.append(gap)

    walk(root)
    return "".join(out).split()


def akn(path):
    root = ET.parse(path).getroot()[0]
    attachments = {a.get("eId"): a.find(f"{AKN}doc/{AKN}mainBody") for a in root.iter(AKN + "attachment")}
    parts = [root.find(AKN + n) for n in ("preface", "preamble", "body")]
    return sum((xml_words(p, attachments) for p in parts if p is not None), [])


def uslm(path):
    root = ET.parse(path).getroot()
    return xml_words(root.find(USLM + "preface"), {}) + xml_words(root.find(USLM + "main"), {})


def tree(path):
    bill, out = json.loads(path.read_text()), []

    def part(p):
        out.extend((p["designator"], p.get("heading", ""), p.get("text", "")))
        out.extend(line["text"] for line in p.get("lines", []))
        for c in p.get("parts", []):
            part(c)

    for b in bill["front"]:
        out.extend((b["designator"], b["text"]))
    for p in bill["parts"]:
        part(p)
    return " ".join(out).split()


READERS = {".txt": text, ".html": web, ".pdf": pdf, ".docx": word.words, ".akn.xml": akn, ".uslm.xml": uslm, ".json": tree}

# Characters that stand around added and deleted words: XML says it by elements instead.
MARKS = re.compile(r"\[-|-\]|\{\+|\+\}|[\[\]()*]+")


def unmarked(words):
    return [w for w in (MARKS.sub("", w) for w in words) if w]


def same(want, got, broken=False):
    """None, or where they part. broken: `got` was read from lines, so a word may be parted at the end of one."""
    i = k = 0
    while i < len(want) and k < len(got):
        whole, n = got[k], 1
        while broken and whole != want[i] and want[i].startswith(whole) and k + n < len(got):
            whole, n = whole + got[k + n], n + 1
        if whole != want[i]:
            break
        i, k = i + 1, k + n
    if i == len(want) and k == len(got):
        return None
    return f"the text has {' '.join(want[i:i + 8])!r}, it has {' '.join(got[k:k + 8])!r}"


def files(folder):
    """What was rendered there: {stem: {extension: path}}."""
    out = {}
    for f in sorted(pathlib.Path(folder).iterdir()):
        ext = next((e for e in READERS if f.name.endswith(e)), None)
        if ext and f.name != "index.html":
            out.setdefault(f.name[:-len(ext)], {})[ext] = f
    return out
