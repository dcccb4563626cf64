# Where conformity is required, a text that was ruled not to conform is in dispute: two numbers, and why.
$ engross -q init b; cd b; mkdir -p templates; printf 'engross: 1\nthresholds:\n  rescue: { kind: count, need: 2, of: states, counts: enacted, conformity-required: yes, note: two }\n' > templates/thresholds.yaml; for s in UT CO; do engross -q track $s "SB 1" signed --date 2026-03-01 --session 2026 --template rescue@1.0.0 >/dev/null 2>&1; done; engross progress rescue | head -2; printf 'id,date,body,decision,vote,reason,text,text-sha256,model,model-sha256,finding,score,note,recorded\n0011223344556677,2026-05-01,The Commission,does-not-conform,5-4,,prints/UT/2026/SB1/01-enrolled.txt,,rescue@1.0.0,,material-difference,0.9,,2026-05-02\n' > tracking/rulings.csv; engross progress rescue
rescue: 2 of 2 states, reached

rescue: 1 of 2 states
  2 if those in dispute count too
  1 lacking

counted: 1
  CO  2026-03-01  SB 1        enacted (signed), in-effect: counts; in effect

not counted (left, lost, refused or in dispute): 1
  UT  2026-03-01  SB 1        enacted (signed), in-effect: enacted, but its text was ruled not to conform

rule: two
$ cd b; printf '1011223344556677,2026-06-01,The Commission,conforms,9-0,,UT/2026/SB1:enrolled,,rescue@1.0.0,,style-only,0.99,,2026-06-02\n' >> tracking/rulings.csv; engross progress rescue | head -2
rescue: 2 of 2 states, reached

