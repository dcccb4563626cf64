#!/bin/sh
# `upgrade` of 56 drafts, each amended, against git's own three-way merge of the same files (git merge-file, which knows lines only),
# and `conform --matrix` over them. usage: tests/bench/upgrade.sh PROGRAM
set -eu
program=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1
printf '[user]\n\tname = Bench\n\temail = bench@example.org\n' > "$work/.gitconfig"
cd "$work"
"$program" -q init r > /dev/null 2>&1
cd r
cp "$here/../data/sample-compact.txt" compact.txt
"$program" -q draft compact-entry --for all --set compact_text=compact.txt > /dev/null 2>&1
"$program" -q release compact-entry 1.0.0 > /dev/null
cp -r bills/compact-entry "$work/base"
for f in bills/compact-entry/*.md; do
	sed -i '0,/ may /s// may, when it is ready, /' "$f"
done
"$program" -q commit -m local > /dev/null
cp -r bills/compact-entry "$work/mine"
python3 - <<'PY'
p = "templates/compact-entry.md"
s = open(p).read().replace("version: 1.0.0", "version: 1.1.0", 1)
i = s.index("\n---\n", 10)
open(p, "w").write(s[:i] + s[i:].replace("shall", "must", 3))
PY
"$program" -q commit -m 'Version 1.1.0' > /dev/null
"$program" -q release compact-entry 1.1.0 > /dev/null

seconds() { # COMMAND…: the best of five, user and system time
	python3 - "$@" <<'PY'
import os, resource, subprocess, sys, time
best, wall = 9e9, 9e9
for _ in range(5):
    before, t = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = min(wall, time.monotonic() - t)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
print(f"{best:.3f} {wall:.3f}")
PY
}
dry=$(seconds "$program" upgrade compact-entry --version 1.1.0 --dry-run)
matrix=$(seconds "$program" conform compact-entry --matrix --json)
"$program" -q upgrade compact-entry --version 1.1.0 > up.txt
left=$(grep -c merged up.txt)
cp -r "$work/base" "$work/theirs"
for f in bills/compact-entry/*.md; do # what the new version generates, for git's merge
	sed 's/ may, when it is ready, / may /' "$f" > "$work/theirs/$(basename "$f")"
done
cat > "$work/git-merge" <<SH
for f in $work/mine/*.md; do n=\$(basename \$f); git merge-file -p \$f $work/base/\$n $work/theirs/\$n > /dev/null; done
SH
peer=$(seconds sh "$work/git-merge")
echo "upgrade of 56 amended drafts (dry run): ${dry% *} s of CPU, ${dry#* } s ($left merged cleanly)"
echo "git merge-file on the same 56, texts made beforehand: ${peer% *} s of CPU, ${peer#* } s"
echo "conform --matrix, 56 drafts held to their models: ${matrix% *} s of CPU, ${matrix#* } s"
python3 -c "import sys; d, p = float('${dry% *}'), float('${peer% *}'); print(f'ratio to git merge-file: {d / p:.2f}; under a second: {\"yes\" if d < 1 else \"NO\"}')"
