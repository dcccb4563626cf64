# Sound, a draft in the wrong place, a print that was changed, a broken object.
$ engross --quiet init bills && cd bills && engross draft immigration-sanctuary --for CO >/dev/null 2>&1 && printf 'x\n' >../p.txt && engross record UT HB1 -s 2026 --stage introduced ../p.txt && engross verify | sed 's/[0-9][0-9]* files/N files/'
UT/2026/HB1:01
sound: N files
$ cd bills && git mv bills/immigration-sanctuary/CO.md bills/immigration-sanctuary/NM.md && printf 'y\n' >prints/UT/2026/HB1/01-introduced.txt && git commit -qam wrong && engross verify
bills/immigration-sanctuary/NM.md:1: by its head this file is 'bills/immigration-sanctuary/CO.md'
	hint: git mv bills/immigration-sanctuary/NM.md bills/immigration-sanctuary/CO.md, or mend the head
prints/UT/2026/HB1/01-introduced.txt: was changed since it was recorded
	hint: engross log ./prints/UT/2026/HB1/01-introduced.txt
? 1
$ cd bills && engross verify --json
{
  "findings": [
    {
      "path": "bills/immigration-sanctuary/NM.md",
      "line": 1,
      "message": "by its head this file is 'bills/immigration-sanctuary/CO.md'",
      "hint": "git mv bills/immigration-sanctuary/NM.md bills/immigration-sanctuary/CO.md, or mend the head"
    },
    {
      "path": "prints/UT/2026/HB1/01-introduced.txt",
      "line": 0,
      "message": "was changed since it was recorded",
      "hint": "engross log ./prints/UT/2026/HB1/01-introduced.txt"
    }
  ],
  "files": 12,
  "sound": false
}
? 1
$ cd bills && git reset -q --hard HEAD~1 && f=$(git rev-parse HEAD:prints/UT/2026/HB1/01-introduced.txt) && f=.git/objects/$(echo $f | sed 's/^../&\//') && chmod u+w $f && printf 'rubbish' >$f && engross verify 2>&1 | grep -c fsck
2
