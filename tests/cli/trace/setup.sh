# Texts for the transcripts of index and trace: a model, a state's act made of it, an omnibus with the act inside, and others.
mkdir -p texts/more
model='Each member state shall recognize a license to walk dogs issued in another member state as authorizing the holder to walk dogs in every member state. A member state may charge a fee for granting the privilege to walk. The commission shall levy an annual assessment on each member state to cover the cost of its operations and activities. A member state may withdraw by enacting a statute repealing the compact, which takes effect six months after its enactment.'
printf 'MODEL COMPACT\n\nSection 1. Recognition. %s\n' "$model" > texts/model.txt
printf 'An Act in Utah\n\nSECTION 10-2-1. RECOGNITION. %s\n\nSection 2. This act takes effect on July 1.\n' "$model" | sed 's/six months/one year/' > texts/utah.txt
{ printf 'Budget of the State of Ohio\n\nSection 1. Money.'; for i in $(seq 200); do printf ' Item %s of the appropriation for purpose number%s is set aside for road%s and bridge%s.' $i x$i y$i z$i | tr 0-9 a-j; done; printf '\n\nSection 2. Recognition. %s\n' "$model"; } > texts/more/omnibus.txt
printf 'Section 1. Boats. No vessel shall enter the harbor after sunset without a lantern at the bow, and the harbor master keeps a book of all that do.\n' > texts/more/boats.txt
