# The lines of the caption stand in the middle; a list that a title opens does not.
$ printf '%s\n' --- 'engross: 1' 'jurisdiction: FL' 'title: "drones"' 'short-title: "Drone Act"' 'purpose: "to license drones"' --- '## License {#license}' '' 'A person needs a license.' > bill.md
$ engross render ./bill.md --allow-blanks --no-pages --no-line-numbers | grep -i 'bill to be'
                      A bill to be entitled
$ sed 's/: FL/: MN/' bill.md > mn.md && engross render ./mn.md --allow-blanks --no-pages --no-line-numbers | grep 'bill for'
                        A bill for an act
$ sed 's/: FL/: UT/' bill.md > ut.md && engross render ./ut.md --allow-blanks --no-pages --no-line-numbers | grep -A1 'LONG\|Money'
                            LONG TITLE

--
Money Appropriated in this Bill:

# A resolution of Utah opens with one clause and closes with another.
$ printf '%s\n' --- 'engross: 1' 'jurisdiction: UT' 'title: "drones"' 'purpose: "to praise drones"' 'instrument: joint-resolution' --- '## Whereas {.recitals}' '' 'drones fly.' '' '## Resolved {.resolved}' '' 'That the Legislature praises drones.' '' 'That copies be sent.' > res.md
$ engross render ./res.md --no-pages --no-line-numbers | tail -8
Be it resolved by the Legislature of the state of Utah:

    WHEREAS, drones fly.

NOW, THEREFORE, BE IT RESOLVED that the Legislature praises
drones.

    BE IT FURTHER RESOLVED that copies be sent.
# The clauses of a purpose that closes a title are joined by "and"; where more follows they are not.
$ engross draft immigration-cooperation --for MI --dry-run 2>/dev/null > mi.md; engross render ./mi.md --no-pages --no-line-numbers --allow-blanks | grep -A2 'A bill'
A bill to require public agencies to cooperate with federal
immigration authorities; to state limits of that cooperation and
safeguards; and to provide remedies.
$ sed 's/: MI/: GA/' mi.md > ga.md && engross render ./ga.md --no-pages --no-line-numbers --allow-blanks | grep 'remedies'
to provide remedies; to provide for related matters; to provide
# Louisiana names the title once, whether or not the citation of the law does.
$ printf '%s\n' --- 'engross: 1' 'jurisdiction: LA' 'title: "fees"' 'short-title: "Fee Act"' 'purpose: "to lower a fee"' --- '## Fees {#fees .amends code="Title 44"}' '' '<!-- law 44:32 -->' 'The fee is ten cents.' '<!-- /law -->' > la.md
$ engross render ./la.md --allow-blanks --no-pages --no-line-numbers | grep R.S
To amend and reenact R.S. 44:32, relative to fees; to lower a fee;
Section 1. R.S. 44:32 is hereby amended and reenacted to read as
$ sed 's/law 44:32/law 32/' la.md > la2.md && engross render ./la2.md --allow-blanks --no-pages --no-line-numbers | grep R.S
To amend and reenact R.S. 44:32, relative to fees; to lower a fee;
Section 1. R.S. 44:32 is hereby amended and reenacted to read as
