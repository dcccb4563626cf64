# By address; edited and new drafts are marked; at a revision; as JSON.
$ engross --quiet init bills
$ cd bills && engross list
! nothing here yet; engross draft TEMPLATE --for all
$ cd bills && engross draft immigration-sanctuary --for CO,UT >/dev/null 2>&1 && engross release immigration-sanctuary 1.0.0 >/dev/null && engross list
TEMPLATE               VERSION  RELEASED
immigration-sanctuary  1.0.0    1.0.0

DRAFT                     VERSION  STATE
immigration-sanctuary/CO  1.0.0
immigration-sanctuary/UT  1.0.0
$ cd bills && sed -i 's/^title: .*/title: "x"/' bills/immigration-sanctuary/UT.md && sed 's/^jurisdiction: CO/jurisdiction: NM/' bills/immigration-sanctuary/CO.md >bills/immigration-sanctuary/NM.md && engross list | grep /
immigration-sanctuary/CO  1.0.0
immigration-sanctuary/NM  1.0.0    new
immigration-sanctuary/UT  1.0.0    edited
$ cd bills && engross list --at HEAD~2
! nothing here yet; engross draft TEMPLATE --for all
$ cd bills && engross list --json | head -19
{
  "templates": [
    {
      "address": "immigration-sanctuary",
      "path": "templates/immigration-sanctuary.md",
      "version": "1.0.0",
      "released": [
        "1.0.0"
      ]
    }
  ],
  "drafts": [
    {
      "address": "immigration-sanctuary/CO",
      "path": "bills/immigration-sanctuary/CO.md",
      "version": "1.0.0",
      "jurisdiction": "CO",
      "template": "immigration-sanctuary",
      "variant": "",
$ cd bills && engross list --at 2001-01-01
! engross: nothing was recorded by the end of 2001-01-01
! hint: the first commit is of 2026-09-21
? 2
