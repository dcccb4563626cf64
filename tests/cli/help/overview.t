# Every command has a line; a mistyped one is told its nearest name.
$ engross help | head -4
engross drafts one model bill for fifty-six legislatures, keeps every version in git,
shows what changed between any two texts, and says where each version stands.

usage: engross [-C DIR] [--quiet] COMMAND [OPTIONS] [ARGUMENTS]
$ engross hlep
! engross: 'hlep' is not an engross command
! hint: engross help
? 2
$ engross jurisdictons UT
! engross: 'jurisdictons' is not an engross command
! hint: engross jurisdictions
? 2
$ engross jurisdictions --jsno
! engross: 'jurisdictions' has no option '--jsno'
! hint: --json
? 2
$ engross --wrong
! engross: unknown option '--wrong' before the command
! hint: engross help
? 2
$ engross help nothing-like-it
! engross: 'nothing-like-it' is not an engross command
! hint: engross help
? 2
$ engross --version
engross 0.1.0
