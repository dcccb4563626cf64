$ engross -q init bills && cd bills && engross -q draft immigration-sanctuary --for CO > /dev/null
$ cd bills && engross lint immigration-sanctuary/CO
! 1 draft: 0 errors, 0 warnings
$ cd bills && engross lint immigration-sanctuary/CO --for-filing | grep -c policy
15
! 1 draft: 18 errors, 0 warnings
$ cd bills && printf '\n## Another {#another .session}\n\nThe Ohio agency shall act under [](#nowhere) and/or [blank: when].\n' >> bills/immigration-sanctuary/CO.md
$ cd bills && engross lint immigration-sanctuary/CO
bills/immigration-sanctuary/CO.md:390: warning: 'and/or' says neither (and-or)
    say and, or, or both
bills/immigration-sanctuary/CO.md:390: error: a blank is left: when (blank)
    write what is missing in its place
bills/immigration-sanctuary/CO.md:390: error: 'Ohio' in a bill for Colorado (foreign-name)
    take it out, or use {{jurisdiction.name}} in the template
bills/immigration-sanctuary/CO.md:390: error: a reference to 'nowhere', which no provision is labelled (label-dangling)
    correct the label, or give the provision that label
! 1 draft: 3 errors, 1 warning
? 1
$ cd bills && engross lint immigration-sanctuary/CO --json | python3 -c 'import json,sys; print([f["rule"] for f in json.load(sys.stdin)])'
['and-or', 'blank', 'foreign-name', 'label-dangling']
! 1 draft: 3 errors, 1 warning
$ cd bills && printf '\n* bullet\n' >> bills/immigration-sanctuary/CO.md; engross lint
bills/immigration-sanctuary/CO.md:392:1: error: a bullet (text)
    write every item `1. `: the profile gives the marks; a line of text that begins with '*' begins '\*'
! 1 draft: 1 error, 0 warnings
? 1
$ cd bills && engross lint immigration-sanctuary
! engross: 'immigration-sanctuary' is not a draft: lint reads drafts
! hint: engross lint TEMPLATE/XX; `engross list` shows the drafts
? 2
