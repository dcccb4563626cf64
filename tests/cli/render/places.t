# Where new law goes: into the act that the title names (Michigan), into a unit that the code does not have (a blank), nowhere that
# bills name (Nebraska: lint says so). What closes a bill, and what takes effect below each section.
$ printf '%s\n' --- 'engross: 1' 'jurisdiction: MI' 'title: "drones"' 'short-title: "Drone Act"' 'purpose: "to license drones; and to provide a penalty"' 'request: "1"' 'sponsors: ["A. B."]' --- '## Drones {#act .adds code="1978 PA 368" unit=part number="162A" sections="{16271}" entitled="Public health code" cited="333.1101 to 333.25211"}' '' '### License {#license}' '' 'A drone needs a license under [](#act).' '' '## Effective date {#effective .session}' '' 'This act is effective July 1, 2027.' > mi.md
$ engross render ./mi.md --no-pages --no-line-numbers | sed -n '/^A bill/,$p'
A bill to amend 1978 PA 368, entitled "Public health code," (MCL
333.1101 to 333.25211) by adding part 162A.

THE PEOPLE OF THE STATE OF MICHIGAN ENACT:

                            PART 162A

                              DRONES

Sec. 16271. A drone needs a license under this part.

Enacting section 1. This act is effective July 1, 2027.
$ sed 's/: MI/: IL/; s/"1978 PA 368" unit=part/"Election Code" unit=chapter/' mi.md > il.md && engross render ./il.md; engross lint ./il.md
./il.md: error: not known: the words that add a chapter to the law of Illinois (form-unknown)
    this law is made of act, article, section: give another unit, or write the form into jurisdictions/IL.yaml
! ./il.md: not known for Illinois: the words that add a chapter to the law of Illinois
! hint: give --allow-blanks to render it with visible blanks, or write the form into jurisdictions/IL.yaml
! 1 draft: 1 error, 0 warnings
? 1
$ sed 's/: MI/: NE/; s/"1978 PA 368" unit=part/"Chapter 71" unit=article/' mi.md > ne.md && engross lint ./ne.md
./ne.md: warning: bills of Nebraska do not say where new law goes: 'Chapter 71' is not printed (place-unprinted)
    tell whoever codifies the law there, or leave the place out
! 1 draft: 0 errors, 1 warning
$ sed 's/: MI/: CT/' mi.md > ct.md && engross render ./ct.md --no-pages --no-line-numbers | sed -n '/^This act shall/,$p'
This act shall take effect as follows and shall amend the
following sections:

Section 1 October 1, ____ New section

Sec. 2 October 1, ____ New section

Statement of Purpose:

To license drones; and to provide a penalty.

[Proposed deletions are enclosed in brackets. Proposed additions
are indicated by underline, except that when the entire text of a
bill or resolution or a section of a bill or resolution is new, it
is not underlined.]
$ sed 's/: MI/: MN/; s/"1978 PA 368" unit=part/"Chapter 144H" unit=chapter/; s/{16271}/144H.{01}/' mi.md > mn.md && engross render ./mn.md --no-pages --no-line-numbers | tail -5

Section 1. [144H.01] LICENSE. A drone needs a license under this
chapter.

    EFFECTIVE DATE. This section is effective July 1, 2027.
# A number without the law that it counts in.
$ sed 's/code="1978 PA 368" //' mi.md > none.md && engross lint ./none.md
./none.md:10: warning: part 162A is in no law that is named: the text is printed as an act that stands alone (place-missing)
    say in which law: code="…" here, or draft again with --set code_place=…
! 1 draft: 0 errors, 1 warning
