# Usage, a look without a repository, and a text edited elsewhere.
$ engross draft
! engross: which template?
! hint: engross templates
? 2
$ engross draft compact-entry
! engross: for which jurisdictions?
! hint: engross draft TEMPLATE --for CO,UT   (or: --for states, --for all)
? 2
$ engross draft compact-enrty --for UT --dry-run
! engross: there is no template 'compact-enrty'
! hint: did you mean 'compact-entry'? `engross templates` lists them
? 2
$ engross draft constitutional-sovereignty --for Utah --dry-run
! engross: 'Utah' is not a jurisdiction
! hint: UT is Utah; `engross jurisdictions` lists all
? 2
$ engross draft constitutional-sovereignty@1.0.0 --for UT --dry-run
! engross: a release is read from a bill repository, and this is none
! hint: engross init
? 4
$ engross --quiet draft constitutional-sovereignty --for UT --dry-run | sed -n '1,5p'; ls
---
engross: 1
template: constitutional-sovereignty
version: "1.0.0"
jurisdiction: UT
$ engross --quiet draft constitutional-sovereignty --for UT,CO --dry-run | grep '^==>'
==> bills/constitutional-sovereignty/CO.md <==
==> bills/constitutional-sovereignty/UT.md <==
$ engross --quiet draft constitutional-sovereignty --for UT --dry-run --json | python3 -c 'import json,sys; j=json.load(sys.stdin); print(j["template"], j["dry_run"], j["commit"], [(d["jurisdiction"], d["state"], d["path"]) for d in j["drafts"]], len(j["defaults_taken"]) > 3)'
constitutional-sovereignty True None [('UT', 'new', 'bills/constitutional-sovereignty/UT.md')] True
$ engross draft constitutional-sovereignty --for UT --from bill.docx --dry-run
! bill.docx: cannot open: No such file or directory
! hint: check the path
? 2
$ engross draft constitutional-sovereignty --for UT,CO --from bill.md --dry-run
! engross: --from takes the text of one draft: give one template and --for one jurisdiction
! hint: engross help
? 2
$ engross draft constitutional-sovereignty --for UT --variant 'House Bill' --dry-run
! engross: 'House Bill' is not a name for a variant
! hint: small letters, digits and '-', as in house
? 2
$ engross init . >/dev/null 2>&1; printf '## Mine {#act}\n\nEdited words.\n' > bill.md; engross --quiet draft constitutional-sovereignty --for UT --from bill.md; tail -3 bills/constitutional-sovereignty/UT.md; engross --quiet draft constitutional-sovereignty --for UT
bills/constitutional-sovereignty/UT.md
## Mine {#act}

Edited words.
! bills/constitutional-sovereignty/UT.md: this draft was edited since it was drafted
! hint: draft beside it with --variant NAME and compare with `engross diff`, or draft over it with --discard-edits
? 3
