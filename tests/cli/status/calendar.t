# A bill whose session is over has died; the calendar says so, and says why. Anything later brings it back; events alone: --calendar none.
$ engross -q init b; cd b; engross -q track AZ "HB 4013" introduced --date 2026-02-09 --session 2026 --template national-popular-vote 2>/dev/null; engross status --as-of 2026-03-01
AZ HB 4013, 2026: introduced, 2026-02-09
national-popular-vote
    Bill     Session  Version  Stage       Status  Date
AZ  HB 4013  2026              introduced          2026-02-09

1 bill as of 2026-03-01: 1 introduced
$ cd b; engross status --as-of 2026-11-01
national-popular-vote
    Bill     Session  Version  Stage             Status  Date
AZ  HB 4013  2026              died (adjourned)          2026-06-13

1 bill as of 2026-11-01: 1 died
$ cd b; engross status --as-of 2026-11-01 --calendar none --csv
template,version_introduced,version_passed,version_basis,jurisdiction,session,bill,instrument,stage,legal_status,how,date,events,why
national-popular-vote,,,declared,AZ,2026,HB 4013,bill,introduced,,,2026-02-09,1,
$ cd b; engross status --as-of 2026-11-01 --json | grep why
    "why": "its session was over by 2026-06-13 and no outcome is recorded"
$ cd b; engross -q track AZ "HB 4013" passed --chamber lower --date 2026-07-01 --session 2026 2>/dev/null; engross status --as-of 2026-08-01 --csv | tail -1; engross status --as-of 2026-11-01 --csv | tail -1
AZ HB 4013, 2026: passed-first, 2026-07-01
national-popular-vote,,,declared,AZ,2026,HB 4013,bill,passed-first,,,2026-07-01,2,
national-popular-vote,,,declared,AZ,2026,HB 4013,bill,died,,,2026-07-01,2,its session was over by 2026-07-01 and no outcome is recorded
$ cd b; engross -q track GA "HR 1343" passed --chamber lower --date 2026-02-01 --session 2025_26 --template article-v-convention 2>/dev/null; engross -q track GA "HR 1343" passed --chamber upper --date 2026-03-20 --session 2025_26 2>/dev/null
GA HR 1343, 2025_26: passed-first, 2026-02-01
GA HR 1343, 2025_26: adopted (no-executive), 2026-03-20, in-effect
# What was known then: by what had been recorded, from git's history.
$ cd b; engross status --known-at HEAD~1 --as-of 2026-04-01 --csv article-v-convention | tail -1
article-v-convention,,,declared,GA,2025_26,HR 1343,concurrent resolution,passed-first,,,2026-02-01,1,
$ cd b; engross status --calendar maybe
! engross: --calendar takes none or default, not 'maybe'
! hint: none: only what events say; default: deaths by the session calendar too
? 2
