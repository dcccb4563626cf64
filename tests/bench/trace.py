#!/usr/bin/env python3
"""Tracing in 8,000 texts: the index built and searched, against SQLite FTS5 and a Python script with shingles, in one run.

	tests/bench/trace.py ENGROSS

The texts are those of ../shared/corpus with its distractors and of ../shared/prints, and, to make 8,000, parts of the longer ones cut at
line ends. EG_BENCH_BIG=N adds an index of N texts more (each a copy of one of these with most of its words replaced), for the estimate
of a million."""
import collections, os, pathlib, random, re, resource, sqlite3, statistics, subprocess, sys, tarfile, tempfile, time, json

ENGROSS = str(pathlib.Path(sys.argv[1]).resolve())
SHARED = pathlib.Path(os.environ.get("EG_SHARED", pathlib.Path(__file__).resolve().parent.parent.parent.parent / "shared"))
NOT_FAMILIES = ("lid-", "code-versions", "fed-", "wa-big", "distractor")
TEXTS, QUERIES, MILLION, MEAN_BYTES = 8000, 60, 1_000_000, 23_000


def run(*args, core=None):
    """Wall and processor seconds, peak MB, standard output."""
    pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
    start = time.perf_counter()
    p = subprocess.Popen(list(map(str, args)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=pin)
    out = p.stdout.read()
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if p.returncode > 1:
        sys.exit("%s ended with %d" % (args, p.returncode))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def spawn(*args):
    """Wall and processor milliseconds of a short command; its output goes nowhere."""
    start = time.perf_counter()
    pid = os.posix_spawn(args[0], list(map(str, args)), os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, _, usage = os.wait4(pid, 0)
    return (time.perf_counter() - start) * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3


def gather(folder):
    for archive in sorted((SHARED / "corpus").glob("distractor-*.tar.xz")):
        with tarfile.open(archive) as tar:
            tar.extractall(folder / "other")
    files = sorted((SHARED / "corpus").glob("*/*.txt")) + sorted((folder / "other").rglob("*.txt")) + sorted((SHARED / "prints").rglob("*.txt"))
    out = folder / "texts"
    out.mkdir()
    texts = []
    for i, f in enumerate(files):
        texts.append(("%05d--%s--%s" % (i, f.parent.name[:30], f.name[-60:]), f.read_bytes()))
    parts = []
    for name, data in texts:
        if len(data) > 14_000:
            at, n = 0, 0
            while len(data) - at > 7_000:
                cut = data.find(b"\n\n", at + 7_000)
                cut = cut if 0 <= cut < at + 30_000 else data.find(b"\n", at + 7_000)
                if cut < 0:
                    break
                parts.append(("part%02d-%s" % (n, name), data[at:cut]))
                at, n = cut, n + 1
    random.Random(1).shuffle(parts)
    texts += parts[: max(0, TEXTS - len(texts))]
    for name, data in texts:
        (out / name).write_bytes(data)
    return out, [out / n for n, _ in texts]


def queries(files):
    whole = [f for f in files if not f.name.startswith("part") and 4_000 < f.stat().st_size < 120_000]
    return random.Random(2).sample(whole, QUERIES)


def query(index, asked):
    """Milliseconds beyond start-up: start-up, median of wall time, then of processor time: median, 95 in 100, worst. Best of 5 each."""
    base = [spawn(ENGROSS, "--version") for _ in range(60)]
    for f in asked[:10]:
        spawn(ENGROSS, "trace", "--index", index, f, "--json")
    got = [[spawn(ENGROSS, "trace", "--index", index, f, "--json") for _ in range(5)] for f in asked]
    wall0, cpu0 = min(w for w, _ in base), min(c for _, c in base)
    wall = [min(w for w, _ in g) - wall0 for g in got]
    cpu = sorted(min(c for _, c in g) - cpu0 for g in got)
    return wall0, statistics.median(wall), statistics.median(cpu), cpu[int(len(cpu) * 0.95)], cpu[-1]


def main():
    if not SHARED.is_dir():
        print("SKIP: no shared material here (%s)" % SHARED, file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="engross-bench-") as temp:
        temp = pathlib.Path(temp)
        folder, files = gather(temp)
        size = sum(f.stat().st_size for f in files)
        asked = queries(files)
        print("tracing: %d texts, %.1f MB, mean %.1f kB" % (len(files), size / 1e6, size / len(files) / 1e3))
        index = temp / "idx"
        best = None
        for _ in range(3):
            subprocess.run(["rm", "-rf", index])
            got = run(ENGROSS, "index", "--index", index, folder, "--json", core=0)
            best = got if best is None or got[1] < best[1] else best
        info = json.loads(best[3])
        mb = info["index_bytes"] / 1e6
        print("  engross index, one core   %7.2f s  %6.0f MB/s of processor time (%.0f of wall time)  index %5.1f MB  peak %4.0f MB" % (best[1], size / 1e6 / best[1], size / 1e6 / best[0], mb, best[2]))
        again = min(run(ENGROSS, "index", "--index", index, folder)[0] for _ in range(3))
        files[0].write_bytes(files[0].read_bytes() + b"\nSection 99. One more.\n")
        one = run(ENGROSS, "index", "--index", index, folder)[0]
        print("  nothing changed           %7.0f ms; one text changed %.0f ms" % (again * 1e3, one * 1e3))
        start, wall, median, p95, worst = query(index, asked)
        print("  engross trace, one bill   %7.2f ms of processor time beyond start-up, 95 in 100 under %.2f, worst %.2f; wall time %.2f, start-up %.2f" % (median, p95, worst, wall, start))
        fts(temp, files, asked, best[1], median, mb)
        script(files, asked, best[1] / size, median)
        print("  growth with the number of texts")
        rows = []
        for n in (1000, 2000, 4000, 8000):
            part = temp / ("part%d" % n)
            part.mkdir()
            chosen = random.Random(3).sample(files, min(n, len(files)))
            for f in chosen:
                os.link(f, part / f.name)
            ix = temp / ("ix%d" % n)
            _, cpu, _, out = run(ENGROSS, "index", "--index", ix, part, "--json", core=0)
            info = json.loads(out)
            rows.append(report(info, cpu, query(ix, asked)[2]))
        big = int(os.environ.get("EG_BENCH_BIG", "0"))
        if big:
            rows.append(grow(temp, files, asked, big))
        estimate(rows[-1])


def report(info, cpu, median):
    print("    %7d texts %8.1f MB: %6.2f s, index %7.1f MB (%.1f %% of the text), one bill %.2f ms" % (info["documents"], info["text_bytes"] / 1e6, cpu, info["index_bytes"] / 1e6, 100 * info["index_bytes"] / info["text_bytes"], median))
    return info, cpu, median


def grow(temp, files, asked, big):
    """An index of many texts, added in turns so that no more than a part of them is on the disk at once: what is not named stays."""
    ix, r, made, cpu, most = temp / "big", random.Random(4), 0, 0, 0
    _, c, _, out = run(ENGROSS, "index", "--index", ix, *files, "--json", core=0)
    cpu += c
    word = re.compile(rb"[A-Za-z]{3,}")
    table = bytes.maketrans(b"0123456789abcdef", b"bcdfghjkmnpqrstz")
    while made < big:
        turn = temp / ("turn%d" % made)
        turn.mkdir()
        for _ in range(min(20_000, big - made)):
            key = (b"%x" % made).translate(table)
            # every copy has words of its own, but for those that begin with one letter in four
            (turn / ("copy%07d.txt" % made)).write_bytes(word.sub(lambda m: m[0] if m[0][0] & 3 == 0 else m[0] + key, r.choice(files).read_bytes()))
            made += 1
        _, c, peak, _ = run(ENGROSS, "index", "--index", ix, turn, core=0)
        cpu, most = cpu + c, max(most, peak)
        subprocess.run(["rm", "-rf", turn])
    _, _, _, out = run(ENGROSS, "index", "--index", ix, "--json")
    print("    in turns of 20,000 texts, merges included; peak %.0f MB" % most)
    return report(json.loads(out), cpu, query(ix, asked)[2])


def estimate(row):
    info, cpu, median = row
    share = info["index_bytes"] / info["text_bytes"]
    rate = info["text_bytes"] / cpu
    text = MILLION * MEAN_BYTES
    print("  a million bill versions of %d kB (%.0f GB), from the largest row: index %.1f GB, built in %.0f s on one core;" % (MEAN_BYTES / 1000, text / 1e9, share * text / 1e9, text / rate))
    print("    one bill %.1f ms and about 5 ms for a tally and places of 13 MB when the index is in memory; cold, about 3,000 reads of a page from the disk" % median)


def fts(temp, files, asked, build, median, mb):
    db = sqlite3.connect(temp / "fts.db")
    try:
        db.execute("create virtual table t using fts5(body, content='')")
    except sqlite3.OperationalError as e:
        print("  SKIP: sqlite3 without FTS5 (%s)" % e, file=sys.stderr)
        return
    start = time.process_time()
    with db:
        for i, f in enumerate(files):
            db.execute("insert into t(rowid, body) values (?, ?)", (i + 1, f.read_text(errors="replace")))
    took = time.process_time() - start
    db.execute("create virtual table v using fts5vocab(t, 'row')")
    rare = dict(db.execute("select term, doc from v"))
    size = (temp / "fts.db").stat().st_size / 1e6
    times, kin, right = [], 0, 0
    # NNNNN--FOLDER--FILE, with partNN- before it where it is a part
    family = lambda f: f.name.split("--")[1]
    text = lambda f: f.name.split("--", 1)[1]
    members = [f for f in files if not f.name.startswith("part") and not family(f).startswith(NOT_FAMILIES) ]
    members = [f for f in members if sum(family(g) == family(f) for g in members) > 1 and not family(f)[:4].isdigit()]
    for f in asked + members:
        words = set(re.findall(r"[a-z]{3,}", f.read_text(errors="replace").lower()))
        chosen = sorted((w for w in words if rare.get(w, 0) > 1), key=lambda w: (rare[w], w))[:24]
        start = time.perf_counter()
        rows = db.execute("select rowid from t where t match ? order by rank limit 50", (" OR ".join('"%s"' % w for w in chosen),)).fetchall()
        if len(times) < len(asked):
            times.append((time.perf_counter() - start) * 1e3)
            continue
        first = next((files[r - 1] for r, in rows if text(files[r - 1]) != text(f)), None)
        kin += 1
        right += first is not None and family(first) == family(f)
    q = statistics.median(times)
    print("  SQLite FTS5               %7.2f s to build (%.1fx)  %.1f MB (%.1fx)  one bill by its 24 rarest words, in process, without passages, %.2f ms (%.1fx)" % (took, took / build, size, size / mb, q, q / median))
    print("    its first answer is of the same family for %d of %d members of families (engross, on the same question: tests/suite/trace-corpus)" % (right, kin))


def script(files, asked, per_byte, median):
    """What a user would write: sets of five-word shingles in a dictionary. A tenth of the texts; memory forbids more."""
    part = files[::10]
    size = sum(f.stat().st_size for f in part)
    start = time.process_time()
    table = collections.defaultdict(list)
    shingles = lambda f: {tuple(w[i : i + 5]) for w in [re.findall(r"[a-z]+", f.read_text(errors="replace").lower())] for i in range(len(w) - 4)}
    for i, f in enumerate(part):
        for s in shingles(f):
            table[s].append(i)
    took = time.process_time() - start
    times = []
    for f in asked[:20]:
        start = time.perf_counter()
        found = collections.Counter()
        for s in shingles(f):
            found.update(table.get(s, ()))
        found.most_common(50)
        times.append((time.perf_counter() - start) * 1e3)
    q = statistics.median(times)
    print("  Python, shingles in a dict %6.1f MB/s to build (%.0fx slower)  %.0f MB of memory for a tenth of the texts  one bill %.1f ms (%.1fx)" % (size / took / 1e6, took / size / per_byte, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, q, q / median))


main()
