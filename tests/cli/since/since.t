# What was recorded since a moment, by state. Nothing can be missed: it is the difference of two readings of the log.
$ engross -q init b; cd b; engross -q track GA "HB 9" introduced --date 2026-01-20 --session 2025_26 --template national-popular-vote >/dev/null 2>&1; engross -q track GA "HB 9" passed --chamber lower --votes 100-40 --date 2026-03-01 --session 2025_26 --source https://www.legis.ga.gov/legislation/1 --source-kind official --text "House passed <b>" >/dev/null 2>&1; engross -q track UT SB57 heard --date 2027-01-26 --session 2027 --note "Judiciary, 8 a.m." --template constitutional-sovereignty >/dev/null 2>&1; engross since HEAD~2
What changed since September 21, 2026, as of September 21, 2026

Georgia
  HB 9, 2025_26 session — national-popular-vote
    2026-03-01: passed the House of Representatives, 100-40 (“House passed <b>”)
      official: https://www.legis.ga.gov/legislation/1
    Now: died without a decision; its session was over by 2026-04-06 and no outcome is recorded.

Utah
  SB57, 2027 session — constitutional-sovereignty
    2027-01-26 (to come): hearing in committee. Judiciary, 8 a.m.
    Now: nothing recorded.
$ cd b; engross since HEAD --as-of 2027-02-01
What changed since September 21, 2026, as of February 1, 2027

Utah
  SB57, 2027 session — constitutional-sovereignty
    Now: in committee (before: nothing recorded).
$ cd b; engross since HEAD~2 --to jsonl | tee lines.jsonl; python3 -c "import json; [json.loads(l) for l in open('lines.jsonl')]" && head -1 lines.jsonl > one.json && python3 $TESTS/schema/check since one.json
{"jurisdiction":"GA","session":"2025_26","bill":"HB 9","templates":["national-popular-vote"],"id":"547a3f40f2623146","event":"passed","date":"2026-03-01","chamber":"lower","yeas":100,"nays":40,"text":"House passed <b>","note":null,"source":"https://www.legis.ga.gov/legislation/1","source_kind":"official","published":null,"recorded":"2026-09-21T14:13:20Z","corrects":null,"new_bill":false,"stage_before":"died","stage":"died","legal_before":null,"legal_status":null,"why":"its session was over by 2026-04-06 and no outcome is recorded"}
{"jurisdiction":"UT","session":"2027","bill":"SB57","templates":["constitutional-sovereignty"],"id":"c8f9c8bdd15f6711","event":"heard","date":"2027-01-26","chamber":null,"yeas":null,"nays":null,"text":null,"note":"Judiciary, 8 a.m.","source":null,"source_kind":null,"published":null,"recorded":"2026-09-21T14:13:20Z","corrects":null,"new_bill":true,"stage_before":"none","stage":"none","legal_before":null,"legal_status":null,"why":null}
$ cd b; engross since HEAD~1 --to atom
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:engross:since</id>
<title>engross: what changed</title>
<updated>2026-09-21T00:00:00Z</updated>
<author><name>engross</name></author>
<entry>
<id>urn:engross:event:c8f9c8bdd15f6711</id>
<title>UT SB57: heard in committee</title>
<updated>2026-09-21T14:13:20Z</updated>
<summary>2027-01-26; constitutional-sovereignty; now nothing recorded</summary>
</entry>
</feed>
$ cd b; engross since HEAD~2 --to atom | xmllint --noout - && echo well formed
well formed
$ cd b; engross since HEAD~2 --to html -o m.html; grep -c '<h2>' m.html; grep -o 'House passed &lt;b&gt;' m.html
2
House passed &lt;b&gt;
! m.html: 2 bills, 2 new events
$ cd b; engross since HEAD~2 --to docx -o m.docx; engross since HEAD~2 --to docx -o n.docx; cmp m.docx n.docx && unzip -p m.docx word/document.xml | grep -o 'passed the House of Representatives' 
passed the House of Representatives
! m.docx: 2 bills, 2 new events
! n.docx: 2 bills, 2 new events
$ cd b; engross since 30d --template constitutional-sovereignty | grep SB57
  SB57, 2027 session — constitutional-sovereignty
$ cd b; engross since never
! engross: 'never' is no tag, date or git revision
! hint: engross log
? 2
$ cd b; engross since HEAD --to pdf
! engross: --to takes text, jsonl, atom, html or docx, not 'pdf'
! hint: engross since 7d --to html -o monday.html
? 2
$ cd b; engross since
! engross: since takes a moment: 7d, a day or a commit
! hint: engross since 7d
? 2
$ cd b; engross -q track UT "HB 77" introduced --date 2026-02-01 --session 2026 >/dev/null 2>&1; engross since HEAD~1; engross since HEAD~1 --all | tail -3
What changed since September 21, 2026, as of September 21, 2026
    Nothing changed.
  HB 77, 2026 session
    2026-02-01: introduced
    Now: died without a decision; its session was over by 2026-03-06 and no outcome is recorded.
! 1 more that carry no template: --all
