# A first draft copies what it uses; the second makes it anew; the commit says from what; an edited draft is left alone.
$ engross draft tiny --for CO
! engross: drafts are kept in a bill repository, and this is none
! hint: engross init   (or look first: --dry-run)
? 4
$ engross init . >/dev/null 2>&1; printf '.gitconfig\n/in\n' > .git/info/exclude; mkdir in; mkdir -p templates; cp $TESTS/data/tiny.md templates/; git add templates; git commit -qm 'A template'
$ engross draft tiny --for CO,UT --set agency=Registrar
bills/tiny/CO.md
bills/tiny/UT.md
! 3 policy choices took the default: effective, mode, severability
!   `engross templates tiny` explains each; --set NAME=VALUE confirms or changes it
$ git log -1 --format=%B
Draft tiny 1.0.0 for CO, UT

Template: tiny
Version: 1.0.0
Jurisdictions: CO,UT
Parameter: agency=Registrar

$ git show --stat --format= | sed 's/ *|.*//; /files changed/d'
 bills/tiny/CO.md
 bills/tiny/UT.md
 jurisdictions/CO.yaml
 jurisdictions/UT.yaml
 templates/parts/common.yaml
 templates/parts/effective.md
 templates/parts/severability.md
$ git status --short
$ grep -v '^body-sha256\|^>' bills/tiny/UT.md
---
engross: 1
template: tiny
version: "1.0.0"
jurisdiction: UT
title: notices in Utah
short-title: Notice Act
purpose: to require notices
instrument: bill
parameters:
  agency: Registrar
confirmed: []
request:
sponsors: []
companion:
prefiled:
summary:
memo:
---
## Notice Act {#act}

The Registrar shall give notice within thirty days.

## Severability {#severability .session}

If a provision of [](#act) or its application to a person or circumstance is held invalid, the invalidity does not affect another
provision or application that can be given effect without the invalid provision or application, and to this end the provisions of
[](#act) are severable.

$ engross --quiet draft tiny --for CO,UT --set agency=Registrar; git log --oneline | wc -l
bills/tiny/CO.md (unchanged)
bills/tiny/UT.md (unchanged)
3
$ sed -i 's/^request:$/request: LLS 27-0001/' bills/tiny/CO.md; git commit -qam edit; engross draft tiny --for CO --set agency=Registrar --set mode=paper; grep ^request: bills/tiny/CO.md
bills/tiny/CO.md (again)
request: LLS 27-0001
! 2 policy choices took the default: effective, severability
!   `engross templates tiny` explains each; --set NAME=VALUE confirms or changes it
# What was chosen before is kept; --reset forgets it and says so.
$ engross --quiet draft tiny --for CO --set agency=Clerk >/dev/null; grep 'mode: paper' bills/tiny/CO.md
  mode: paper
$ engross draft tiny --for CO --set agency=Clerk --reset 2>&1 >/dev/null | grep 'no longer'
warning: bills/tiny/CO.md no longer has what it was drafted with: mode=paper
$ echo 'Local text.' >> bills/tiny/CO.md; git commit -qam 'local text'; engross --quiet draft tiny --for CO --set agency=Clerk
! bills/tiny/CO.md: this draft was edited since it was drafted
! hint: draft beside it with --variant NAME and compare with `engross diff`, or draft over it with --discard-edits
? 3
$ engross draft tiny --for CO,NV --set agency=Clerk --set mode=electronic --set effective=date --set effective_date=2027-07-01 --set severability=omit
bills/tiny/NV.md
! warning: CO left out: bills/tiny/CO.md: this draft was edited since it was drafted
? 1
$ engross --quiet draft tiny --for CO --variant house --set agency=Clerk
bills/tiny/CO-house.md
$ engross --quiet draft tiny --for CO --discard-edits --set agency=Clerk; grep -c 'Local text' bills/tiny/CO.md
bills/tiny/CO.md (over edits)
0
? 1
$ echo 'More.' >> bills/tiny/CO.md; engross --quiet draft tiny --for CO --discard-edits --set agency=Clerk
! bills/tiny/CO.md: this draft has edits that are not committed
! hint: engross commit -m 'Keep my edits', then draft over it
? 3
$ echo '{{jurisdiction.nmae}}' >> templates/tiny.md; engross draft tiny --for NE --set agency=Clerk
! templates/tiny.md:28:1: unknown name 'jurisdiction.nmae'
! hint: did you mean 'jurisdiction.name'?
? 3
$ sed -i 's/nmae/name/' templates/tiny.md; engross --quiet draft tiny --for NE --set agency=Clerk --dry-run | tail -1
Nebraska
$ printf '1. a\n' >> templates/tiny.md; engross --quiet draft tiny --for NE --set agency=Clerk
! bills/tiny/NE.md:36:1: no blank line before this list (in the text made from templates/tiny.md)
! hint: put a blank line before the first item of a list
? 3
