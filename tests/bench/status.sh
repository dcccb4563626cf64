#!/bin/sh
# `status` over 100,000 events against a Python script that reads the same CSV and reduces it. Prints one line a measurement
# and the two ratios that are promised. Without EVENTS: 100,000, and then a million. usage: tests/bench/status.sh PROGRAM [EVENTS]
set -eu
program=$(realpath "$1")
self=$(realpath "$0")
events=${2:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1
printf '[user]\n\tname = Bench\n\temail = bench@example.org\n' > "$work/.gitconfig"
unset SOURCE_DATE_EPOCH 2>/dev/null || true
"$program" init "$work/r" >/dev/null 2>&1
cd "$work/r"
mkdir -p tracking
python3 - "$events" <<'PY'
import hashlib, random, sys
n = int(sys.argv[1])
random.seed(7)
head = "id,seq,date,template,jurisdiction,session,bill,instrument,event,chamber,yeas,nays,needed,target,source,source-kind,text,rule,published,recorded,note,corrects"
states = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC".split()
way = [("introduced", "lower"), ("referred", "lower"), ("heard", "lower"), ("reported", "lower"), ("passed", "lower"), ("referred", "upper"),
       ("reported", "upper"), ("passed", "upper"), ("enrolled", ""), ("presented", ""), ("signed", ""), ("chaptered", "")]
events = open("tracking/events.csv", "w")
links = open("tracking/bills.csv", "w")
print(head, file=events)
print("jurisdiction,session,bill,print,template,version,basis,part,note,recorded", file=links)
made = bill = 0
while made < n:
    bill += 1
    st, number, session = random.choice(states), "HB %d" % bill, random.choice(["2023-2024", "2025-2026"])
    print(f"{st},{session},{number},,model-act-{bill % 10},1.{bill % 4}.0,declared,whole,,2026-01-01T00:00:00Z", file=links)
    for k, (event, chamber) in enumerate(way[:random.randint(3, len(way))]):
        if made == n:
            break
        f = ["", str(k), "2025-%02d-%02d" % (1 + k, random.randint(1, 28)), "", st, session, number, "bill", event, chamber,
             "53" if event == "passed" else "", "42" if event == "passed" else "", "", "",
             "https://legislature.example.gov/%s/%s/bills/%d/history" % (st.lower(), session, bill), "official",
             '"Read, referred to the Committee on Judiciary, and printed"' if k % 3 == 1 else "Third reading passed", "", "", "2026-01-01T00:00:00Z", "", ""]
        f[0] = hashlib.sha256(",".join(f[1:19] + f[20:]).encode()).hexdigest()[:16]
        print(",".join(f), file=events)
        made += 1
PY
git add -A && git commit -qm "events" && git status --short | head -1
cat > "$work/reduce.py" <<'PY'
import csv, sys
last = {}
carries = {}
for row in csv.DictReader(open("tracking/bills.csv", newline="")):
    carries[row["jurisdiction"], row["session"], row["bill"]] = row["template"], row["version"]
for row in csv.DictReader(open("tracking/events.csv", newline="")):
    key = row["jurisdiction"], row["session"], row["bill"]
    at = row["date"], int(row["seq"] or 0)
    if key not in last or last[key][0] <= at:
        last[key] = at, row["event"]
out = csv.writer(sys.stdout)
for key in sorted(last):
    out.writerow([*carries.get(key, ("", "")), *key, last[key][1], last[key][0][0]])
PY
"$program" status --csv > /dev/null
rows=$("$program" status --csv | wc -l)
echo "status: $events events ($(wc -c < tracking/events.csv) bytes), $((rows - 1)) rows; best of several runs each, taken in turn"
runs=$((events > 500000 ? 3 : 9))
python3 - "$program" "$work/reduce.py" $runs <<'PY'
import os, shutil, subprocess, sys, time
program, script, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
jobs = {"python csv": [sys.executable, script], "cold": [program, "status", "--csv"], "warm": [program, "status", "--csv"],
        "warm, as a table": [program, "status"]}
wall, cpu = {}, {}
for _ in range(runs):
    for name, argv in jobs.items():
        if name == "cold":
            shutil.rmtree(".git/engross/cache", ignore_errors=True)
        start = time.perf_counter()
        p = subprocess.Popen(argv, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(p.pid, 0)
        took = time.perf_counter() - start
        assert status == 0, name
        wall[name] = min(wall.get(name, 1e9), took)
        cpu[name] = min(cpu.get(name, 1e9), used.ru_utime + used.ru_stime)
print("%-18s %10s %10s" % ("", "wall ms", "CPU ms"))
for name in jobs:
    print("%-18s %10.1f %10.1f" % (name, wall[name] * 1e3, cpu[name] * 1e3))
for what, name, goal in (("whole log", "cold", 5), ("read before", "warm", 20)):
    print("%s: %.1fx python by the clock, %.1fx by CPU time (goal %dx)" % (what, wall["python csv"] / wall[name], cpu["python csv"] / cpu[name], goal))
PY
[ $# -gt 1 ] || { echo; cd /; rm -rf "$work"; exec "$self" "$program" 1000000; }
