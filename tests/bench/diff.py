#!/usr/bin/env python3
"""diff against git --word-diff, wdiff, dwdiff and Python's difflib on the same real pairs in one run: words marked over the exact minimum,
time, memory; ratios to engross. Tools take turns, the best of RUNS counts (others may be working on this machine).
	tests/bench/diff.py PATH/TO/engross [RUNS]
Data: $EG_SHARED (default ../shared). Tools that are not installed are left out, said loudly."""
import json, os, pathlib, random, re, shutil, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
ENGROSS = str(pathlib.Path(sys.argv[1]).resolve())
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
CORPUS = pathlib.Path(os.environ.get("EG_SHARED", HERE.parent.parent.parent / "shared")) / "corpus"
if not CORPUS.is_dir():
    print(f"SKIP: no shared material here ({CORPUS})", file=sys.stderr)
    sys.exit(0)
work = pathlib.Path(tempfile.mkdtemp(prefix="engross-bench-"))
floor = work / "floor"
subprocess.run(["cc", "-O2", "-I", str(HERE.parent), "-o", floor, HERE.parent / "floor.c"], check=True)
spawn = work / "spawn"  # starts a process without this program's memory in its peak
subprocess.run(["cc", "-O2", "-o", spawn, HERE / "spawn.c"], check=True)
DIFFLIB = """
import difflib, sys
a, b = (open(p, encoding="utf-8", errors="replace").read().split() for p in sys.argv[1:])
d = i = 0
for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b).get_opcodes():
    if tag != "equal":
        d += i2 - i1
        i += j2 - j1
print(d, i)
"""
TOOLS = {"engross": [ENGROSS, "diff", "--raw"], "git": ["git", "diff", "--no-index", "--word-diff"],
         "git histogram": ["git", "diff", "--no-index", "--word-diff", "--histogram"], "wdiff": ["wdiff"], "dwdiff": ["dwdiff"],
         "difflib": [sys.executable, "-c", DIFFLIB]}
for name, cmd in list(TOOLS.items()):
    if shutil.which(cmd[0]) is None:
        print(f"SKIP: {name} is not installed", file=sys.stderr)
        del TOOLS[name]


def unlike():
    """Two texts of 1 MB that share nothing but common words: the words of two acts, each shuffled by a fixed seed."""
    out = []
    for name, files in (("a", ["wa-big/wa-5092-S.txt"]), ("b", ["uifsa/co-14-5-101.txt", "nlc-nurse/tn-63-7-401.txt"])):
        r = random.Random(name)
        words = [w for f in files for w in (CORPUS / f).read_text(encoding="utf-8").split()]
        path = work / f"{name}.txt"
        size = 0
        with open(path, "w", encoding="utf-8") as f:
            while size < 250000:
                line = " ".join(r.choice(words) for _ in range(10)) + "\n"
                size += len(line)
                f.write(line)
        out.append(path)
    return out


def times(rounds, commands):
    """For each command, in turn: least seconds and peak memory (MB)."""
    args = []
    for c in commands:
        args += (["--"] if args else []) + list(map(str, c))
    out = subprocess.run([spawn, str(rounds), *args], capture_output=True, text=True, check=True).stdout
    return [(float(f[1]) / 1e6, float(f[3]) / 1024) for f in (line.split() for line in out.strip().split("\n"))]


def marked(name, cmd, a, b):
    if name == "engross":
        s = json.loads(subprocess.run([ENGROSS, "diff", "--raw", "--json", a, b], capture_output=True).stdout)["summary"]
        return s["deleted_words"], s["inserted_words"]
    text = subprocess.run([*cmd, a, b], capture_output=True).stdout.decode("utf-8", "replace")
    if name == "difflib":
        return tuple(map(int, text.split()))
    return tuple(sum(len(x.split()) for x in re.findall(p, text, re.S)) for p in (r"\[-(.*?)-\]", r"\{\+(.*?)\+\}"))


PAIRS = [("nurse compact TN v VT", "nlc-nurse/tn-63-7-401.txt", "nlc-nurse/vt-1647.txt"),
         ("HR 2157 IH v ENR", "fed-uslm-samples/us-H2157_IH.txt", "fed-uslm-samples/us-h2157_enr.txt"),
         ("HR 264 PCS v EH", "fed-uslm-samples/us-H264_PCS.txt", "fed-uslm-samples/us-h264_eh.txt"),
         ("UIFSA CO v ND", "uifsa/co-14-5-101.txt", "uifsa/nd-14-12.2-01.txt"),
         ("WA budget 5092 v 5693, 2 MB", "wa-big/wa-5092-S.txt", "wa-big/wa-5693-S.txt"), ("unlike texts, 250 kB", *unlike())]
beaten = []
for title, a, b in PAIRS:
    a, b = str(CORPUS / a), str(CORPUS / b)
    least_d, least_i, old, new = map(int, subprocess.run([floor, a, b], capture_output=True, text=True, check=True).stdout.split())
    here = {name: cmd for name, cmd in TOOLS.items() if name != "difflib" or old + new < 60000}
    counts = {name: marked(name, cmd, a, b) for name, cmd in here.items()}
    once = dict(zip(here, times(1, [[*cmd, a, b] for cmd in here.values()])))
    fast = [name for name in here if once[name][0] < 0.6]
    best = {**once, **dict(zip(fast, times(RUNS, [[*here[name], a, b] for name in fast])))}
    print(f"{title} ({old} words; the least is {least_d} deleted, {least_i} inserted)")
    for name, (deleted, inserted) in counts.items():
        seconds, memory = best[name]
        over = deleted + inserted - least_d - least_i
        print(f"  {name:14} {deleted:7} deleted {inserted:7} inserted {over:8} over the least "
              f"({100 * over / (old + new):6.3f} %) {1000 * seconds:9.1f} ms {seconds / best['engross'][0]:7.2f}x {memory:6.0f} MB")
        if name != "engross" and (sum(counts[name]) < sum(counts["engross"]) or seconds < best["engross"][0]):
            beaten.append(f"{title}: {name}" + (" marks fewer" if sum(counts[name]) < sum(counts["engross"]) else "") +
                          (f" is faster ({seconds / best['engross'][0]:.2f}x)" if seconds < best["engross"][0] else ""))
print("nowhere beaten" if not beaten else "beaten by: " + "; ".join(beaten))
shutil.rmtree(work)
