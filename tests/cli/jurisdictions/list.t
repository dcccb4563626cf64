# Works in any folder, without a repository.
$ engross jurisdictions | wc -l
57
$ engross jurisdictions | sed -n '1p;46p'
    Jurisdiction              Legislature           Seats     Electors  Enacting clause
VT  Vermont                   General Assembly      150 + 30  3         It is hereby enacted by the General Assembly of the State of Vermont:
$ engross jurisdictions NE | grep -E 'unicameral|single-|electoral'
  electoral-votes            5  [S1 (US House districts)+2]
  unicameral                 yes  [S1]
  single-name                Legislature  [S1]
  single-seats               49  [S1]
  single-title               Senator  [S1]
  single-subject             yes  [S6]
~ single-subject-cite        Neb. Const. art. III, § 14
S6    Surveys of the single-subject rule: an encyclopedia article, an advocacy survey and a state-court survey, compared with each other
$ engross jurisdictions AS | grep -E 'clause '
? clause                     unknown
? date-clause                unknown
? emergency-clause           unknown
? contingent-clause          unknown
S4    Pages of legislatures, secretaries of state and law sites, each read once for the clause or vote it is cited for
$ engross jurisdictions ZZ
! engross: 'ZZ' is not a jurisdiction
! hint: AZ is Arizona; `engross jurisdictions` lists all
? 2
$ engross jurisdictions Utah
! engross: 'Utah' is not a jurisdiction
! hint: UT is Utah; `engross jurisdictions` lists all
? 2
$ engross jurisdictions --json | python3 -c 'import json,sys; j=json.load(sys.stdin); print(len(j), sum(int(f["value"]) for p in j for f in p["facts"] if f["name"]=="identity.electoral-votes" and f["value"] and f["value"].isdigit()))'
56 538
