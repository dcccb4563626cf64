#!/usr/bin/env python3
"""Importing legislatures' records: how right it is on bills labelled by reading, and how fast beside a Python script that only parses
the same files and one that also classifies them by their classes. Skips, loudly, where the records are not at hand."""
import gzip, os, pathlib, resource, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
BULK = (HERE.parent.parent / "../shared/openstates/bulk").resolve()
ENGROSS = sys.argv[1]
PARSE = "import gzip,json,glob,sys\nfor f in sorted(glob.glob(sys.argv[1]+'/*.gz')):\n for l in gzip.open(f,'rt'): %s\n"
NAIVE = ("import re\ndef naive(b):\n s,c=set(),set()\n for a in b['actions']:\n  k=a['classification']; s.update(k)\n"
         "  if 'passage' in k: c.add(a.get('organization_id'))\n"
         "  for w in ('became-law','executive-signature','executive-veto','failure'):\n   if w in s: return w\n return len(c)\n")
ROUNDS = 5


def timed(command, **more):
    """Wall, processor seconds, megabytes at most."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    status = subprocess.run([sys.executable, HERE / "labels.py", ENGROSS]).returncode
    if not BULK.exists():
        print("SKIPPED: ../shared/openstates is not here: the speed of imports was not measured")
        return status
    work = pathlib.Path(tempfile.mkdtemp(prefix="engross-bench-"))
    env = dict(os.environ, HOME=str(work), GIT_AUTHOR_NAME="B", GIT_AUTHOR_EMAIL="b@example.org", GIT_COMMITTER_NAME="B", GIT_COMMITTER_EMAIL="b@example.org")
    rows = {"python, json alone": [], "python, and by classes": [], "engross, --dry-run": [], "engross, into a repository": []}
    for n in range(ROUNDS):
        repo = work / f"r{n}"
        subprocess.run([ENGROSS, "init", repo], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        rows["python, json alone"].append(timed([sys.executable, "-c", PARSE % "json.loads(l)", BULK]))
        rows["python, and by classes"].append(timed([sys.executable, "-c", NAIVE + PARSE % "naive(json.loads(l))", BULK]))
        rows["engross, --dry-run"].append(timed([ENGROSS, "import", "openstates", BULK, "--dry-run"], env=env))
        rows["engross, into a repository"].append(timed([ENGROSS, "-C", repo, "import", "openstates", BULK], env=env))
        shutil.rmtree(repo)
    print(f"\nimporting all records of the sample ({sum(f.stat().st_size for f in BULK.glob('*.gz')) >> 20} MB compressed): medians of {ROUNDS} rounds in turn")
    base = naive = None
    for name, runs in rows.items():
        wall, cpu, peak = (statistics.median(r[i] for r in runs) for i in range(3))
        base = base or (wall, cpu)
        naive = (wall, cpu) if name == "python, and by classes" else naive
        print(f"  {name:28} {wall:6.2f} s  {cpu:6.2f} s of processor  {peak:5.0f} MB   {base[0] / wall:5.2f} x json alone by the clock, {base[1] / cpu:5.2f} x by processor time")
    print(f"  parse, classify, store and commit, beside Python's parsing: at least 1.00 x is asked: {base[0] / wall:.2f} x by the clock, {base[1] / cpu:.2f} x by processor time")
    print(f"  beside Python's parsing and the naive rule: 2.00 x is asked: {naive[0] / wall:.2f} x by the clock, {naive[1] / cpu:.2f} x by processor time (two cores work on it; by the clock others' work counts too)")
    flat(work, env)
    shutil.rmtree(work)
    return status


def flat(work, env):
    """Memory of recording the sample, and five times as many bills (other sessions), each from one file. Nothing is held here: a child's
    peak counts from its parent's."""
    print("  memory of recording, from one file that is not packed:")
    for times in (1, 5):
        path, repo, bills = work / "records.jsonl", work / f"m{times}", 0
        with open(path, "wb") as out:
            for n in range(times):
                for f in sorted(BULK.glob("*.gz")):
                    for line in gzip.open(f):
                        out.write(line.replace(b'"legislative_session":', b'"legislative_session": "S%d", "was":' % n, 1))
                        bills += 1
        subprocess.run([ENGROSS, "init", repo], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        wall, cpu, peak = timed([ENGROSS, "-C", repo, "import", "openstates", path], env=env)
        print(f"    {bills:7d} bills, {path.stat().st_size >> 20:4d} MB: {peak:5.0f} MB of memory, {wall:5.2f} s, {cpu:5.2f} s of processor; "
              f"a log of {(repo / 'tracking/events.csv').stat().st_size >> 20} MB")
        path.unlink()
        shutil.rmtree(repo)


sys.exit(main())
