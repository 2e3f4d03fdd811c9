"""What careless programs break on, by sort. Each string carries a mark by which its harm is seen in the answer."""

import json
from urllib.parse import quote

EVIL = "evil.example"
COOKIE = "hacked"
SUM = "7*191"
EVALUATED = "1337"
TEXTS: dict[str, str] = {
    "sql": "'; DROP TABLE dossiers_dossier; --",
    "sql-union": "%' UNION SELECT version() --",
    "sql-sleep": "1' AND pg_sleep(5) --",
    "html": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "template": f"{{{{ {SUM} }}}}${{{SUM}}}#{{{SUM}}}",
    "format": "%(name)s %s %n {0.__class__}",
    "path": "../../../../../etc/passwd",
    "path-coded": "..%2f..%2f..%2fetc%2fpasswd",
    "nul": "a\x00b",
    "header": f"x\r\nSet-Cookie: {COOKIE}=1\r\nX-Injected: 1",
    "redirect": f"//{EVIL}/",
    "redirect-slash": f"/\\{EVIL}",
    "redirect-scheme": f"https:{EVIL}",
    "script-scheme": "javascript:alert(1)",
    "long": "A" * 6000,
    "number": "9" * 400,
    "negative": "-1",
    "float": "1e309",
    "rtl": "\u202egpj.exe\u202c",
    "marks": "a" + "\u0301" * 300,
    "letters": "𝕹𝖌𝖚𝖞ễ𝖓 \ufdfd \u200d\ufeff",
    "surrogate": "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "list": "[]",
    "object": '{"$ne": null}',
    "xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "uuid": "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "date": "9999-12-31T23:59:59+14:00",
}
BROKEN_BYTES = b"%ff%fe%c0%af=%ed%a0%80&q=%f5"
"""In a query: no text in any encoding of Unicode."""
NAMES = (
    "q", "ma", "sau", "next", "co-quan", "linh-vuc", "tim", "vai", "viec", "phone", "loai", "pin", "code", "name",
    "reason", "email", "state", "error", "after", "size", "level", "language", "id", "moi", "trang",
)  # fmt: skip
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "HEAD", "PROPFIND", "get")
HEADERS: dict[str, dict[str, str]] = {
    "host": {"Host": EVIL},
    "host-port": {"Host": f"{EVIL}:99999"},
    "host-odd": {"Host": "[::1"},
    "forwarded-host": {"X-Forwarded-Host": EVIL, "Forwarded": f"host={EVIL}"},
    "forwarded-for": {"X-Forwarded-For": "127.0.0.1, ' OR 1=1 --, " + "9" * 300},
    "forwarded-proto": {"X-Forwarded-Proto": "javascript"},
    "rewritten": {"X-Original-URL": "/quan-tri/", "X-Rewrite-URL": "/quan-tri/"},
    "override": {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "PUT"},
    "session": {"Cookie": "motcua=../../etc/passwd; csrftoken=x"},
    "session-long": {"Cookie": "motcua=" + "a" * 3000},
    "session-pickle": {"Cookie": "motcua=gASVCgAAAAAAAACMBG1haW6Ucy4=; sessionid=1; messages=W1siX19qc29uIl1d"},
    "cookies": {"Cookie": "; ".join(f"c{n}={n}" for n in range(150)) + '; django_language=../../x; a="'},
    "language": {"Accept-Language": "vi;q=" + "9" * 500 + ",*;q=0"},
    "type": {"Content-Type": "text/html; charset=utf-7", "Accept": "application/x-php"},
    "conditional": {"If-None-Match": '"' * 500, "If-Modified-Since": "Thu, 99 Xxx 0000 25:61:61 GMT"},
    "range": {"Range": "bytes=0-,5-1," + "1-2," * 200},
    "htmx": {"HX-Request": "true", "HX-Current-URL": f"https://{EVIL}/", "HX-Target": "<script>"},
    "referer": {"Referer": f"https://{EVIL}/", "Origin": f"https://{EVIL}"},
}
DEEP = "[" * 20_000 + "]" * 20_000
BODIES: dict[str, tuple[str, bytes]] = {
    "json-deep": ("application/json", DEEP.encode()),
    "json-wide": ("application/json", json.dumps({str(n): n for n in range(20_000)}).encode()),
    "json-broken": ("application/json", b'{"a": \xff'),
    "form-wide": ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(4000))),
    "form-twice": ("application/x-www-form-urlencoded", b"ma=1&ma=2&next=/a&next=//" + EVIL.encode()),
    "form-bytes": ("application/x-www-form-urlencoded", BROKEN_BYTES),
    "form-charset": ("application/x-www-form-urlencoded; charset=klingon", b"q=a"),
    "multipart-open": ("multipart/form-data", b"--x"),
    "multipart-cut": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="paper"; file'),
    "multipart-path": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="paper"; filename="../../a\\x00.php"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n<?php ?>\r\n--x--\r\n",
    ),
    "xml": ("application/xml", TEXTS["xml"].encode()),
    "empty-type": ("", b"a"),
}
"""Content-Type and body."""


def form(text: str) -> bytes:
    """Every field we know, with the same text."""
    said = quote(text.encode("utf-8", "replace"), safe="")
    return "&".join(f"{name}={said}" for name in NAMES).encode()
