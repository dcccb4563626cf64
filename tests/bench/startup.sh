#!/bin/sh
# Start-up: how long small commands take, beside git's. startup.sh ENGROSS [ROUNDS]
# Goals: 4 ms for a command on plain files, 9 ms for one on a repository (with the cost of making a process, which is shown too).
set -eu
engross=$(realpath "$1")
rounds=${2:-30}
here=$(dirname "$(realpath "$0")")
dir=$(dirname "$engross")/bench
mkdir -p "$dir"
cc -O2 -o "$dir/spawn" "$here/spawn.c"

# Plain files lie outside every repository.
plain=$(mktemp -d)
trap 'rm -rf "$plain"' EXIT
export HOME="$plain" XDG_CONFIG_HOME="$plain" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2>/dev/null || true
git config --global user.name Bench
git config --global user.email bench@example.org

# A small repository: two templates, a few drafts, a few events.
repo=$plain/repo
"$engross" --quiet init "$repo" >/dev/null
cd "$repo"
for t in immigration-sanctuary immigration-cooperation; do
	"$engross" --quiet draft "$t" --for CO,UT,WA,TX >/dev/null
done
cp bills/immigration-sanctuary/UT.md "$plain/bill.md"
for e in 'UT introduced 2027-01-20' 'UT passed 2027-02-10' 'CO introduced 2027-01-11'; do
	set -- $e
	"$engross" --quiet track "$1" HB1 "$2" --date "$3" --session "$1"2027 --chamber lower --template immigration-sanctuary \
		--source https://example.org/ >/dev/null 2>&1 || tracked=no
done

echo "startup: medians of $rounds, the commands in turn"
printf '  %-44s %8s %8s %8s   %s\n' command ms least MB 'goal ms'
# measure GOAL:NAME… are parallel to the commands given after "::", each ended by "--"
report() {
	goals=$1
	shift
	"$dir/spawn" "$rounds" "$@" > "$plain/times" 2> "$plain/said"
	printf '%s\n' "$goals" | paste -d '|' - "$plain/times" | while IFS='|' read -r goal name times; do
		set -- $times
		awk -v n="$name" -v g="$goal" -v us="$1" -v least="$2" -v kb="$4" -v st="$5" 'BEGIN {
			verdict = g == "" ? "" : us / 1000 <= g ? g ": yes" : g ": NO"
			if (st != 0 && st != 1) verdict = "!! exit status " st
			printf "  %-44s %8.1f %8.1f %8.1f   %s\n", n, us / 1000, least / 1000, kb / 1024, verdict }'
	done
}
cd "$plain"
report '|true (a process, nothing in it)
|git --version
4|engross --version
4|engross jurisdictions UT
4|engross render ./bill.md' \
	true -- git --version -- "$engross" --version -- "$engross" jurisdictions UT -- \
	"$engross" --quiet render ./bill.md --allow-blanks
cd "$repo"
report '|git status (small repository)
|git log -1
9|engross list
9|engross status' \
	git status -- git log -1 -- "$engross" list -- "$engross" status
[ "${tracked:-yes}" = yes ] || echo "  !! no events in the repository: engross track refused them"
