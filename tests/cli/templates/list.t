# Works in any folder, without a repository.
$ engross templates | sed -n '1p;/^compact-entry/p' | cut -c1-44
Template                    Version  From   
compact-entry               1.0.0    built i
$ engross templates compact-entry | head -3
compact-entry 1.0.0 (bill, built in)
Enters any interstate compact: its text word for word, and around it the
officers, money, notices, and rules of precedence that make the jurisdiction
$ engross templates compact-entry | grep -A3 '^  dues_cap '
  dues_cap = false
      (boolean; policy choice)
      limits what the agency may pay in a year without a further appropriation
      to dues_amount
$ engross templates compact-entry --authorities | grep -A2 'supports it'
Law that supports it
  Virginia v. Tennessee, 148 U.S. 503 (1893)
      The consent of Congress is needed only where a compact increases the power
$ engross templates --json | python3 -c 'import json,sys; j=json.load(sys.stdin); print(all(t["parameters"] and t["authorities"] for t in j), len(j) >= 4)'
True True
$ engross templates compact-entry --json | python3 -c 'import json,sys; j=json.load(sys.stdin); print(j["template"], j["conformity"], [p["type"] for p in j["parameters"] if p["required"]])'
compact-entry verbatim ['file']
$ engross templates compact-enrty
! engross: there is no template 'compact-enrty'
! hint: did you mean 'compact-entry'? `engross templates` lists them
? 2
$ engross templates a b
! engross: one template at a time, please
! hint: engross help
? 2
