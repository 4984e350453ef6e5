"""Some hundred bad files and pages, with what is to become of each."""

import gzip
import io
import json
import random
import re
import zipfile
import zlib

from tests.sources import pdfs

WORDS = (
    "The foreign minister of Freedonia, Rufus Firefly, welcomed the plan to send forty observers to Sylvania in May."
)
REPLY = (
    "Ambassador Trentino of Sylvania rejected the plan on Tuesday and said that no observers would be let in at all."
)
TEXT = f"Minister welcomes plan\n\n{WORDS}\n\n{REPLY}\n"
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Minister welcomes plan</title>{head}</head>"
    "<body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Minister welcomes plan</h1><p>{words}</p><p>{reply}</p>{more}</article>"
    "<footer>Imprint</footer></body></html>"
)
YAML = (
    "---\ntitle: Minister welcomes plan\nauthor: [Ann Reporter]\ndate: 2024-03-03\n{more}---\n\n{words}\n\n{reply}\n"
)
TOML = '+++\ntitle = "Minister welcomes plan"\n{more}+++\n\n{words}\n\n{reply}\n'


def page(more="", head=""):
    return PAGE.format(words=WORDS, reply=REPLY, more=more, head=head).encode()


def yaml(more=""):
    return YAML.format(words=WORDS, reply=REPLY, more=more).encode()


def toml(more=""):
    return TOML.format(words=WORDS, reply=REPLY, more=more).encode()


def lines(*objects):
    return b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in objects)


def record(number=1, **more):
    return {"id": number, "text": TEXT, "title": "Minister welcomes plan", **more}


GOOD = {
    "a.txt": TEXT.encode(),
    "a.html": page(),
    "a.md": yaml("outlet: Gazette\n"),
    "b.md": toml('outlet = "Gazette"\n'),
    "a.jsonl": lines(record(1), record(2)),
    "a.pdf": pdfs.pdf(pdfs.article()),
}


def packed():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(5_000_000))
    return held.getvalue()


SIGNATURES = {
    "png": b"\x89PNG\r\n\x1a\n" + bytes(200), "jpeg": b"\xff\xd8\xff\xe0" + bytes(200), "gif": b"GIF89a" + bytes(200),
    "zip bomb": packed(), "gzip bomb": gzip.compress(bytes(5_000_000)), "elf": b"\x7fELF" + bytes(200),
    "office": b"\xd0\xcf\x11\xe0" + bytes(200), "sqlite": b"SQLite format 3\x00" + bytes(200),
    "random": random.Random(3).randbytes(3_000), "zeros": bytes(3_000), "nul in text": TEXT.encode() + b"\x00" * 40,
}  # fmt: skip

WRONG_DATES = [
    "2025-02-31", "2025-13-01", "2025-00-10", "0000-01-01", "9999-12-31", "2199-01-01", "now", "yesterday",
    "31/02/2025",
    "1e999", "20250231", "2025-02-31T25:61:00Z", "Feb 30, 2025", "-2025-01-01", "２０２５-01-0x", "2025-1-1-1",
]  # fmt: skip


def cases():
    """What it is called, the file's name and bytes, and words of the refusal (() for an article, None for either)."""
    yield from ((f"whole {name}", name, data, ()) for name, data in GOOD.items())
    for name, data in GOOD.items():
        for part in range(1, 11):
            yield f"{name} cut at {part}/11", name, data[: len(data) * part // 11], None
        for seed in range(10):
            chance = random.Random(seed)
            broken = bytearray(data)
            for _ in range(1 + seed):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            yield f"{name} with {1 + seed} bytes changed", name, bytes(broken), None
        for other in GOOD:
            if other[-4:] != name[-4:]:
                yield f"{name} called {other}", other, data, None
    for kind, data in SIGNATURES.items():
        for name in ("a.txt", "a.html", "a.md", "a.jsonl", "a.pdf", "a"):
            yield f"{kind} called {name}", name, data, "a"
    for date in WRONG_DATES:
        yield f"yaml date {date}", "a.md", yaml().replace(b"2024-03-03", date.encode()), "published is no date"
        yield f"toml date {date}", "a.md", toml(f'date = "{date}"\n'), "published is no date"
        yield f"line date {date}", "a.jsonl", lines(record(published=date)), "published is no date"
        yield (
            f"page date {date}",
            "a.html",
            page(head=f"<meta property='article:published_time' content='{date}'>"),
            (),
        )
    yield from encodings()
    yield from wrong_lines()
    yield from wrong_front_matter()
    yield from wrong_pages()
    yield from wrong_pdfs()
    yield from wrong_texts()


def encodings():
    words = TEXT.replace("Firefly", "Fireflé")
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1250", "iso8859-15"):
        yield f"text in {encoding}", "a.txt", words.encode(encoding), None
        for name in ("a.html", "a.md"):
            yield (
                f"{name} in {encoding}",
                name,
                GOOD[name].decode().replace("Firefly", "Fireflé").encode(encoding),
                None,
            )
    for encoding in ("cp1251", "koi8-r", "gb18030", "shift_jis", "utf-8"):
        text = (
            "Министр приветствовал план. " * 20 if encoding != "shift_jis" else "外務大臣は計画を歓迎した。" * 20
        ).encode(encoding)
        yield f"other letters in {encoding}", "a.txt", text, None
        told = b"<html><head><meta charset=%s></head><body><p>" % encoding.encode() + text + b"</p></body></html>"
        yield f"page of other letters in {encoding}", "a.html", told, None
    for name in ("a.txt", "a.html", "a.md", "a.jsonl"):
        half = GOOD[name]
        yield (
            f"{name} in two encodings",
            name,
            half + "Fireflé — “plan”. ".encode("cp1252") * 9 + "Fireflé — “".encode(),
            None,
        )
    yield "a page that lies about its encoding", "a.html", page(head="<meta charset=utf-16>"), ()
    yield "a page in an encoding that is none", "a.html", page(head="<meta charset=klingon-8>"), ()


def wrong_lines():
    good = record(1)
    for name, line, words in [
        ("no object", b"[1]", "no JSON object"),
        ("a number", b"3", "no JSON object"),
        ("null", b"null", "no JSON object"),
        ("no JSON", b"{nonsense", "not JSON"),
        ("half", b'{"id": 1, "te', "not JSON"),
        ("no text", {"id": 2}, "text is missing"),
        ("text null", {"id": 2, "text": None}, "text is missing"),
        ("text a list", {"id": 2, "text": [TEXT]}, "text is missing"),
        ("empty text", {"id": 2, "text": ""}, "empty"),
        ("no words", {"id": 2, "text": "... !!! ..."}, "no words"),
        ("nul", {"id": 2, "text": TEXT + "\x00"}, "binary"),
        ("surrogate", {"id": 2, "text": TEXT + "\ud800"}, "surrogate"),
        ("the same id", good, "is that of line 1 already"),
        ("id a list", {"id": [1], "text": TEXT}, "id is neither"),
        ("id true", {"id": True, "text": TEXT}, "id is neither"),
        ("id null", {"id": None, "text": TEXT}, "id is neither"),
        ("id with escape", {"id": "a\x1b[2J", "text": TEXT}, "id is neither"),
        ("long id", {"id": "x" * 999, "text": TEXT}, "id is neither"),
        ("not utf-8", b'{"id": 2, "text": "\xff"}', "not UTF-8"),
        ("deep", b"[" * 100_000, "not JSON"),
        ("huge number", b'{"id": ' + b"9" * 10_000 + b"}", "not JSON"),
        ("url a script", record(2, url="javascript:alert(1)"), "url is no"),
        ("url with password", record(2, url="http://a:b@example.org/"), "url is no"),
        ("title a number", record(2, title=3), "title is not text"),
        ("outlet an object", record(2, outlet={}), "outlet is not text"),
        ("language long", record(2, language="English, mostly"), "language is no code"),
        ("basis", record(2, published="2024", published_basis="guessed"), "neither stated nor inferred"),
        ("translated maybe", record(2, machine_translated="maybe"), "neither true nor false"),
        ("date a number", record(2, published=2024), "published is no date"),
    ]:
        yield f"a line with {name}", "a.jsonl", lines(good, line), words
    yield "many good lines", "a.jsonl", lines(*(record(number) for number in range(300))), ()
    yield "lines with a mark and empty ones", "a.jsonl", b"\xef\xbb\xbf\n\r\n" + lines(good) + b"\r\n\n", ()
    yield "only empty lines", "a.jsonl", b"\n\n\n", None
    yield (
        "loud facts",
        "a.jsonl",
        lines(record(title="a\u202eb\x1b]0;x\x07" * 900, author="\u200b@everyone\x00", outlet="\x9b31m")),
        (),
    )


def wrong_front_matter():
    for name, more, words in [
        ("a tab", "\tbad: [\n", "not valid YAML"),
        ("an open list", "x: [1, 2\n", "not valid YAML"),
        ("a tag", "x: !!python/object:os.system {}\n", ()),
        ("itself", "x: &x [*x]\n", None),
        ("a bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nsource: *c\n", ()),
        ("a bomb as title", "a: &a [x,x]\nb: &b [*a,*a]\noutlet: *b\n", "is not text"),
        ("too much", "x: " + "y" * 20_000 + "\n", "longer than"),
        ("a title list", "publisher: [A, B]\n", ()),
        ("a bad url", "url: javascript:alert(1)\n", "url is no"),
        ("a path for a link", "permalink: /news/1\n", ()),
        ("deep", "x: " + "[" * 5000 + "\n", None),
        ("two of a key", "title: Another\n", None),
        ("a bad language", "lang: 12\n", "language"),
        ("control characters", 'outlet: "a\\x1b[31mb"\n', ()),
        ("a colon", "x: a: b: c\n", "not valid YAML"),
    ]:
        yield f"front matter with {name}", "a.md", yaml(more), words
    yield "toml with nonsense", "a.md", toml("x = = 3\n"), "not valid TOML"
    yield "toml with a date", "a.md", toml("date = 2024-03-03\n"), ()
    yield "toml with no such date", "a.md", toml("date = 2024-02-31\n"), "not valid TOML"
    yield "toml deep", "a.md", toml("x = " + "[" * 5000 + "\n"), "not valid TOML"
    yield "front matter without end", "a.md", b"---\ntitle: x\n" + TEXT.encode(), None
    yield "front matter and nothing else", "a.md", b"---\ntitle: x\n---\n", "is empty"
    yield "a rule at the top", "a.md", b"---\nSome words stand here alone.\n---\n" + TEXT.encode(), ()
    yield "deep quotes", "a.md", b">" * 50_000 + TEXT.encode(), None
    yield "deep lists", "a.md", b"".join(b" " * n + b"- x\n" for n in range(500)) + TEXT.encode(), ()
    yield "many brackets", "a.md", b"[" * 50_000 + TEXT.encode(), None
    yield "many stars", "a.md", b"*a **b " * 5_000 + TEXT.encode(), None
    yield (
        "html inside",
        "a.md",
        TEXT.encode() + b"\n<script>alert(1)</script>\n\n<b>bold</b> and ![x](javascript:x)\n",
        (),
    )


def wrong_pages():
    yield (
        "200,000 attributes",
        "a.html",
        page("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</p>"),
        "attributes",
    )
    yield "attributes without spaces", "a.html", page("<p " + 'a="1"' * 90_000 + ">x</p>"), "attributes"
    yield "attributes behind a quoted end", "a.html", page("<p x='>' " + "a=1 " * 90_000 + ">x</p>"), "attributes"
    yield "a quote that never ends", "a.html", page('<p a="' + "<b c='" * 30_000), None
    yield "tags that never end", "a.html", page("<a " * 30_000), None
    yield "200,000 tags", "a.html", page("<i>x</i>" * 200_000), "more than 20,000 tags"
    yield "50,000 paragraphs", "a.html", page("<p>x</p>" * 50_000), "more than 20,000 tags"
    yield "deep nesting", "a.html", page("<div>" * 19_000), "nests its tags deeper"
    yield "deep nesting of spans", "a.html", page("<span>" * 900 + "x"), None
    yield "deep nesting of tables", "a.html", page("<table><tr><td>" * 300), None
    yield "comments that never end", "a.html", page("<!--" * 100_000), None
    yield "scripts that never end", "a.html", page("<script>" * 100_000), None
    yield "too large", "a.html", page("x" * 2_100_000), "larger than 2,000,000 bytes"
    yield "one long line", "a.html", page("<p>" + "word " * 300_000 + "</p>"), None
    yield "one long word", "a.html", page("<p>" + "w" * 1_500_000 + "</p>"), None
    yield "many entities", "a.html", page("<p>" + "&amp;&lt;&#0;&#xD800;&#x110000;&bogus;" * 10_000 + "</p>"), None
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    kind = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "x">{entities}]>'
    bomb = f"{kind}<html><body><p>&a8;</p>{WORDS}{REPLY}</body></html>"
    yield "an entity bomb", "a.html", bomb.encode(), None
    kind = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    outside = f"{kind}<html><body><p>{WORDS} &x; {REPLY}</p></body></html>"
    yield "an entity of another file", "a.html", outside.encode(), None
    yield "a declaration of an encoding in text", "a.html", b'<?xml version="1.0" encoding="utf-16"?>' + page(), ()
    yield "linked data that is none", "a.html", page(head="<script type='application/ld+json'>{]</script>"), ()
    deep = "<script type='application/ld+json'>" + "[" * 50_000 + "</script>"
    yield "linked data too deep", "a.html", page(head=deep), ()
    odd = json.dumps({"@type": ["NewsArticle", 3], "datePublished": ["2024"], "headline": {"a": 1}, "author": 7})
    yield "linked data of odd types", "a.html", page(head=f"<script type='application/ld+json'>{odd}</script>"), ()
    yield "a title without end", "a.html", page(head="<title>" + "x" * 100_000), None
    loud = "<meta property='og:title' content='a\u202eb\x1b[2J@everyone'>"
    loud += "<meta property='og:site_name' content='\u200b\x9bx'>"
    yield "loud facts", "a.html", page(head=loud), ()
    yield (
        "a head of 15,000 characters",
        "a.html",
        page(head=f"<meta property='og:title' content='{'long ' * 3000}'>"),
        (),
    )
    for name, data in {
        "nothing": b"",
        "only a head": b"<html><head><title>x</title></head></html>",
        "frames": b"<html><frameset><frame src=x></frameset></html>",
        "only a script": b"<html><body><script>document.write('x')</script></body></html>",
        "only a menu": b"<html><body><nav>Home</nav></body></html>",
        "a feed": b"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>",
        "an atom feed": b"<feed xmlns='x'></feed>",
    }.items():
        yield f"a page with {name}", "a.html", data, "a"
    for count in (1, 7, 40):
        yield f"{count} NULs", "a.html", page("\x00" * count), None
    for tag in ("plaintext", "noscript", "textarea", "xmp", "svg", "math", "template", "select", "object", "iframe"):
        yield f"an open {tag}", "a.html", page(f"<{tag}>" * 50), None


def wrong_pdfs():
    whole = pdfs.article(1)
    yield "encrypted", "a.pdf", pdfs.encrypted(), "is encrypted"
    yield "locked by others", "a.pdf", pdfs.locked_by_others(), "is encrypted"
    yield "a head alone", "a.pdf", b"%PDF-1.7\n", "is damaged"
    yield "no pages", "a.pdf", pdfs.pdf([]), None
    yield "pages without words", "a.pdf", pdfs.pdf([b"", b"0 0 m 9 9 l S"]), "no text, only pictures"
    yield "a table that points nowhere", "a.pdf", pdfs.pdf(whole, start=10**9), None
    yield "words before it", "a.pdf", b"\n\n  " + pdfs.pdf(whole), None
    yield "a bomb", "a.pdf", pdfs.pdf([bytes(80_000_000)], packed=True), None
    yield "501 pages", "a.pdf", pdfs.pdf([b""] * 501), "more than 500 pages"
    yield (
        "a page that is its own parent",
        "a.pdf",
        pdfs.document([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]),
        None,
    )
    yield "a count that lies", "a.pdf", pdfs.pdf(whole).replace(b"/Count 1", b"/Count 99999999"), None
    yield "a box that is huge", "a.pdf", pdfs.pdf(whole).replace(b"[0 0 595 842]", b"[0 0 1e30 -1e30]"), None
    yield "a box that is none", "a.pdf", pdfs.pdf(whole).replace(b"[0 0 595 842]", b"[]           "), None
    yield (
        "deep arrays",
        "a.pdf",
        pdfs.document([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 50_000 + b"]" * 50_000]),
        None,
    )
    yield "a length that lies", "a.pdf", re.sub(rb"/Length \d+", b"/Length 9999999", pdfs.pdf(whole)), None
    yield "no end", "a.pdf", pdfs.pdf(whole).replace(b"%%EOF", b""), None
    yield "too large", "a.pdf", pdfs.pdf(whole) + bytes(5_000_000), "larger than 5,000,000 bytes"
    yield "many letters in one place", "a.pdf", pdfs.pdf([[(72, 700, 0.001, "word " * 400)] * 200]), None
    yield "a bad stream", "a.pdf", pdfs.pdf(whole, packed=True).replace(zlib.compress(b"x")[:2], b"zz"), None
    yield (
        "loud facts",
        "a.pdf",
        pdfs.pdf(whole, info="/Title (Minister welcomes plan\\033[2J) /Author (\\000\\001)"),
        (),
    )


def wrong_texts():
    for name, data in {
        "empty": b"",
        "spaces": b" \n\t\r\n",
        "a mark": b"\xef\xbb\xbf",
        "points": b"... --- ...\n" * 40,
        "new lines": b"\n" * 1_900_000,
    }.items():
        yield f"a text of {name}", "a.txt", data, "a"
    yield "too large", "a.txt", b"word " * 500_000, "larger than 2,000,000 bytes"
    yield "one long line", "a.txt", b"word " * 390_000, ()
    yield "half a letter", "a.txt", TEXT.encode() + b"\xed\xa0\x80" * 5, None
    yield "overlong letters", "a.txt", TEXT.encode() + b"\xc0\xaf" * 5, None
    yield "letters turned round", "a.txt", (TEXT + "\u202e\u2066\U000e0041\ufeff").encode(), ()
    yield "escapes", "a.txt", (TEXT + "\x1b[2J\x1b]0;x\x07" * 9).encode(), None
    yield "no ending", "a", TEXT.encode(), ()
    yield "another ending", "a.docx", TEXT.encode(), ()
