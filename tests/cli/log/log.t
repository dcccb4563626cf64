# All, one draft, one removed, one file; releases beside the change they hold.
$ engross --quiet init bills && cd bills && engross draft immigration-sanctuary --for CO >/dev/null 2>&1 && engross draft immigration-sanctuary --for UT >/dev/null 2>&1
$ cd bills && engross log | cut -c13-
2026-09-21  Test  Draft immigration-sanctuary 1.0.0 for UT
2026-09-21  Test  Draft immigration-sanctuary 1.0.0 for CO
2026-09-21  Test  Start the bill repository 'bills'
$ cd bills && engross log immigration-sanctuary/UT | cut -c13-
2026-09-21  Test  Draft immigration-sanctuary 1.0.0 for UT
$ cd bills && engross release immigration-sanctuary 1.0.0 >/dev/null && engross log immigration-sanctuary | cut -c13-
2026-09-21  Test  Draft immigration-sanctuary 1.0.0 for CO  [immigration-sanctuary/1.0.0]
$ cd bills && rm bills/immigration-sanctuary/UT.md && engross commit -m 'Leave Utah' | cut -c12- && engross log immigration-sanctuary/UT | cut -c13-
1 file
2026-09-21  Test  Leave Utah
2026-09-21  Test  Draft immigration-sanctuary 1.0.0 for UT  [immigration-sanctuary/1.0.0]
$ cd bills/bills && engross log ./immigration-sanctuary -n 1 | cut -c13-
2026-09-21  Test  Leave Utah
$ cd bills && engross log immigration-sanctuary/NY
! engross: 'immigration-sanctuary/NY' is not in the repository and never was
! hint: engross list
? 2
$ cd bills && engross log ../elsewhere.md
! engross: '../elsewhere.md' is not in the repository
! hint: engross list
? 2
$ cd bills && engross log immigration-sanctuary/CO --json | grep -v '"commit"'
[
  {
    "when": "2026-09-21T14:13:20Z",
    "author": "Test",
    "email": "test@example.org",
    "message": "Draft immigration-sanctuary 1.0.0 for CO\n\nTemplate: immigration-sanctuary\nVersion: 1.0.0\nJurisdictions: CO\n",
    "release": "immigration-sanctuary/1.0.0"
  }
]
