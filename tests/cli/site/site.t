# A static site: the same bytes each time, every campaign, state and bill a page, nothing of private/, strangers' texts as texts.
$ engross -q init b; cd b; engross -q import adoption national-popular-vote >/dev/null 2>&1; engross -q track UT SB57 passed --chamber upper --date 2024-01-16 --votes 24-5 --session 2024 --template constitutional-sovereignty@1.0.0 --source 'https://le.utah.gov/~2024/bills/static/SB0057.html' --source-kind official --text '<script>alert(1)</script> & "more"' >/dev/null 2>&1; engross -q note UT SB57 "whip: do not publish" --contact secret@example.org; engross site -o ../one; engross -q site -o ../two; cd ..; diff -r one two && ls one
bills
calendar.ics
campaigns
coming.html
data.csv
data.json
feed.atom
index.html
method.html
states
states.html
style.css
! 85 files in ../one: open ../one/index.html
$ ls one/campaigns one/bills | head -8; ls one/states | wc -l
one/bills:
AZ-57th-2nd-regular-hb4013.html
AZ-57th-2nd-regular-sb1300.html
CA-2006-national-popular-vote.html
CA-2008-national-popular-vote.html
CA-2011-national-popular-vote.html
CO-2019-national-popular-vote.html
CT-2018-national-popular-vote.html
26
$ grep -rl -e 'do not publish' -e 'secret@' one; grep -c '<script' one/bills/UT-2024-sb57.html; grep -o '&lt;script&gt;alert(1)' one/bills/UT-2024-sb57.html
0
&lt;script&gt;alert(1)
# In the bar, the names that a phone has no room for are marked, and left out there.
$ grep -o '<text class="label[^<]*' one/campaigns/national-popular-vote.html | sed 's/ x=.*>/ /'; grep -c 'bar .tight { display: none; }' one/style.css
<text class="label" CA
<text class="label" NY
<text class="label" IL
<text class="label tight" NJ
<text class="label tight" VA
<text class="label tight" WA
<text class="label tight" MA
<text class="label tight" CO
<text class="label tight" MD
<text class="label tight" MN
1
$ grep -o '222 of 270</strong> electoral votes' one/campaigns/national-popular-vote.html; grep -o 'href="https\?://[^"]*"' one/bills/UT-2024-sb57.html
222 of 270</strong> electoral votes
href="https://le.utah.gov/~2024/bills/static/SB0057.html"
$ grep -rlE --include='*.html' --include='*.css' '<script|src=|@import|url\(http' one; xmllint --noout one/feed.atom && tr -d '\r' < one/calendar.ics | head -3; python3 $TESTS/schema/check site one/data.json
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//engross//deadlines//EN
$ head -2 one/data.csv
template,version_introduced,version_passed,version_basis,jurisdiction,session,bill,instrument,stage,legal_status,how,date,events,why
constitutional-sovereignty,1.0.0,,declared,UT,2024,SB57,bill,died,,,2024-03-01,1,its session was over by 2024-03-01 and no outcome is recorded
$ cd b; engross -q site -o ../then --as-of 2026-04-12; grep -o '[0-9]* of 270' ../then/campaigns/national-popular-vote.html | head -1
209 of 270
$ cd b; engross site
! engross: site needs a folder to write
! hint: engross site -o public
? 2
