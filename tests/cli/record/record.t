# Text, the same again, the next stage, a page, text made of a PDF, wrong input.
$ engross --quiet init bills && printf 'A BILL\n\nSection 1. Short title.\n' >introduced.txt && printf 'A BILL\r\n\r\nSection 1. Title.\r\n' >enrolled.txt
$ cd bills && engross record UT 'H.B. 57' --session 2026 --stage introduced --source https://example.org/hb57 ../introduced.txt && git status --short
UT/2026/H.B.57:01
$ cd bills && engross record ut HB57 --session 2026 --stage introduced ../introduced.txt && git log --format=%s | head -1
UT/2026/H.B.57:01
Record UT H.B. 57 (2026), introduced
! the same print is there already
$ cd bills && engross record UT HB57 -s 2026 --stage enrolled --name 'Enrolled Copy' --received 2026-03-20 ../enrolled.txt && engross show UT/hb57 | cmp - ../enrolled.txt && engross list
UT/2026/H.B.57:02
PRINT              STAGE       RECEIVED
UT/2026/H.B.57:01  introduced  2026-09-21
UT/2026/H.B.57:02  enrolled    2026-03-20
$ cd bills && cat prints/UT/2026/H.B.57/01-introduced.yaml prints/UT/2026/H.B.57/02-enrolled.yaml
engross: 1
jurisdiction: UT
session: "2026"
bill: H.B. 57
stage: introduced
source: https://example.org/hb57
received: "2026-09-21"
original: "01-introduced.txt"
sha256: d41456ea2e847455ea759d9e4c12c0d4fff8567df325c1040434b7d9a105541e
engross: 1
jurisdiction: UT
session: "2026"
bill: HB57
stage: enrolled
name: Enrolled Copy
received: "2026-03-20"
original: "02-enrolled.txt"
sha256: "39610dc2010740072b1af79beed5b9475a60c417c82d274d656f755ec8e19e8b"
$ printf '<html><head><title>t</title></head><body><p>Section 1. Short <b>title</b>.</p></body></html>' >page.html && cd bills && engross record UT SB1 -s 2026 --stage introduced ../page.html && ls prints/UT/2026/SB1 && engross show UT/SB1
UT/2026/SB1:01
01-introduced.html
01-introduced.txt
01-introduced.yaml
Section 1. Short title.
$ printf '%%PDF-1.4 x' >x.pdf && cd bills && engross record UT SB2 -s 2026 --stage introduced ../x.pdf
! ../x.pdf: is a PDF that pdftotext cannot read
! hint: is it damaged, or under a password?
? 3
$ cd bills && engross record UT SB2 -s 2026 --stage introduced --original ../x.pdf ../introduced.txt && ls prints/UT/2026/SB2
UT/2026/SB2:01
01-introduced.pdf
01-introduced.txt
01-introduced.yaml
$ cd bills && engross record UT HB57 ../introduced.txt
! engross: record needs --session and --stage
! hint: engross record UT 'HB 57' --session 2026 --stage introduced FILE
? 2
$ cd bills && engross record QQ HB57 -s 2026 --stage introduced ../introduced.txt
! engross: 'QQ' is not a jurisdiction
! hint: use postal codes (CO,UT), states, or all; `engross jurisdictions` lists them
? 2
$ cd bills && engross record UT '../x' -s 2026 --stage introduced ../introduced.txt
! engross: 'UT/2026/../x:introduced': too many parts
! hint: a template is NAME, a draft NAME/UT, a print UT/HB57, a file ./FILE; each but a file may end in @REV
? 2
$ cd bills && engross record UT HB57 -s ../.. --stage introduced ../introduced.txt
! engross: 'UT/../../HB57:introduced': '..' is no session
! hint: a template is NAME, a draft NAME/UT, a print UT/HB57, a file ./FILE; each but a file may end in @REV
? 2
$ cd bills && engross record UT HB57 -s 2026 --stage introduced missing.txt
! missing.txt: cannot open: No such file or directory
! hint: check the path
? 2
$ cd bills && engross record UT HB57 -s 2025 --stage introduced ../introduced.txt && engross show UT/HB57
UT/2025/HB57:01
! engross: UT has 'HB57' in 2 sessions
! hint: UT/2025/HB57, UT/2026/HB57
? 2
$ cd bills && engross verify
sound: 8 files
