# Two plain files: house style alone is style-only.
$ printf 'Nurse Licensure Compact\n\nARTICLE I. PURPOSE\nThis compact protects patients. Each party state shall enforce “this compact.”\n\nARTICLE II. DEFINITIONS\na. “Board” means the licensing authority of a party state.\nb. “Home state” means the party state of primary residence.\n\nARTICLE III. ENTRY\nThis compact takes effect upon enactment by no less than twenty-six (26) states, as Article II provides. The commission shall give notice within ten days.\n' > model.txt
$ printf 'NURSE LICENSURE COMPACT\n\nSection 1. Purpose.\nThis chapter protects patients. Each party state shall enforce "this chapter."\n\nSection 2. Definitions.\n(1) "Board" means the licensing authority of a party state.\n(2) "Home state" means the party state of primary residence.\n\nSection 3. Entry.\nThis chapter takes effect upon enactment by not fewer than 26 states, as section 2 of this act provides. The commission shall give notice within 10 days.\n' > styled.txt
$ engross conform ./styled.txt --model ./model.txt
finding   style-only: only house style and fill-ins differ
text      ./styled.txt (compact text)
model     ./model.txt, held to: substantial
found     100.00 % of the model's words

  style     ARTICLE I. PURPOSE                                9/9  Section 1.
  style     ARTICLE II. DEFINITIONS                          18/18  Section 2.
  style     ARTICLE III. ENTRY                               20/20  Section 3.

house style and fill-ins
     3  capitals, as: PURPOSE → Purpose
     4  reference, as: This compact → This chapter
     3  number form, as: no less than → not fewer than
$ engross conform ./styled.txt --model ./model.txt --all | tail -18
model     ./model.txt, held to: substantial
found     100.00 % of the model's words

  style     ARTICLE I. PURPOSE                                9/9  Section 1.
  style     ARTICLE II. DEFINITIONS                          18/18  Section 2.
  style     ARTICLE III. ENTRY                               20/20  Section 3.

house style and fill-ins
  ARTICLE I.   capitals                 PURPOSE → Purpose
  ARTICLE I.   reference                This compact → This chapter
  ARTICLE I.   reference                this compact → this chapter
  ARTICLE II.  capitals                 DEFINITIONS → Definitions
  ARTICLE III. capitals                 ENTRY → Entry
  ARTICLE III. reference                This compact → This chapter
  ARTICLE III. number form              no less than → not fewer than
  ARTICLE III. number form              twenty-six → 26
  ARTICLE III. reference                Article II → section 2 of this act
  ARTICLE III. number form              ten → 10
$ engross conform ./model.txt --model ./model.txt | head -1
finding   identical: the same words
$ sed 's/not fewer than 26/not fewer than 20/' styled.txt > threshold.txt; engross conform ./threshold.txt --model ./model.txt
finding   material-difference: words that carry risk differ
text      ./threshold.txt (compact text)
model     ./model.txt, held to: substantial
found     97.87 % of the model's words

  style     ARTICLE I. PURPOSE                                9/9  Section 1.
  style     ARTICLE II. DEFINITIONS                          18/18  Section 2.
  changed   ARTICLE III. ENTRY                               19/20  Section 3.

departures
  1. number (material): a threshold  ARTICLE III., line 11
     … takes effect upon enactment by not fewer than [-twenty-six-] {+20+}

house style and fill-ins
     3  capitals, as: PURPOSE → Purpose
     4  reference, as: This compact → This chapter
     2  number form, as: no less than → not fewer than
? 1
$ sed 's/within 10 days/within 30 days/; s/Each party state shall enforce/Each party state may enforce/; s/authority of a party state/authority of a home state/' styled.txt > three.txt; engross conform ./three.txt --model ./model.txt --to csv
finding,section,heading,status,in_text,class,weight,model_words,text_words,page,line,note
material-difference,ARTICLE I.,PURPOSE,changed,Section 1.,modal,material,shall,may,0,4,
material-difference,ARTICLE II.,DEFINITIONS a,changed,Section 2.,party,material,party,home,0,7,
material-difference,ARTICLE III.,ENTRY,changed,Section 3.,number,material,ten,30,0,11,a time or deadline
? 1
$ sed '/^Section 2/,/^$/d' styled.txt > gone.txt; engross conform ./gone.txt --model ./model.txt | sed -n '1p;/^  /p'
finding   material-difference: words that carry risk differ
  style     ARTICLE I. PURPOSE                                9/9  Section 1.
  omitted   ARTICLE II. DEFINITIONS                           0/18
  style     ARTICLE III. ENTRY                               20/20  Section 3.
  1. clause left out (material): the section is left out  ARTICLE II., line 7
     [-DEFINITIONS a. “Board” means the licensing authority of a party state. b.
     “Home state” means the party state of primary residence-]
     2  capitals, as: PURPOSE → Purpose
     4  reference, as: This compact → This chapter
     3  number form, as: no less than → not fewer than
$ sed 's/protects patients/safeguards patients/' styled.txt > words.txt; engross conform ./words.txt --model ./model.txt | head -1
finding   needs-ruling: words differ that carry no known risk: a person must look
$ engross conform ./styled.txt --model ./model.txt --rule verbatim | head -1
finding   style-only: only house style and fill-ins differ
$ (cat styled.txt; printf '\nSection 4. Repeal.\nThis act expires on July 1, 2030.\n') > sunset.txt; engross conform ./sunset.txt --model ./model.txt | sed -n '1p;/around/,/^$/p'
finding   needs-ruling: words differ that carry no known risk: a person must look
around the compact
  1. sunset (ruling): the act has an end  line 14
     … give notice within 10 days. Section 4. Repeal {+This act expires on July
     1, 2030+}

$ for f in styled threshold gone sunset; do engross conform ./$f.txt --model ./model.txt --json | python3 $TESTS/schema/check conform && echo valid; done
valid
valid
valid
valid
$ engross conform ./three.txt --model ./model.txt --to html -o a.html; engross conform ./three.txt --model ./model.txt --to html -o b.html; cmp a.html b.html && grep -c '<del>' a.html
3
$ engross conform ./three.txt --model ./model.txt --to docx -o memo.docx; unzip -p memo.docx word/document.xml | grep -o 'Departures'
Departures
$ engross conform ./three.txt --model ./model.txt --to docx
# Several texts side by side.
! engross: a Word document goes to a file
! hint: -o memo.docx
? 2
$ engross conform ./styled.txt ./three.txt --matrix --model ./model.txt
model  ./model.txt

                              styled.txt              three.txt
finding                       style-only              material-difference
ARTICLE I. PURPOSE            style                   changed: modal!
ARTICLE II. DEFINITIONS       style                   changed: party!
ARTICLE III. ENTRY            style                   changed: number!

Each cell: the section's status and its gravest departure; ! is material.
? 1
$ engross conform ./styled.txt ./three.txt --matrix --model ./model.txt --to csv
section,styled.txt,three.txt
finding,style-only,material-difference
score,1.0000,0.9362
ARTICLE I. PURPOSE,style,changed: modal!
ARTICLE II. DEFINITIONS,style,changed: party!
ARTICLE III. ENTRY,style,changed: number!
? 1
$ engross conform ./styled.txt ./three.txt --matrix --model ./model.txt --json | python3 $TESTS/schema/check matrix && echo valid
valid
$ engross conform ./styled.txt
! engross: a text is compared with its model, and none is named
! hint: --model TEMPLATE@VERSION or --model ./FILE.txt
? 2
$ engross conform ./styled.txt --model ./model.txt --rule exact
! engross: 'exact' is no rule
! hint: --rule verbatim, substantial, or free
? 2
