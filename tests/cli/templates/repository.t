# A template in the repository comes before the built-in one; a fault in it is shown with its line.
$ engross init . >/dev/null 2>&1; mkdir -p templates; printf -- '---\nengross: 1\ntemplate: mine\nversion: 0.1.0\ntitle: "my own act"\nparameters:\n  term: { type: text, default: "x", help: "a term" }\n---\n## Mine {#mine}\n\nThe term is {{term}}.\n' > templates/mine.md
$ engross templates | grep mine
mine                        0.1.0    repository
$ engross templates mine | head -8
mine 0.1.0 (bill, in the repository)

title:       my own act
conformity:  free

Parameters
  term = x
      (text)
$ sed -i 's/{{term}}/{{tern}}/' templates/mine.md; engross templates mine
! templates/mine.md:11:13: unknown name 'tern'
! hint: did you mean 'term'?
? 3
$ sed -i 's/{{tern}}/{{term}}/; s/type: text/typ: text/' templates/mine.md; engross templates mine
! templates/mine.md:7: unknown key 'typ' in term
! hint: did you mean 'type'?
? 3
