# Campaigns against their thresholds, from the records that come with engross.
$ engross init b 2>/dev/null; engross -C b import adoption national-popular-vote nurse-licensure-compact interstate-medical-licensure-compact article-v-convention
170 new events, 0 already recorded; 54 new links; 9 unverified kept apart in tracking/claims.csv
$ engross -C b progress
article-v-commissioners: 1 of 50 states (no threshold: a count)
article-v-convention: 12 of 34 states
  8 more are claimed without a source found (20 with them)
article-v-rescission: 0 of 50 states (no threshold: a count)
article-v-term-limits: 2 of 34 states
interstate-medical-licensure-compact: 36 of 7 jurisdictions, reached
interstate-medical-licensure-compact-extension: 1 of 50 states (no threshold: a count)
national-popular-vote: 222 of 270 electoral votes
national-popular-vote-opposition: 0 of 50 states (no threshold: a count)
national-popular-vote-withdrawal: 0 of 50 states (no threshold: a count)
nurse-licensure-compact: 43 of 26 jurisdictions, reached
  or 2018-12-31, whichever is earlier
$ engross -C b progress national-popular-vote
national-popular-vote: 222 of 270 electoral votes
  48 lacking
  weights of the 2020 census

counted: 19 (222 electoral votes)
  CA 54  2011-08-08  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  NY 28  2014-04-15  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  IL 19  2008        -           enacted, pending-threshold: counts; takes effect when the threshold is reached
  NJ 14  2008-01-13  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  VA 13  2026-04-13  HB 965      enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  WA 12  2009        -           enacted, pending-threshold: counts; takes effect when the threshold is reached
  MA 11  2010        -           enacted, pending-threshold: counts; takes effect when the threshold is reached
  CO 10  2019-03-15  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  MD 10  2007        SB 634      enacted, pending-threshold: counts; takes effect when the threshold is reached
  MN 10  2023-05-24  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  OR  8  2019-06-12  SB 870      enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  CT  7  2018-05-24  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  NM  5  2019-04-03  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  HI  4  2008-05-01  SB 2898     enacted (override), pending-threshold: counts; takes effect when the threshold is reached
  ME  4  2024-04     -           enacted, pending-threshold: counts; takes effect when the threshold is reached
  RI  4  2013-07-12  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  DC  3  2010        -           enacted, pending-threshold: counts; takes effect when the threshold is reached
  DE  3  2019-03-28  -           enacted (signed), pending-threshold: counts; takes effect when the threshold is reached
  VT  3  2011        -           enacted, pending-threshold: counts; takes effect when the threshold is reached

pending: 1 (15 electoral votes)
  MI 15  2026-07-03  HB 6213     introduced: before the legislature

not counted (left, lost, refused or in dispute): 4 (32 electoral votes)
  AZ 11  2026-06-13  HB 4013     died (adjourned): its session was over by 2026-06-13 and no outcome is recorded
  SC  9  2026-05-14  H 3870      died (adjourned): its session was over by 2026-05-14 and no outcome is recorded
  KS  6  2026-04-10  HB 2257     died: ended without a decision
  NV  6  2019        AB 186      vetoed: refused by the executive; no override is recorded

rule: in force in each member once members together hold a majority of the 538 electoral votes; weights change with each census
leaving: by repeal; one made within six months of the end of a president's term does not bind until the next has qualified
source: agreement, articles III and IV, as printed in Michigan HB 6213 (2026)
$ engross -C b progress national-popular-vote --as-of 2026-04-12 | head -1
national-popular-vote: 209 of 270 electoral votes
$ engross -C b progress national-popular-vote --if va,MI,TX | head -1
national-popular-vote, if joined by va,MI,TX: 277 of 270 electoral votes, reached
$ engross -C b progress national-popular-vote --json > npv.json && python3 $TESTS/schema/check progress < npv.json && python3 -c "import json; d = json.load(open('npv.json')); print(d['have'], d['need'], d['of'], d['reached'], len(d['counted']))"
222 270 538 False 19
$ engross -C b progress --json > all.json && python3 $TESTS/schema/check progress all.json
$ engross -C b progress article-v-convention
article-v-convention: 12 of 34 states
  8 more are claimed without a source found (20 with them)
  22 lacking

counted: 12
  AK  by 2016-01-31  -           adopted (no-executive), in-effect: counts
  AL  by 2016-01-31  -           adopted (no-executive), in-effect: counts
  FL  by 2016-01-31  -           adopted (no-executive), in-effect: counts
  GA  by 2016-01-31  -           adopted (no-executive), in-effect: counts
  IN  2016        -           adopted (no-executive), in-effect: counts
  KS  2026-01-22  SCR 1604    adopted (no-executive), in-effect: counts
  LA  2016-05     -           adopted (no-executive), in-effect: counts
  MO  by 2022-03-08  -           adopted (no-executive), in-effect: counts
  NE  by 2022-03-08  -           adopted (no-executive), in-effect: counts
  OK  2016        -           adopted (no-executive), in-effect: counts
  TN  2016        -           adopted (no-executive), in-effect: counts
  TX  by 2022-03-08  -           adopted (no-executive), in-effect: counts

not counted (left, lost, refused or in dispute): 4
  ID  2026-04-10  HCR 25      died (adjourned): its session was over by 2026-04-10 and no outcome is recorded
  MI  2022-12-31  HJR E       died (adjourned): its session was over by 2022-12-31 and no outcome is recorded
  VT  2026-05-08  JRH 1       died (adjourned): its session was over by 2026-05-08 and no outcome is recorded
  WY  2026-03-04  SJ 5        failed: voted down

claimed, no source found: AZ AR MS ND SC UT WV WI

rule: two thirds of the fifty states, rounded up; the governor has no part; neither DC nor a territory applies. Whether a rescission ends an application is disputed, so both numbers are given
source: U.S. Const. art. V; Kansas Legislative Research Department, 18 December 2024
$ engross -C b progress nurse-licensure-compact --csv | head -3
template,jurisdiction,state,weight,session,bill,stage,legal_status,date,why
nurse-licensure-compact,AL,counted,1,,,enacted,in-effect,,counts; in effect
nurse-licensure-compact,AR,counted,1,,,enacted,in-effect,,counts; in effect
$ engross -C b progress physical-therapy-compact
physical-therapy-compact: 0 of 10 jurisdictions
  10 lacking

rule: in force on the day the tenth state enacts it
leaving: by repealing the statute; six months after that enactment
source: compact text as printed in Michigan HB 4101 (2025-26)
$ engross -C b progress national-popular-vot
! engross: nothing is tracked for a template 'national-popular-vot'
! hint: did you mean 'national-popular-vote'?
? 2
$ engross -C b progress national-popular-vote --if XX
# A template of the repository brings its own rule.
! engross: 'XX' is not a jurisdiction
! hint: TX is Texas; `engross jurisdictions` lists all
? 2
$ mkdir -p b/templates && printf -- '---\nengross: 1\ntemplate: rescue\nversion: 1.0.0\nthreshold: { kind: count, need: 2, of: [UT, CO, NV], counts: adopted, rescission: disputed }\n---\n' > b/templates/rescue.md; for s in UT CO MI; do engross -C b track $s - passed --chamber both --date 2025-02-03 --template rescue --instrument concurrent-resolution 2>/dev/null; done; engross -C b track CO - rescinded --date 2026-01-01 --template rescue 2>/dev/null; engross -C b progress rescue
UT (no number): adopted (no-executive), 2025-02-03, in-effect
CO (no number): adopted (no-executive), 2025-02-03, in-effect
MI (no number): adopted (no-executive), 2025-02-03, in-effect
CO (no number): adopted (no-executive), 2025-02-03, rescinded
rescue: 1 of 2 jurisdictions
  2 if those in dispute count too
  1 lacking

counted: 1
  UT  2025-02-03  -           adopted (no-executive), in-effect: counts

not counted (left, lost, refused or in dispute): 2
  CO  2025-02-03  -           adopted (no-executive), rescinded: rescinded; whether that ends an application is disputed
  MI  2025-02-03  -           adopted (no-executive), in-effect: not among those that count (list)
$ sed -i 's/kind: count/kind: many/' b/templates/rescue.md; engross -C b progress rescue
# The smallest sets that would do: by weight the heaviest first; none, where even all of them fall short.
! templates/rescue.md:5:20: threshold: 'kind' is not understood
! hint: none, count or weight
? 3
$ engross -q init paths; cd paths; for s in TX FL PA OH GA; do engross -q track $s HB1 introduced --date 2026-11-01 --session 2025-2026 --template national-popular-vote >/dev/null 2>&1; done; engross -q import adoption national-popular-vote 2>/dev/null; engross progress national-popular-vote --as-of 2026-11-02 --paths | sed -n '/^paths/,/^$/p'
46 new events, 0 already recorded; 24 new links
paths: 6 sets of 2 would add the 48 that are lacking
  TX FL
  TX PA
  TX OH
  TX GA
  TX MI
  FL PA

$ cd paths; engross progress national-popular-vote --as-of 2026-11-02 --if TX --paths --json | tee one.json | sed -n '/"paths"/,/}/p'; python3 $TESTS/schema/check progress one.json
  "paths": {
    "lacking": 8,
    "all_pending": 97,
    "size": 1,
    "found": 5,
    "more": false,
    "sets": [
      [
        "FL"
      ],
      [
        "PA"
      ],
      [
        "OH"
      ],
      [
        "GA"
      ],
      [
        "MI"
      ]
    ]
  },
$ cd paths; engross progress nurse-licensure-compact --paths
nurse-licensure-compact: 0 of 26 jurisdictions, reached
  or 2018-12-31, whichever is earlier

paths: none; all pending ones would add 0, and 26 are lacking

rule: in force at the 26th enactment or on 31 December 2018, whichever came first: North Carolina was the 26th, on 20 July 2017
leaving: by repealing the statute; six months after that enactment
source: compact text as printed in Michigan HB 4246 (2025)
$ cd paths; engross progress national-popular-vote --as-of 2014-12-31 | head -3
national-popular-vote: 165 of 270 electoral votes
  105 lacking
  weights of the 2010 census
