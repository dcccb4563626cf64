#!/usr/bin/env python3
"""Draft and commit 1,120 bills (20 templates, 56 jurisdictions): engross against Node and git. draft.py ENGROSS [ROUNDS]

The peer is the best pipeline a user could script: one Node process renders every bill with Mustache, turns it into HTML with
CommonMark, writes the files; then git adds and commits them. Both sides start from a repository that holds the same committed
templates, both end with everything committed and on the disk (fsync), and both draft the same text: the bodies are compared.
Rounds alternate between the sides; figures are medians. Needs node, npm and git. Nothing is deleted while it measures: ext4 is slow to
give out the numbers of files deleted a moment ago, and that would be measured instead.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
FSYNC = ["-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync"]
GOALS = {"speed": 6.0, "memory_mb": 64.0, "size": 1.0}
PLACES = 56


def say(text=""):
    print(text, flush=True)


def run(argv, cwd=None, **more):
    return subprocess.run(argv, cwd=cwd, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more).stdout


class Bench:
    def __init__(self, engross):
        self.engross = os.path.abspath(engross)
        self.dir = os.path.join(os.path.dirname(self.engross), "bench")
        self.node = os.path.join(self.dir, "node")
        self.templates = os.path.join(self.dir, "templates")
        self.facts = os.path.join(self.dir, "jurisdictions.json")
        self.spawn = os.path.join(self.dir, "spawn")
        os.makedirs(self.dir, exist_ok=True)
        self.work = tempfile.mkdtemp(prefix="work-", dir=self.dir)
        self.made = 0
        with open(os.path.join(self.work, ".gitconfig"), "w") as f:
            f.write("[user]\n\tname = Bench\n\temail = bench@example.org\n[init]\n\tdefaultBranch = main\n")
        os.environ.update(HOME=self.work, XDG_CONFIG_HOME=self.work, GIT_CONFIG_NOSYSTEM="1", LC_ALL="C.UTF-8",
                          GIT_CEILING_DIRECTORIES=self.work)
        for k in [k for k in os.environ if k.startswith(("GIT_DIR", "GIT_WORK", "GIT_INDEX"))]:
            del os.environ[k]

    # ---- what both sides start from ----

    def prepare(self):
        shutil.rmtree(self.templates, ignore_errors=True)
        run([sys.executable, os.path.join(HERE, "make_templates.py"), self.templates])
        self.names = sorted(f[:-3] for f in os.listdir(self.templates) if f.endswith(".md"))
        run(["cc", "-O2", "-o", self.spawn, os.path.join(HERE, "spawn.c")])
        with open(self.facts, "w") as f:
            json.dump(self.jurisdictions(), f)

    def jurisdictions(self):
        """The facts that these templates use, taken from the profiles."""
        keys = {"name": "identity.name", "formal": "identity.formal", "self": "identity.self-word", "legislature": "legislature.name",
                "executive": "identity.executive", "attorney_general": "identity.attorney-general"}
        blank = {"formal": "formal name", "self": "state, commonwealth or territory", "legislature": "name of the legislature",
                 "executive": "head of the executive", "attorney_general": "attorney general"}
        folder, all_ = os.path.join(TOP, "templates", "jurisdictions"), []
        for name in sorted(os.listdir(folder)):
            if not re.fullmatch("[A-Z][A-Z]\\.yaml", name):
                continue
            group, fact = "", {}
            for line in open(os.path.join(folder, name)):
                if re.match(r"[a-z-]+:\s*$", line):
                    group = line.split(":")[0]
                m = re.match(r'  ([a-z-]+): \{ is: "([^"]*)"', line)
                if m:
                    fact[group + "." + m[1]] = m[2]
            all_.append(dict({k: fact.get(v, f"[blank: {blank.get(k, k)}]") for k, v in keys.items()}, postal=name[:2]))
        return all_

    def modules(self):
        """Node's packages, fetched once."""
        if shutil.which("node") is None or shutil.which("npm") is None:
            return "node and npm are not installed"
        if not os.path.isdir(os.path.join(self.node, "node_modules", "commonmark")):
            os.makedirs(self.node, exist_ok=True)
            p = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", self.node, "mustache@4", "commonmark@0.31"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=180)
            if p.returncode != 0:
                return "npm could not fetch mustache and commonmark: " + (p.stdout.strip().splitlines() or ["no word"])[-1]
        return None

    def repository(self, name, engross):
        self.made += 1
        path = os.path.join(self.work, f"{self.made:02}-{name}")
        if engross:
            run([self.engross, "init", path])
        else:
            run(["git", "init", "-q", "--template=", path])
        os.makedirs(os.path.join(path, "templates"))
        for t in self.names:
            shutil.copy(os.path.join(self.templates, t + ".md"), os.path.join(path, "templates"))
        run(["git", "add", "-A"], path)
        run(["git", "commit", "-q", "-m", "Templates"], path)
        os.sync()
        return path

    # ---- the two sides ----

    def timed(self, argv, cwd, note=None):
        """Seconds and peak kB of one command."""
        p = subprocess.run([self.spawn, "1", *argv], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if p.returncode != 0:
            sys.exit(f"{argv[0]}: {p.stderr}")
        us, _, _, kb, status = p.stdout.split()
        if status != "0":
            sys.exit(f"`{' '.join(argv)[:200]}` ended with {status}:\n{p.stderr[:2000]}")
        return int(us) / 1e6, int(kb)

    def takes_many(self):
        path = self.repository("probe", True)
        p = subprocess.run([self.engross, "draft", *self.names[:2], "--for", "UT"], cwd=path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return p.returncode == 0 and all(os.path.exists(os.path.join(path, "bills", t, "UT.md")) for t in self.names[:2])

    def side_engross(self, many):
        path = self.repository("engross", True)
        commands = [[self.engross, "draft", *self.names, "--for", "all"]] if many else \
            [[self.engross, "draft", t, "--for", "all"] for t in self.names]
        seconds, peak = 0.0, 0
        for argv in commands:
            s, kb = self.timed(argv, path)
            seconds, peak = seconds + s, max(peak, kb)
        return path, seconds, peak

    def side_peer(self):
        path = self.repository("peer", False)
        report = os.path.join(self.work, "peer.json")
        argv = ["sh", "-c", 'exec "$@" > "$0"', report, "node", os.path.join(HERE, "peer_draft.mjs"), self.node, self.templates,
                self.facts, os.path.join(TOP, "templates", "parts"), path]
        node, peak = self.timed(argv, path)
        with open(report) as f:
            steps = json.load(f)
        add, kb = self.timed(["git", *FSYNC, "add", "-A"], path)
        commit, kb2 = self.timed(["git", *FSYNC, "commit", "-q", "-m", "Drafts"], path)
        return path, dict(node=node, add=add, commit=commit, total=node + add + commit, steps=steps, peak=max(peak, kb, kb2))

    # ---- checks ----

    def check(self, path):
        said = run(["git", "fsck", "--full", "--strict"], path)
        status = run(["git", "status", "--porcelain"], path)
        drafts = [f for f in run(["git", "ls-tree", "-r", "--name-only", "HEAD", "bills/"], path).split("\n") if f]
        wrong = []
        if said.strip():
            wrong.append("git fsck says " + said.strip()[:200])
        if status.strip():
            wrong.append("git status is not clean: " + status.strip()[:200])
        if len(drafts) != len(self.names) * PLACES:
            wrong.append(f"{len(drafts)} drafts, not {len(self.names) * PLACES}")
        return wrong

    def same_text(self, a, b):
        """How many bodies agree; runs of empty lines are one, since engross leaves no others."""
        def body(path):
            with open(path) as f:
                text = f.read()
            text = text[text.index("\n---\n", 4) + 5:]
            return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
        same = other = size = 0
        self.differs = None
        for t in self.names:
            for f in sorted(os.listdir(os.path.join(a, "bills", t))):
                one, two = os.path.join(a, "bills", t, f), os.path.join(b, "bills", t, f)
                size += os.path.getsize(one)
                if os.path.exists(two) and body(one) == body(two):
                    same += 1
                else:
                    other += 1
                    self.differs = self.differs or (one, two)
        return same, other, size


def bytes_of(path):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(path) for f in files)


def kb(n):
    return f"{n / 1024:,.0f} kB"


def verdict(ok):
    return "yes" if ok else "NO"


def main():
    b = Bench(sys.argv[1])
    try:
        return measure(b, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
    finally:
        shutil.rmtree(b.work, ignore_errors=True)


def measure(b, rounds):
    b.prepare()
    why = b.modules()
    if why is not None:
        say(f"!! the peer is left out: {why}\n!! no ratio can be given for drafting; engross alone:")
    many = b.takes_many()
    one, single, peer, peak, last = [], [], [], 0, {}
    for i in range(rounds):
        if many:
            last["engross"], s, k = b.side_engross(True)
            one.append(s)
            peak = max(peak, k)
        if why is None:
            last["peer"], p = b.side_peer()
            peer.append(p)
        if not many or i < 3:
            path, s, k = b.side_engross(False)
            single.append(s)
            if not many:
                last["engross"], peak = path, max(peak, k)
    bad = b.check(last["engross"])
    main_ = one if many else single
    e = statistics.median(main_)
    git = os.path.join(last["engross"], ".git")
    size = bytes_of(git)
    objects = bytes_of(os.path.join(git, "objects"))
    text = None
    if why is None:
        bad += ["peer: " + w for w in b.check(last["peer"])]
        text = b.same_text(last["engross"], last["peer"])
        pgit = os.path.join(last["peer"], ".git")
        ploose, ploose_objects = bytes_of(pgit), bytes_of(os.path.join(pgit, "objects"))
        run(["git", "gc", "-q"], last["peer"])
        psize, pobjects = bytes_of(pgit), bytes_of(os.path.join(pgit, "objects"))
    run(["git", "gc", "-q"], last["engross"])
    esize, eobjects = bytes_of(git), bytes_of(os.path.join(git, "objects"))
    bad += ["after git gc: " + w for w in b.check(last["engross"])]

    count = len(b.names) * PLACES
    mean = text[2] / count if text else 0
    say(f"draft: {len(b.names)} templates for {PLACES} jurisdictions, {count:,} bills" + (f" of {mean / 1000:.1f} kB" if text else "") +
        f", committed, fsync on; medians of {rounds} rounds, the sides in turn")
    rows = []
    if many:
        rows.append(("engross draft t01 … t20 --for all   (one command)", one))
    rows.append((f"engross draft tNN --for all   ({len(b.names)} commands)", single))
    if why is None:
        rows.append(("node (mustache, commonmark), git add, git commit", [p["total"] for p in peer]))
    for name, times in rows:
        say(f"  {name:52}{statistics.median(times) * 1000:8.0f} ms   ({min(times) * 1000:.0f}-{max(times) * 1000:.0f})")
    ok = True
    if why is None:
        p = statistics.median([x["total"] for x in peer])
        step = {k: statistics.median([x[k] for x in peer]) * 1000 for k in ("node", "add", "commit")}
        md = statistics.median([x["steps"]["markdown"] for x in peer])
        say(f"    of which node {step['node']:.0f} (Markdown {md:.0f}), add {step['add']:.0f}, commit {step['commit']:.0f} ms")
        ok = p / e >= GOALS["speed"]
        say(f"  times faster {p / e:9.1f}   goal {GOALS['speed']:.0f}: {verdict(ok)}   (without the peer's Markdown step: {(p - md / 1000) / e:.1f})")
    fits = peak / 1024 < GOALS["memory_mb"]
    say(f"  peak memory  {peak / 1024:6.1f} MB   goal under {GOALS['memory_mb']:.0f}: {verdict(fits)}" +
        (f"   (peer {max(x['peak'] for x in peer) / 1024:.0f} MB)" if why is None else ""))
    small = True
    if why is None:
        small = size <= psize * GOALS["size"]
        say(f"  .git         {kb(size):>9}   goal no larger than the peer's after git gc: {verdict(small)}")
        say(f"    objects alone {kb(objects)}; peer {kb(ploose)} (objects {kb(ploose_objects)}), after gc {kb(psize)} (objects {kb(pobjects)}); "
            f"engross after gc {kb(esize)} (objects {kb(eobjects)})")
        say(f"  same text    {text[0]:,} of {count:,} bodies" + (f"; first other: {b.differs[0]}" if text[1] else ""))
    else:
        say(f"  .git         {kb(size):>9}   (after git gc {kb(esize)})")
    for w in bad:
        say(f"  !! {w}")
    if not bad:
        say(f"  checked      git fsck --full clean, git status clean, {count:,} drafts, before and after git gc")
    return 1 if bad else 0


sys.exit(main())
