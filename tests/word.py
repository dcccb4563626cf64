"""A Word document as its reader sees it, for the suites: paragraphs with their numbers counted as ECMA-376 17.9 says."""
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def roman(n):
    out = ""
    for value, text in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
                        (5, "v"), (4, "iv"), (1, "i")):
        while n >= value:
            out, n = out + text, n - value
    return out


def counted(n, how):
    letters = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
    return {"decimal": str(n), "lowerLetter": letters, "upperLetter": letters.upper(), "lowerRoman": roman(n), "upperRoman": roman(n).upper()}[how]


def levels_of(root):
    lists = {}
    for a in root.findall(W + "abstractNum"):
        lists[a.get(W + "abstractNumId")] = {
            lvl.get(W + "ilvl"): (int(lvl.find(W + "start").get(W + "val")), lvl.find(W + "numFmt").get(W + "val"), lvl.find(W + "lvlText").get(W + "val"))
            for lvl in a.findall(W + "lvl")}
    return {n.get(W + "numId"): lists[n.find(W + "abstractNumId").get(W + "val")] for n in root.findall(W + "num")}


def paragraphs(path):
    """One string a paragraph, its number first."""
    z = zipfile.ZipFile(path)
    numbers, counters = levels_of(ET.fromstring(z.read("word/numbering.xml"))), {}
    for p in ET.fromstring(z.read("word/document.xml")).iter(W + "p"):
        text, num = "".join(t.text or "" for t in p.iter(W + "t")), p.find(f"{W}pPr/{W}numPr")
        if num is not None:
            key, level = num.find(W + "numId").get(W + "val"), int(num.find(W + "ilvl").get(W + "val"))
            counter, (start, how, words) = counters.setdefault(key, {}), numbers[key][str(level)]
            counter[level] = counter.get(level, start - 1) + 1
            for deeper in [k for k in counter if k > level]:
                del counter[deeper]
            text = words.replace(f"%{level + 1}", counted(counter[level], how)) + " " + text
        yield text


def words(path):
    return " ".join(paragraphs(path)).split()
