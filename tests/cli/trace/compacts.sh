# Texts for own-jurisdiction.t: one compact in three states' codes, in a second print of one, and of nobody.
compact() {
	printf 'COMPACT\n\nSection 1. Membership.\nAny state of the United States and the District of Columbia may join this agreement by enacting it.\n\n'
	printf 'Section 2. Duties.\nEach member state shall conduct a statewide count of dogs, wells and bridges, and send it within six days to the chief official of each other member state.\n\n'
	printf 'Section 3. Officers.\nThe dog warden of %s reports for %s, and the treasurer pays what is owed.\n' "$1" "$1"
}
compact Ohio > ohio.txt
compact Texas > texas.txt
compact Utah > utah.txt
{ compact Utah; echo 'Signed by the Governor.'; } > utah-2.txt
compact 'the board' > nobody.txt
