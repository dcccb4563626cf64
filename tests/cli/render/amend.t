# The example of engross-bill(5): law added and amended, shown as three legislatures show it.
$ printf '%s\n' --- 'engross: 1' 'jurisdiction: SC' 'title: "drones"' 'short-title: "Drone Act"' 'purpose: "to license drones"' --- '## Drone Act {#act .adds code="Title 59" unit=chapter number="63"}' '' '### License required {#license}' '' '1. {#duty} A person shall not operate a drone without a license, except as' '   provided in [](#except).' '1. {#except} No license is needed at home.' '' '## Fees {#fees .amends code="Title 59" purpose="to raise the fee"}' '' '<!-- law 59-1-10 -->' 'The fee is <del>five</del> <ins>six</ins> dollars.' '<!-- /law -->' > bill.md
$ engross render ./bill.md --no-pages --no-line-numbers
                             H. ____

                              A BILL

TO AMEND THE SOUTH CAROLINA CODE OF LAWS BY ENACTING THE "DRONE
ACT" BY ADDING CHAPTER 63 TO TITLE 59 SO AS TO LICENSE DRONES; AND
BY AMENDING SECTION 59-1-10, RELATING TO FEES, SO AS TO RAISE THE
FEE.

In this plain text, words between {+ and +} are added to existing
law, words between [- and -] are deleted from existing law.

Be it enacted by the General Assembly of the State of South
Carolina:

SECTION 1. Title 59 of the S.C. Code is amended by adding:

                            CHAPTER 63

                            Drone Act

Section 59-63-10. (A) A person shall not operate a drone without a
license, except as provided in subsection (B).

    (B) No license is needed at home.

SECTION 2. Section 59-1-10 of the S.C. Code is amended to read:

    The fee is [-five-] {+six+} dollars.
$ sed 's/: SC/: TN/' bill.md > tn.md && engross render ./tn.md --no-pages --no-line-numbers | tail -6

    (b) No license is needed at home.

SECTION 2. Tennessee Code Annotated, Section 59-1-10, is amended
by deleting the language "five" and substituting instead the
language "six".
$ sed 's/: SC/: AK/' bill.md > ak.md && engross render ./ak.md --no-pages --no-line-numbers | tail -3
* Sec. 2. AS 59-1-10 is amended to read:

    The fee is [FIVE] {+six+} dollars.
$ sed 's/needed at home/needed \xe2\x80\xae at home/' bill.md > hidden.md; engross render ./hidden.md
! ./hidden.md:14:35: character that turns the direction of the text round
! hint: delete it: it cannot be seen, and a clerk would not get it
? 3
