# Stages by instrument and legislature; the same at another day; as JSON by its schema.
$ engross init b 2>/dev/null; engross -C b status
nothing is tracked yet
! engross track XX BILL EVENT --date YYYY-MM-DD, or engross import csv FILE
$ cat > events.csv <<'CSV'
> id,seq,date,template,jurisdiction,session,bill,instrument,event,chamber,yeas,nays,needed,target,source,source-kind,text,rule,published,recorded,note,corrects
> ,,2025-01-10,,CO,2025A,HB 25-1001,bill,introduced,lower,,,,,,,,,,,,
> ,,2025-02-10,,CO,2025A,HB 25-1001,bill,passed,lower,40,25,,,,,,,,,,
> ,,2025-03-10,,CO,2025A,HB 25-1001,bill,amended,upper,,,,,,,,,,,,
> ,1,2025-03-10,,CO,2025A,HB 25-1001,bill,passed,upper,20,15,,,,,,,,,,
> ,,2025-03-20,,CO,2025A,HB 25-1001,bill,concurred,lower,,,,,,,,,,,,
> ,,2025-04-01,,CO,2025A,HB 25-1001,bill,signed,,,,,,,,,,,,,
> ,,2027-07-01,,CO,2025A,HB 25-1001,bill,took-effect,,,,,,,,,,,,,
> ,,2025-05-01,,NE,109,LB83,bill,passed,,,,,,,,,,,,,
> ,,2025-02-27,,KS,2025-2026,SCR 1604,,passed,upper,29,11,,,,,,,,,,
> ,,2026-01-22,,KS,2025-2026,SCR 1604,,passed,lower,80,42,,,,,,,,,,
> ,,2026-05-20,,SC,2025-2026,H 3558,bill,vetoed,,,,,,,,,,,,,
> ,,2026-06-25,,SC,2025-2026,H 3558,bill,overridden,both,,,,,,,,,,,,
> ,,2026-02-20,,WY,2026,HB 130,bill,passed,lower,,,,,,,,,,,,
> ,,2026-03-04,,WY,2026,HB 130,bill,failed,upper,13,18,,,,,,,,,,
> ,,2026-03-05,,WY,2026,HB 130,bill,chaptered,,,,,,,,,,,,,
> ,,2025,model,MD,,,,signed,,,,,,,,,,,,,
> CSV
$ engross -C b import csv ../events.csv --template model
! ../events.csv: cannot open: No such file or directory
! hint: check the path
? 2
$ engross -C b status model
! engross: nothing is tracked for a template 'model'
! hint: engross status
? 2
$ engross -C b status --by stage --as-of 2026-03-04
nothing is tracked yet
! engross track XX BILL EVENT --date YYYY-MM-DD, or engross import csv FILE
$ engross -C b status --odd
$ engross -C b status model --json > out.json && python3 $TESTS/schema/check status out.json && head -16 out.json
! engross: nothing is tracked for a template 'model'
! hint: engross status
? 2
$ engross -C b status model --to csv | head -3
! engross: nothing is tracked for a template 'model'
! hint: engross status
$ engross -C b status model --as-of 2025-03-15 --csv | cut -d, -f5-12 | grep CO
! engross: nothing is tracked for a template 'model'
! hint: engross status
? 1
$ engross -C b status nodel
! engross: nothing is tracked for a template 'nodel'
! hint: engross status
? 2
$ engross -C b status --by colour
! engross: --by takes state, version, stage or bill, not 'colour'
! hint: engross help
? 2
$ engross -C b status --as-of tomorrow
# What the user sees is the work tree's file, fault and all; no snapshot hides it.
! engross: 'tomorrow' is not a day
! hint: write YYYY-MM-DD
? 2
$ sed -i 's/,failed,/,faild,/' b/tracking/events.csv; engross -C b status
nothing is tracked yet
! sed: can't read b/tracking/events.csv: No such file or directory
! engross track XX BILL EVENT --date YYYY-MM-DD, or engross import csv FILE
$ sed -i 's/,faild,/,withdrawn,/' b/tracking/events.csv; engross -C b status model --csv | grep WY | cut -d, -f9; rm -rf b/.git/engross/cache; engross -C b status model --csv | grep WY | cut -d, -f9
! sed: can't read b/tracking/events.csv: No such file or directory
! engross: nothing is tracked for a template 'model'
! hint: engross status
! engross: nothing is tracked for a template 'model'
! hint: engross status
