#!/usr/bin/env python3
"""Rendering, beside what a user would take instead: render.py ENGROSS [RUNS]

The bill of 6 pages and the act of 300 are the text of a built-in act, so many of its sections as fill the pages. Each program gets the
same words in the form that it takes: groff a marked-up text (with line numbers), pandoc a web page, WeasyPrint and LibreOffice what
engross wrote. Whole processes, in turn; the CPU time of a process with its children (user and system) decides, since the clock of a
shared machine does not tell; the clock is shown beside it. A program that is not installed is left out, said loudly."""
import os, pathlib, re, resource, shutil, statistics, subprocess, sys, tempfile, time

ENGROSS = pathlib.Path(sys.argv[1]).resolve()
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
work = pathlib.Path(tempfile.mkdtemp(prefix="engross-bench-render-"))
env = dict(os.environ, HOME=str(work), SOURCE_DATE_EPOCH="1790000000", GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="Bench")
(work / ".gitconfig").write_text("[user]\n\tname = Bench\n\temail = bench@example.org\n")


def run(*args):
    """CPU and clock time in ms; the program must succeed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    p = subprocess.run([str(a) for a in args], env=env, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if p.returncode:
        sys.exit(f"{args}: {p.stderr.decode()[-800:]}")
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), 1000 * clock, p.stdout


def engross(*args):
    return run(ENGROSS, "-q", *args)


def write_bill(name, pages):
    """A draft whose PDF has as many pages, of the built-in act's sections over and over."""
    source = (work / "bills/bills/constitutional-sovereignty/UT.md").read_text()
    head, _, body = source.partition("\n---\n")
    body = re.sub(r"(?m)^> .*\n", "", re.sub(r"\]\(#[a-z0-9-]+\)", "](#act)", body))
    sections = [s.split("\n## ")[0] + "\n" for s in re.split(r"(?m)^(?=### )", body)]
    sections[0] += "\n"
    draft, n = work / f"{name}.md", 0
    count = lambda: int(re.search(r"Pages: *(\d+)", run("pdfinfo", work / f"{name}.pdf")[2].decode())[1])
    per, made = pages, 0
    while made < pages:
        text = [sections[0]]
        for i in range(per):
            text.append(re.sub(r"\{#([a-z0-9-]+)", lambda m: f"{{#s{i}-{m[1]}"[:60], sections[1 + i % (len(sections) - 1)]))
        draft.write_text(head + "\n---\n" + "".join(text))
        engross("render", draft, "--to", "pdf", "-o", f"{name}.pdf", "--allow-blanks")
        made, per = count(), per + max(1, per * (pages - count()) // pages)
    for to in ("text", "html", "docx"):
        engross("render", draft, "--to", to, "-o", work / f"{name}.{to}", "--allow-blanks", "--no-pages", "--no-line-numbers")
    return made


def write_groff(name):
    """The same words as ms macros know them, 12 on 21.6 points, lines numbered."""
    out = [".nr PS 12", ".nr VS 21.6", ".nr LL 6.1i", ".nr PO 1.4i", ".P1", ".LP", ".nm 1"]
    for para in re.split(r"\n\s*\n", (work / f"{name}.text").read_text()):
        words = " ".join(para.split())
        if words:
            out += [".PP", ("\\&" + words).replace("\\", "\\e").replace("\\e&", "\\&", 1)]
    (work / f"{name}.ms").write_text("\n".join(out) + "\n")


def compare(title, mine, others):
    """others: (name, goal or None, command). Ratios of medians of CPU time; clocks beside them."""
    rows = [("engross", None, mine)] + [o for o in others if o[2] is not None]
    taken = {name: [] for name, _, _ in rows}
    for _ in range(RUNS):
        for name, _, command in rows:
            taken[name].append(run(*command)[:2])
    cpu = {n: statistics.median(t[0] for t in ts) for n, ts in taken.items()}
    clock = {n: statistics.median(t[1] for t in ts) for n, ts in taken.items()}
    print(title)
    for name, goal, _ in rows:
        ratio, by_clock = cpu[name] / cpu["engross"], clock[name] / clock["engross"]
        verdict = "" if goal is None else f"goal {goal:g}x: {'yes' if ratio >= goal else 'NO'}"
        print(f"  {name:<24} {cpu[name]:9.1f} ms CPU {clock[name]:9.1f} ms clock {ratio:8.1f}x {by_clock:8.1f}x by the clock  {verdict}")
    for name, _, command in others:
        if command is None:
            print(f"  !! {name} is not installed: not measured")


def installed(program, *command):
    return command if shutil.which(program) else None


engross("init", "bills")
engross("-C", "bills", "draft", "constitutional-sovereignty", "--for", "UT")
if not shutil.which("pdfinfo"):
    sys.exit("pdfinfo is needed (apt-get install poppler-utils)")
bill, act = write_bill("bill", 6), write_bill("act", 300)
for name in ("bill", "act"):
    write_groff(name)
word_count = len((work / "bill.text").read_text().split())
office = ("soffice", "--headless", f"-env:UserInstallation=file://{work}/lo", "--convert-to", "pdf", "--outdir", work / "lo-out", work / "bill.docx")
compare(f"a bill of {bill} pages, {word_count} words, to PDF", (ENGROSS, "-q", "render", work / "bill.md", "--to", "pdf", "-o", "x.pdf", "--allow-blanks"), [
    ("groff -ms -Tpdf", 2, installed("groff", "sh", "-c", "groff -ms -Tpdf bill.ms > g.pdf")),
    ("weasyprint", 10, installed("weasyprint", "weasyprint", "-q", work / "bill.html", work / "w.pdf")),
    ("libreoffice", 60, installed("soffice", *office)),
])
compare(f"an act of {act} pages to PDF", (ENGROSS, "-q", "render", work / "act.md", "--to", "pdf", "-o", "x.pdf", "--allow-blanks"), [
    ("groff -ms -Tpdf", 2, installed("groff", "sh", "-c", "groff -ms -Tpdf act.ms > g.pdf")),
])
compare(f"a bill of {bill} pages to Word", (ENGROSS, "-q", "render", work / "bill.md", "--to", "docx", "-o", "x.docx", "--allow-blanks"), [
    ("pandoc", 15, installed("pandoc", "pandoc", "-f", "html", "-t", "docx", "-o", "p.docx", work / "bill.html")),
])
engross("-C", "bills", "draft", "constitutional-sovereignty", "--for", "all", "--discard-edits")
times = [engross("-C", "bills", "render", "constitutional-sovereignty", "--for", "all", "--to", "all", "-o", work / "all", "--allow-blanks")[:2] for _ in range(RUNS)]
made = sum(1 for f in (work / "all").iterdir() if f.name != "index.html")
cpu, clock = (statistics.median(t[i] for t in times) for i in (0, 1))
print(f"56 bills in every format: {made} files, {cpu:.0f} ms CPU, {clock:.0f} ms clock  goal 4000 ms: {'yes' if clock <= 4000 else 'NO'}")
shutil.rmtree(work)
