# Two people recorded on two branches: a log that git left in conflict is never read as if it were whole; what to type keeps both sides.
$ engross -q init b; cd b; engross -q track UT SB57 introduced --date 2024-01-20 --session 2024 --source x 2>/dev/null >/dev/null; git checkout -q -b other; engross -q track UT SB57 passed --chamber upper --date 2024-01-25 --session 2024 2>/dev/null >/dev/null; git checkout -q main 2>/dev/null || git checkout -q master; engross -q track UT SB57 referred --date 2024-01-21 --session 2024 2>/dev/null >/dev/null; git merge -q other >/dev/null 2>&1; grep -c '^<<<<<<<' tracking/events.csv
1
$ cd b; engross status
! tracking/events.csv:3:1: a git merge stopped here and left its marks: both sides' lines are to be kept
! hint: sed -i -E '/^(<{7}|={7}|>{7}|[|]{7})( |$)/d' tracking/events.csv && git add tracking/events.csv
? 3
$ cd b; sed -i -E '/^(<{7}|={7}|>{7}|[|]{7})( |$)/d' tracking/events.csv && git add tracking/events.csv; git commit -qm merged; engross status --as-of 2024-02-01 --json | grep -E 'stage|events'
    "stage": "passed-first",
    "events": 3,
# A union merge doubles the header: it is read as one.
$ cd b; head -1 tracking/events.csv >> tracking/events.csv; engross status --as-of 2024-02-01 --csv
template,version_introduced,version_passed,version_basis,jurisdiction,session,bill,instrument,stage,legal_status,how,date,events,why
,,,,UT,2024,SB57,bill,passed-first,,,2024-01-25,3,
$ cd b; printf '<<<<<<< HEAD\n=======\n>>>>>>> other\n' > tracking/bills.csv; engross status
! tracking/bills.csv:1:1: a git merge stopped here and left its marks: both sides' lines are to be kept
! hint: sed -i -E '/^(<{7}|={7}|>{7}|[|]{7})( |$)/d' tracking/bills.csv && git add tracking/bills.csv
? 3
