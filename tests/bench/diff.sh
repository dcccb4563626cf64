#!/bin/bash
# diff against git --word-diff, wdiff, dwdiff on real pairs: words marked deleted and inserted, best time of N runs, ratio to engross.
#	tests/bench/diff.sh PATH/TO/engross [RUNS]
# Data: $EG_SHARED (default ../shared). Tools that are not installed are left out, said loudly.
set -u
engross=$(realpath "${1:?usage: diff.sh ENGROSS [RUNS]}")
runs=${2:-7}
shared=$(realpath "${EG_SHARED:-$(dirname "$0")/../../../shared}")/corpus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -d "$shared" ] || { echo "SKIP: no shared material here ($shared)" >&2; exit 0; }
for t in git wdiff dwdiff; do command -v $t >/dev/null || echo "SKIP: $t is not installed" >&2; done

# Two unlike texts of 250 kB: the words of two acts, each shuffled by a fixed seed.
python3 - "$shared" "$work" <<'PY'
import random, sys
shared, work = sys.argv[1:]
for name, files in (("a", ["wa-big/wa-5092-S.txt"]), ("b", ["uifsa/co-14-5-101.txt", "nlc-nurse/tn-63-7-401.txt"])):
    r = random.Random(name)
    words = [w for f in files for w in open(f"{shared}/{f}", encoding="utf-8").read().split()]
    with open(f"{work}/{name}.txt", "w", encoding="utf-8") as out:
        size = 0
        while size < 250000:
            line = " ".join(r.choice(words) for _ in range(10)) + "\n"
            size += len(line)
            out.write(line)
PY

best_us() { # best wall time of the runs, microseconds
	local best=999999999 s t i
	for ((i = 0; i < runs; i++)); do
		s=${EPOCHREALTIME/./}
		"$@" >/dev/null 2>&1
		t=$((${EPOCHREALTIME/./} - s))
		((t < best)) && best=$t
	done
	echo "$best"
}
# Words inside [-…-] and {+…+} of a word diff.
marked() { python3 -c '
import re, sys
s = sys.stdin.buffer.read().decode("utf-8", "replace")
print(*(sum(len(x.split()) for x in re.findall(p, s, re.S)) for p in (r"\[-(.*?)-\]", r"\{\+(.*?)\+\}")))'; }

row() { # tool, deleted inserted, microseconds, engross microseconds
	awk -v t="$1" -v d="$2" -v i="$3" -v us="$4" -v base="$5" -v old="$6" \
	    'BEGIN { printf "  %-16s %8s deleted %8s inserted %9.1f ms %7.2fx  %5.1f %% of old\n", t, d, i, us / 1000, us / base, 100 * d / old }'
}

pair() {
	local a=$2 b=$3 base us json old
	json=$("$engross" diff "$a" "$b" --json | python3 -c 'import json,sys; s=json.load(sys.stdin)["summary"]; print(s["deleted_words"], s["inserted_words"], s["old_words"])')
	set -- "$1" $json
	old=$4
	base=$(best_us "$engross" diff "$a" "$b")
	echo "$1 ($old words)"
	row engross "$2" "$3" "$base" "$base" "$old"
	for tool in "git diff --no-index --word-diff" "git diff --no-index --word-diff --histogram" wdiff "dwdiff -C3"; do
		command -v ${tool%% *} >/dev/null || continue
		us=$(best_us $tool "$a" "$b")
		set -- "$1" $($tool "$a" "$b" | marked)
		row "$(echo "$tool" | sed 's/git diff --no-index --word-diff/git/; s/ --histogram/ histogram/; s/ -C3//')" "$2" "$3" "$us" "$base" "$old"
	done
}

pair "nurse compact TN v VT" "$shared/nlc-nurse/tn-63-7-401.txt" "$shared/nlc-nurse/vt-1647.txt"
pair "HR 2157 IH v ENR" "$shared/fed-uslm-samples/us-H2157_IH.txt" "$shared/fed-uslm-samples/us-h2157_enr.txt"
pair "HR 264 PCS v EH" "$shared/fed-uslm-samples/us-H264_PCS.txt" "$shared/fed-uslm-samples/us-h264_eh.txt"
pair "UIFSA CO v ND" "$shared/uifsa/co-14-5-101.txt" "$shared/uifsa/nd-14-12.2-01.txt"
pair "WA budget 5092 v 5693, 2 MB" "$shared/wa-big/wa-5092-S.txt" "$shared/wa-big/wa-5693-S.txt"
pair "unlike texts, 250 kB" "$work/a.txt" "$work/b.txt"
