# Live, on loopback alone: other names and other methods are refused, and only pages of the site are there.
$ engross -q init b; cd b; engross -q track UT SB57 passed --chamber upper --date 2024-01-16 --session 2024 --template constitutional-sovereignty >/dev/null 2>&1; (engross -q serve --port 0 > url & echo $! > pid); for i in 1 2 3 4 5 6 7 8 9 10; do [ -s url ] && break; sleep 0.1; done; python3 $TESTS/data/serve_check.py "$(cat url)"; kill $(cat pid)
127.0.0.1 200 200 200 200
localhost 200 head 200
another name 403 403
write 405 405
outside 404 404 404
text/html; charset=utf-8 | nosniff | default-src 'none'
::1 200
$ cd b; engross serve --port 99999
! engross: a port is a number from 0 to 65535
! hint: engross serve --port 8017
? 2
