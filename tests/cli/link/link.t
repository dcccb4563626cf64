# Which template and version a bill carries; a print may carry another version than the bill it began as.
$ engross init b 2>/dev/null; engross -C b track CO HB25-1001 introduced --date 2025-01-10 --session 2025A 2>/dev/null
CO HB25-1001, 2025A: introduced, 2025-01-10
$ engross -C b link CO HB25-1001 immigration-sanctuary@1.0.0
CO HB25-1001, 2025A carries immigration-sanctuary 1.0.0
! warning: 'immigration-sanctuary' has no release 1.0.0 here
$ engross -C b link CO HB25-1001 immigration-sanctuary@1.0.0
CO HB25-1001, 2025A carries immigration-sanctuary 1.0.0 (already recorded)
! warning: 'immigration-sanctuary' has no release 1.0.0 here
$ engross -C b link CO HB25-1001 immigration-sanctuary@1.1.0 --print enrolled --traced --note 'third substitute'
CO HB25-1001, 2025A carries immigration-sanctuary 1.1.0
! warning: 'immigration-sanctuary' has no release 1.1.0 here
$ engross -C b link CO HB25-1001 constitutional-sovereignty --part
CO HB25-1001, 2025A carries part of constitutional-sovereignty
$ cat b/tracking/bills.csv
jurisdiction,session,bill,print,template,version,basis,part,note,recorded
CO,2025A,HB25-1001,,immigration-sanctuary,1.0.0,declared,whole,,2026-09-21T14:13:20Z
CO,2025A,HB25-1001,enrolled,immigration-sanctuary,1.1.0,traced,whole,third substitute,2026-09-21T14:13:20Z
CO,2025A,HB25-1001,,constitutional-sovereignty,,declared,part,,2026-09-21T14:13:20Z
$ engross -C b track CO HB25-1001 signed --date 2025-05-01 2>/dev/null; engross -C b status immigration-sanctuary
CO HB25-1001, 2025A: enacted (signed), 2025-05-01, in-effect
    Bill       Session  Version         Stage             Status     Date
CO  HB25-1001  2025A    ~1.0.0 > 1.1.0  enacted (signed)  in-effect  2025-05-01

1 bill as of 2026-09-21: 1 enacted
! 1 sequence of events does not add up: engross status --odd
$ engross -C b link CO HB25-1001
! engross: link takes a jurisdiction, a bill and a template
! hint: engross link VA HB965 national-popular-vote@1.0.0
? 2
$ engross -C b link XX HB1 t
! engross: 'XX' is not a jurisdiction
! hint: TX is Texas; `engross jurisdictions` lists all
? 2
$ engross -C b link CO HB1 'Bad Name'
# The last link for a whole bill is the one that holds: a wrong version can be put right.
! engross: 'Bad Name' is no template's name
! hint: small letters, digits and hyphens, perhaps a version: immigration-sanctuary@1.0.0
? 2
$ engross -q init c && engross -q -C c track CO "SB 9" introduced --date 2026-01-10 --session 2026 --template national-popular-vote@1.0.0 2>/dev/null >/dev/null; engross -q -C c link CO SB9 national-popular-vote@1.1.0 --session 2026 >/dev/null; engross -q -C c status --json | grep version_introduced
    "version_introduced": "1.1.0",
