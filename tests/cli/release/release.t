# A release names what is committed, once.
$ engross --quiet init bills && cd bills && engross release immigration-sanctuary 1.0.0
! engross: the repository has no template 'immigration-sanctuary'
! hint: engross draft immigration-sanctuary --for all puts it there
? 2
$ cd bills && engross draft immigration-sanctuary --for UT >/dev/null 2>&1 && engross release immigration-sanctuary 1.1.0
! templates/immigration-sanctuary.md: the committed template says version 1.0.0, not 1.1.0
! hint: engross release immigration-sanctuary 1.0.0, or change `version:` in templates/immigration-sanctuary.md and engross commit
? 3
$ cd bills && engross release immigration-sanctuary 1.0.0 | sed 's/ .*//' && git cat-file -t immigration-sanctuary/1.0.0 && git tag -l --format='%(contents)' immigration-sanctuary/1.0.0
immigration-sanctuary/1.0.0
tag
immigration-sanctuary 1.0.0

$ cd bills && engross release immigration-sanctuary 1.0.0 2>&1 | sed 's/commit [0-9a-f]*/commit X/'
engross: 'immigration-sanctuary/1.0.0' is released already (commit X); a release is never moved
hint: raise the version in templates/immigration-sanctuary.md, engross commit, and release that
$ cd bills && engross release immigration-sanctuary one
! engross: 'one' is no version
! hint: three numbers with stops: 1.0.0
? 2
$ cd bills && sed -i 's/^version: .*/version: 1.1.0/' templates/immigration-sanctuary.md && engross release immigration-sanctuary 1.1.0
! templates/immigration-sanctuary.md: the committed template says version 1.0.0, not 1.1.0
! hint: engross release immigration-sanctuary 1.0.0, or change `version:` in templates/immigration-sanctuary.md and engross commit
? 3
$ cd bills && engross commit -m 'Version 1.1.0' | cut -c12- && engross release immigration-sanctuary 1.1.0 | sed 's/ .*//' && engross show immigration-sanctuary@1.0.0 | grep ^version
1 file
immigration-sanctuary/1.1.0
version: 1.0.0
# A release drafts for a jurisdiction that no draft was made for, with what was known at its day.
$ cd bills && ls jurisdictions | wc -l && sed -i 's/Nevada/Changed/' jurisdictions/NV.yaml && engross --quiet commit -m 'a correction' >/dev/null && engross draft immigration-sanctuary@1.0.0 --for NV 2>&1 >/dev/null | grep -c 'not in that release'; grep -c Changed bills/immigration-sanctuary/NV.md
56
0
0
? 1
