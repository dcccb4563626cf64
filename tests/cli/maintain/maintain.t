# Housekeeping loses nothing.
$ engross -q init a && cd a && engross -q draft immigration-sanctuary --for states >/dev/null 2>&1; git rev-parse HEAD >../before; engross maintain 2>&1 | sed 's/[0-9][0-9]* kB/N kB/g'
N kB of objects, N kB before
$ cd a && git rev-parse HEAD | cmp - ../before && git fsck --full --no-dangling --no-progress && engross verify | sed 's/[0-9][0-9]* files/N files/'
sound: N files
