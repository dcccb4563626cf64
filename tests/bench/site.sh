#!/bin/bash
# `site` of the real adoption records (nineteen campaigns; the goal is ten in two seconds), and of ten campaigns with a bill in every
# state: time, files, bytes, peak memory, and whether a tenth of the bills needs a tenth of the memory. usage: tests/bench/site.sh PROGRAM
set -eu
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1
printf '[user]\n\tname = Bench\n\temail = bench@example.org\n' > "$work/.gitconfig"
unset SOURCE_DATE_EPOCH 2>/dev/null || true
"$program" -q init "$work/real"
"$program" -q -C "$work/real" import adoption > /dev/null 2>&1
for bills in 1 10; do
	"$program" -q init "$work/made$bills"
	python3 - "$work/made$bills" "$bills" <<'PY'
import hashlib, os, random, sys
top, each = sys.argv[1], int(sys.argv[2])
random.seed(5)
states = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC".split()
way = [("introduced", "lower"), ("referred", "lower"), ("heard", "lower"), ("reported", "lower"), ("passed", "lower"), ("passed", "upper"), ("signed", ""), ("chaptered", "")]
os.makedirs(top + "/tracking", exist_ok=True)
log = open(top + "/tracking/events.csv", "w")
links = open(top + "/tracking/bills.csv", "w")
print("id,seq,date,template,jurisdiction,session,bill,instrument,event,chamber,yeas,nays,needed,target,source,source-kind,text,rule,published,recorded,note,corrects", file=log)
print("jurisdiction,session,bill,print,template,version,basis,part,note,recorded", file=links)
for campaign in range(10):
    for st in states:
        for k in range(each):
            number = f"HB {campaign * 100 + k}"
            print(f"{st},2025-2026,{number},,campaign-{campaign},1.0.0,declared,whole,,2026-01-01T00:00:00Z", file=links)
            for i, (event, chamber) in enumerate(way[:random.randint(1, len(way))]):
                f = ["", str(i), "2025-%02d-%02d" % (1 + i, random.randint(1, 28)), "", st, "2025-2026", number, "bill", event, chamber, "", "", "", "",
                     f"https://legislature.example.gov/{st}/{campaign}/{k}", "official", "Third reading passed", "", "", "2026-01-01T00:00:00Z", "", ""]
                f[0] = hashlib.sha256(",".join(f[1:19] + f[20:]).encode()).hexdigest()[:16]
                print(",".join(f), file=log)
PY
done
python3 - "$program" "$work" <<'PY'
import os, pathlib, shutil, subprocess, sys, time
program, work = sys.argv[1:]
print("%-44s %8s %8s %9s %8s %8s" % ("", "wall ms", "CPU ms", "peak MB", "files", "MB"))
peaks = {}
for name, what in (("real", "19 campaigns, real records"), ("made1", "10 campaigns, 510 bills"), ("made10", "10 campaigns, 5,100 bills")):
    best = None
    for _ in range(3):
        out = work + "/out"
        shutil.rmtree(out, ignore_errors=True)
        start = time.perf_counter()
        p = subprocess.Popen([program, "-q", "-C", work + "/" + name, "site", "-o", out], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(p.pid, 0)
        took = time.perf_counter() - start
        assert status == 0, name
        files = [f for f in pathlib.Path(out).rglob("*") if f.is_file()]
        now = (took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, len(files), sum(f.stat().st_size for f in files) / 1e6)
        best = now if best is None or now[0] < best[0] else best
    peaks[name] = best[2]
    print("%-44s %8.0f %8.0f %9.1f %8d %8.1f" % (what, best[0] * 1000, best[1] * 1000, *best[2:]))
    if name == "real":
        print(f"  ten campaigns' share: {best[0] * 1000 * 10 / 19:.0f} ms (goal 2000 ms)")
print(f"ten times the bills: {peaks['made10'] / peaks['made1']:.1f}x the memory")
PY
