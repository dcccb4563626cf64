# Moves, a split, references that follow, grave edits first.
$ printf 'Section 1. Purpose. This act protects persons who walk dogs at night in the city.\n\nSection 2. Duties. The department shall adopt rules that govern the licensing of dog walkers and publish them each year. The department shall keep a register of every walker, open to the public at all hours of business. A walker must pay a fee of $50 under section 3.\n\nSection 3. Fees. The treasurer shall set fees under this act by rule, and may waive them for good cause shown.\n' > old.txt
$ printf 'Section 1. Purpose. This act protects persons who walk dogs at night in the city.\n\nSection 2. Duties. The department may adopt rules that govern the licensing of dog walkers and publish them each year. A walker must pay a fee of $75 under section 4.\n\nSection 3. Register. The department shall keep a register of every walker, open to the public at all hours of business.\n\nSection 4. Fees. The treasurer shall set fees under this act by rule, and may waive them for good cause shown.\n' > new.txt
$ engross diff ./old.txt ./new.txt
old: ./old.txt (85 words)
new: ./new.txt (88 words)
13 words deleted, 16 words inserted, 1 section changed, 1 added, 1 renumbered, 2 the same

Renumbered
  Section 3 → Section 4. Fees

References that follow the renumbering
  3. → 4. in Section 2. Duties

Split and merged
  Section 2. Duties is split into Section 2. Duties and Section 3. Register

Moved passages
  18 words from Section 2. Duties to Section 3. Register: in: The department shall keep a register of …

Section 2. Duties · changed, 21 words deleted, 3 words inserted
  Section 2. Duties. The department [-shall-] {+may+} adopt rules that govern
  the licensing of dog walkers and publish them each year. [-The department
  shall keep a register of every walker, open to the public at all hours of
  business.-] A walker must pay a fee of [-$50-] {+$75+} under section 4.

Section 3. Register · added, 21 words inserted
  {+Section 3. Register. The department shall keep a register of every walker,
  open to the public at all hours of business.+}
? 1
$ engross diff ./old.txt ./new.txt --by-gravity | tail -12
amount of money
  Section 2: $50 → $75

clause added
  Section 3: in: Section 3. Register.

moved passage
  Section 2: out: The department shall keep a register of every walker, open to the public at all hours of business.
  Section 3: in: The department shall keep a register of every walker, open to the public at all hours of business.

numbering
  Section 4: Section 3. → Section 4.
$ engross diff ./old.txt ./new.txt --json --by-gravity | python3 $TESTS/schema/check diff
$ engross diff ./old.txt ./new.txt --to html -o page.html
? 1
$ grep -c '<del' page.html
3
$ engross diff ./old.txt ./new.txt --to docx -o changes.docx
? 1
$ python3 $TESTS/redline-docx changes.docx old.txt new.txt
changes.docx: accepting all is new.txt, rejecting all is old.txt
$ engross diff ./old.txt ./new.txt --to pdf -o changes.pdf
? 1
$ head -c 5 changes.pdf; echo
%PDF-
# As a legislature marks it, and as one that tells its changes.
$ engross diff ./old.txt ./new.txt --as TX | head -4
Section 1. Purpose. This act protects persons who walk dogs at night in the
city.

Section 2. Duties. The department [shall] {+may+} adopt rules that govern the
$ engross diff ./old.txt ./new.txt --as AL | head -4
Section 1. Purpose. This act protects persons who walk dogs at night in the
city.

Section 2. Duties. The department [-shall-] {+may+} adopt rules that govern
$ engross diff ./old.txt ./new.txt --as XX
! engross: 'XX' is not one of the 56 jurisdictions
! hint: engross help
? 2
$ engross diff ./old.txt ./new.txt --to odt
# What may be excused.
! engross: unknown format 'odt': term, html, docx, pdf or json
! hint: engross help
? 2
$ printf 'Sec. 1. The “Board” SHALL pay twenty-six (26) dollars; a. at once.\n' > a.txt
$ printf 'Sec. 1. The "Board" shall pay 26 dollars; (a) at once.\n' > b.txt
$ engross diff ./a.txt ./b.txt --excuse quotes,capitals,numbers,enumerators
$ engross diff ./a.txt ./b.txt --excuse quotes,numbers,enumerators
old: ./a.txt (11 words)
new: ./b.txt (11 words)
1 word deleted, 1 word inserted, 1 section changed

Sec. 1 · changed, 1 word deleted, 1 word inserted
  Sec. 1. The "Board" [-SHALL-] {+shall+} pay 26 dollars; (a) at once.
? 1
$ engross diff ./a.txt ./b.txt --excuse typos
! engross: no difference is called 'typos'
! hint: quotes, capitals, numbers, enumerators, punctuation, hyphens, spacing, all
? 2
$ printf 'Sec. 1. The board  shall pay.\n' > c.txt
$ printf 'Sec. 1. The board shall pay.\n' > d.txt
$ engross diff ./c.txt ./d.txt
$ engross diff ./c.txt ./d.txt --count-spacing --json | grep -c typographic
2
# Three texts.
$ printf 'Sec. 1. The board shall meet in May and pay a fee of $50 to the state.\n' > base.txt
$ printf 'Sec. 1. The board may meet in May and pay a fee of $60 to the state.\n' > model.txt
$ printf 'Sec. 1. The board shall meet in June and pay a fee of $75 to the state.\n' > state.txt
$ engross diff --base ./base.txt ./model.txt ./state.txt
base:  ./base.txt
model: ./model.txt
state: ./state.txt
1 changed by the model, 1 by the state, 0 by both alike, 1 in conflict

Where they meet: both changed it, each in its own way
  Sec. 1
    … May and pay a fee of
    base:  $50
    model: $60
    state: $75

Changed by the model
  Sec. 1
    … Sec. 1. The board
    base:  shall
    model: may

Changed by the state
  Sec. 1
    … 1. The board shall meet in
    base:  May
    state: June
? 1
$ engross diff --base ./base.txt ./model.txt ./state.txt --json | python3 $TESTS/schema/check diff3
# Three texts in Word: the base with changes of three authors; on pages, a key and the paragraphs that changed.
$ engross diff --base ./base.txt ./model.txt ./state.txt --to docx -o three.docx; unzip -p three.docx word/document.xml | grep -o '<w:\(ins\|del\) [^>]*>\|<w:\(t\|delText\) [^>]*>[^<]*' | sed 's/ w:date="[^"]*"//; s/ xml:space="preserve"//'
<w:t>Sec. 1. The board
<w:del w:id="1" w:author="model: ./model.txt">
<w:delText> shall
<w:ins w:id="2" w:author="model: ./model.txt">
<w:t> may
<w:t> meet in
<w:del w:id="3" w:author="state: ./state.txt">
<w:delText> May
<w:ins w:id="4" w:author="state: ./state.txt">
<w:t> June
<w:t> and pay a fee of
<w:del w:id="5" w:author="model and state">
<w:delText> $50
<w:ins w:id="6" w:author="model: ./model.txt">
<w:t> $60
<w:ins w:id="7" w:author="state: ./state.txt">
<w:t> $75
<w:t> to the state.
$ engross diff --base ./base.txt ./model.txt ./state.txt --to pdf -o three.pdf; pdftotext -layout three.pdf - | grep -v '^ *$'
    Three texts
    Base: ./base.txt
    Model: ./model.txt
    State: ./state.txt
    1 changed by the model, 1 by the state, 0 by both alike, 1 in conflict.
    words of the base that are gone; words of the model; words of the state; words of both;
    where they meet, each in its own way
    Sec. 1
1   Sec. 1. The board shall may meet in May June and pay a fee of $50 $60 $75 to the state.
                                                  1

