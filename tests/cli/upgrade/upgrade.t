# Five drafts: untouched, amended elsewhere, amended in the head, amended at the same words, and with edits not committed.
$ engross -q init b; cd b; engross -q draft constitutional-sovereignty --for CO,NY,OH,UT,VT > /dev/null; engross release constitutional-sovereignty 1.0.0 | cut -c1-32
constitutional-sovereignty/1.0.0
$ cd b; grep -n '^version' templates/constitutional-sovereignty.md; grep -c '' bills/constitutional-sovereignty/CO.md > /dev/null; sed -n '/^### Definitions/,/^1/p' bills/constitutional-sovereignty/CO.md | head -8
4:version: 1.0.0
### Definitions {#definitions}

In [](#act):

1. **"Covered body"** means any of the following:
$ cd b; python3 $TESTS/data/amend.py bills/constitutional-sovereignty 'CO=our leave' 'NY=title' 'UT=same word'; engross commit -m 'Local amendments' | cut -c12-
3 files
$ cd b; python3 $TESTS/data/amend.py templates/constitutional-sovereignty.md 'model'; engross commit -m 'Version 1.1.0' | cut -c12-; engross release constitutional-sovereignty 1.1.0 | cut -c1-32
1 file
constitutional-sovereignty/1.1.0
$ cd b; echo 'x' >> bills/constitutional-sovereignty/OH.md
# What would happen; nothing changes.
$ cd b; engross upgrade constitutional-sovereignty --version 1.1.0 --dry-run; git status --short
draft  from   to     what         yours  model
CO     1.0.0  1.1.0  merged       1      1
NY     1.0.0  1.1.0  regenerated  0      1
OH     1.0.0  1.1.0  left out                   has edits that are not committed: engross commit -m 'Keep my edits'
UT     1.0.0  1.1.0  conflict     0      0      1 passage
VT     1.0.0  1.1.0  regenerated  0      1
 M bills/constitutional-sovereignty/OH.md
$ cd b; engross upgrade constitutional-sovereignty --version 1.1.0 --dry-run --json | python3 $TESTS/schema/check upgrade && echo valid
valid
$ cd b; git checkout -q bills/constitutional-sovereignty/OH.md; engross upgrade constitutional-sovereignty --version 1.1.0; git status --short; git log -1 --format=%s --stat | tail -6
draft  from   to     what         yours  model
CO     1.0.0  1.1.0  merged       1      1
NY     1.0.0  1.1.0  regenerated  0      1
OH     1.0.0  1.1.0  regenerated  0      1
UT     1.0.0  1.1.0  conflict     0      0      1 passage
VT     1.0.0  1.1.0  regenerated  0      1
 M bills/constitutional-sovereignty/UT.md

 bills/constitutional-sovereignty/CO.md | 6 +++---
 bills/constitutional-sovereignty/NY.md | 6 +++---
 bills/constitutional-sovereignty/OH.md | 6 +++---
 bills/constitutional-sovereignty/VT.md | 6 +++---
 4 files changed, 12 insertions(+), 12 deletions(-)
! bills/constitutional-sovereignty/UT.md:49: both readings are there: keep one
! 1 draft is for you to settle; then: engross commit -m 'Upgrade constitutional-sovereignty to 1.1.0'
$ cd b; sed -n '/<!-- conflict/,/<!-- .conflict/p' bills/constitutional-sovereignty/UT.md
<!-- conflict -->
<!-- yours: UT -->
1. **"Covered body"** now means any of the following:

   1. a county, municipality, school district, special district, or other political subdivision;
   1. an agency, board, commission, or other body in the executive branch of this state; or
   1. a body that two or more of those bodies create.
<!-- model: constitutional-sovereignty 1.1.0 -->
1. **"Covered body"** always means any of the following:

   1. a county, municipality, school district, special district, or other political subdivision;
   1. an agency, board, commission, or other body in the executive branch of this state; or
   1. a body that two or more of those bodies create.
<!-- /conflict -->
$ cd b; engross list | grep UT; engross status; engross lint constitutional-sovereignty/UT | head -2; engross commit -m x; engross upgrade constitutional-sovereignty --version 1.1.0 | grep UT
constitutional-sovereignty/UT  1.1.0    conflict
nothing is tracked yet
bills/constitutional-sovereignty/UT.md:49: error: a conflict left by an upgrade (conflict)
    keep one of the two readings
UT     1.1.0  1.1.0  left out                holds conflicts of an earlier upgrade: settle them first
! engross track XX BILL EVENT --date YYYY-MM-DD, or engross import csv FILE
! bills/constitutional-sovereignty/UT.md:49: 1 conflict of an upgrade to settle
! 1 draft: 1 error, 0 warnings
! bills/constitutional-sovereignty/UT.md:49: a conflict that an upgrade left
! hint: keep the words that are right and take its marks out
! engross: nothing was committed: 1 of 1 files must be mended first
! hint: mend them and run the command again; git commit takes them as they are
$ cd b; sed -i '/^<!-- conflict/d; /^<!-- yours/d; /^<!-- model/,/^<!-- .conflict/d' bills/constitutional-sovereignty/UT.md; engross commit -m 'Upgrade UT' | cut -c12-; engross upgrade constitutional-sovereignty --version 1.1.0; engross conform constitutional-sovereignty/UT --json | python3 -c "import json,sys; d = json.load(sys.stdin); print(d['model'], len(d['departures']), [x['text']['words'] for x in d['departures']])"
1 file
draft  from   to     what     yours  model
CO     1.1.0  1.1.0  current
NY     1.1.0  1.1.0  current
OH     1.1.0  1.1.0  current
UT     1.1.0  1.1.0  current
VT     1.1.0  1.1.0  current
constitutional-sovereignty@1.1.0 1 ['now']
$ cd b; engross conform constitutional-sovereignty/CO --json | python3 -c "import json,sys; d = json.load(sys.stdin); print(d['model'], [x['text']['words'] for x in d['departures']])"; grep '^title' bills/constitutional-sovereignty/NY.md
constitutional-sovereignty@1.1.0 ['with our leave']
title: "our own title"
# diff against the template itself shows the local amendments and nothing else; with --base, the model's changes beside them.
$ cd b; engross diff constitutional-sovereignty@1.1.0 constitutional-sovereignty/CO | tail -n +5
SECTION 1. Short title. · changed, 1 word deleted, 4 words inserted
  SECTION 1. Short title. This act [-may-] {+may,+} {+with our leave,+} be cited
  as the "Constitutional Sovereignty Act".
$ cd b; engross diff constitutional-sovereignty constitutional-sovereignty/OH
$ cd b; engross diff --base constitutional-sovereignty@1.0.0 constitutional-sovereignty@1.1.0 constitutional-sovereignty/CO --json | python3 -c "import json,sys; print(json.load(sys.stdin)['summary'])"
{'model': 0, 'state': 1, 'both': 1, 'conflict': 0, 'both_moved': False}
$ cd b; engross upgrade constitutional-sovereignty --version 9.9.9
! engross: 'constitutional-sovereignty' has no version '9.9.9' here
! hint: released: 1.0.0, 1.1.0
? 2
$ cd b; engross upgrade constitutional-sovereignty --for TX
! engross: no draft of 'constitutional-sovereignty' for TX is here
! hint: engross draft constitutional-sovereignty --for TX
? 2
$ cd b; engross upgrade
! engross: upgrade takes one template
! hint: engross upgrade TEMPLATE --version VERSION
? 2
