# What cannot be read is listed, and the rest is indexed.
$ . $TESTS/cli/trace/setup.sh
$ printf 'a\0b' > texts/binary.txt; : > texts/empty.txt; ln -s nowhere texts/lost.txt; ln -s .. texts/loop; mkfifo texts/pipe.txt
$ engross index --index idx texts
5 added, 0 changed, 0 unchanged, 0 removed
idx: 5 texts, 3261 words, 0.0 MB of text in 0.0 MB
! warning: left out: texts/lost.txt: a link that leads nowhere
! warning: left out: texts/pipe.txt: not a regular file
! warning: left out: texts/binary.txt: is not a text file
? 1
$ cp texts/model.txt "$(printf 'texts/new\nline.txt')"; engross index --index idx "$(printf 'texts/new\nline.txt')"
1 added, 0 changed, 0 unchanged, 0 removed
idx: 6 texts, 3338 words, 0.0 MB of text in 0.0 MB
$ engross trace --index idx ./texts/utah.txt | grep 'new.n'
0.96   copied  78 %         78 %       texts/new\nline.txt
texts/new\nline.txt
$ engross index --index texts texts
! texts: is no index of texts: it holds 'binary.txt'
! hint: name a folder for the index alone
? 4
$ engross index --index idx nowhere
! nowhere: cannot read: No such file or directory
! hint: name files and folders that are there
? 2
$ engross index texts
# Damage is said, wherever it is.
! engross: index needs a folder for the index
! hint: engross index --index IDX PATH…
? 2
$ cp -r idx cut; truncate -s 5000 cut/*.seg; engross trace --index cut ./texts/utah.txt
! cut/1.seg: the index is damaged (its parts do not fit together)
! hint: delete the index folder and make it again with `engross index`
? 3
$ cp -r idx flip; printf 'X' | dd of=flip/1.seg bs=1 seek=4200 conv=notrunc status=none; engross index --index flip --check
! flip/1.seg: the index is damaged (checksum)
! hint: delete the index folder and make it again with `engross index`
? 3
$ cp -r idx gone; rm gone/*.seg; engross trace --index gone ./texts/utah.txt
! gone/1.seg: a part of the index is missing
! hint: delete the index folder and make it again with `engross index`
? 3
$ cp -r idx manifest; sed -i 's/docs/dogs/' manifest/manifest; engross index --index manifest texts
! manifest/manifest: the index is damaged (checksum of the manifest)
! hint: delete the index folder and make it again with `engross index`
? 3
$ engross trace --index nowhere ./texts/utah.txt
# One writer at a time; killed ones leave nothing behind.
! nowhere: there is no index of texts here
! hint: engross index --index nowhere PATH…
? 2
$ python3 -c 'import fcntl,subprocess; f=open("idx/lock","r+"); fcntl.lockf(f,fcntl.LOCK_EX); print(subprocess.run(["engross","index","--index","idx","texts"]).returncode)'
4
! idx: another program is updating this index
! hint: wait for it to end, then run the command again
