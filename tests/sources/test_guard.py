"""Addresses that must not be reached, by every way to write them: none of them is."""

import gzip
import re
import socket
import time
from ipaddress import ip_address

import pytest
from aiohttp.abc import AbstractResolver

from bot.settings import FetchingSettings
from bot.sources.fetch import Fetcher, Limits
from bot.sources.guard import Guard, public, unwrapped
from embeddings.errors import ArticleError

KINDS = ("text/html", "text/plain")
PAGE = (200, {"Content-Type": "text/html; charset=utf-8"}, b"<html><p>hello</p></html>")
MIB = 1 << 20


class Names(AbstractResolver):
    """A name server that says whatever the test wants; the last answer of a name stands."""

    def __init__(self, **answers):
        self.answers = {name.replace("_", "."): list(found) for name, found in answers.items()}

    async def resolve(self, host, port=0, family=socket.AF_INET):
        left = self.answers[host]
        found = left.pop(0) if len(left) > 1 else left[0]
        return [
            {
                "hostname": host, "host": one, "port": port, "proto": 0, "flags": socket.AI_NUMERICHOST,
                "family": socket.AF_INET6 if ":" in one else socket.AF_INET,
            }
            for one in found.split()
        ]  # fmt: skip

    async def close(self):
        pass


HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", 
    "017700000001",
    "127.0.0.1.", "localhost", "LOCALHOST", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[::127.0.0.1]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]",
    "[ff02::1]",
    "169.254.169.254", "[::ffff:a9fe:a9fe]", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "192.0.0.8",
    "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "203.0.113.9", "[2001:db8::1]",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
async def test_no_private_address_is_reached_however_it_is_written(serve, host):
    inner = serve()
    for port in (inner.port, 80):
        with pytest.raises(ArticleError) as caught:
            await Fetcher(FetchingSettings(), Limits(total=3, connect=2)).get(f"http://{host}:{port}/", KINDS)
        assert re.search("is no public address|is no address of a host", str(caught.value)), caught.value
    assert inner.hits == []


NAMES = {
    "a_test": ["127.0.0.1"], "b_test": ["10.0.0.1"], "c_test": ["169.254.169.254"], "d_test": ["::1"],
    "e_test": ["::ffff:127.0.0.1"], "f_test": ["192.168.1.1 10.0.0.1"], "g_test": ["127.0.0.1 ::1"],
}  # fmt: skip


@pytest.mark.parametrize("name", [name.replace("_", ".") for name in NAMES])
async def test_no_name_leads_to_a_private_address(serve, name):
    inner = serve()
    with pytest.raises(ArticleError, match="is no public address"):
        await Fetcher(FetchingSettings(), resolver=Names(**NAMES)).get(f"http://{name}:{inner.port}/", KINDS)
    assert inner.hits == []


async def test_a_name_that_changes_its_mind_is_looked_at_each_time(serve, site, fetcher):
    inner = serve("127.0.0.2", site.port)
    site.pages["/page"] = PAGE
    names = Names(flip_test=["127.0.0.1", "127.0.0.2"])
    with pytest.raises(ArticleError, match=r"127\.0\.0\.2 is no public address"):
        await fetcher(resolver=names).get(f"http://flip.test:{site.port}/page", KINDS)
    assert [path for path, _ in site.hits] == ["/robots.txt"] and inner.hits == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "localhost", "2130706433", "[::ffff:7f00:1]", "169.254.169.254"]
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_leads_to_a_private_address(serve, site, fetcher, host, status):
    inner = serve()
    site.pages["/page"] = (status, {"Location": f"http://{host}:{inner.port}/secret"}, b"")
    with pytest.raises(ArticleError, match=r"is no public address|is no address of a host"):
        await fetcher().get(f"{site.root}/page", KINDS)
    assert inner.hits == []


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://user:secret@127.0.0.1/",
        "http://:80/",
        "\\\\127.0.0.1\\x",
        "http://a b/",
        "http://[::1/",
        "//",
    ],
)
async def test_no_redirect_leads_out_of_the_web(site, fetcher, target):
    site.pages["/page"] = (302, {"Location": target}, b"")
    with pytest.raises(ArticleError):
        await fetcher().get(f"{site.root}/page", KINDS)


async def test_the_robots_file_leads_nowhere_else(serve, site, fetcher):
    inner = serve()
    site.pages["/page"] = PAGE
    site.pages["/robots.txt"] = (302, {"Location": f"{inner.root}/robots.txt"}, b"")
    with pytest.raises(ArticleError, match="is no public address"):
        await fetcher().get(f"{site.root}/page", KINDS)
    assert inner.hits == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "http://",
        "http:///x",
        "https://",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org\\@127.0.0.1/",
        "http://127.0.0.1\\@example.org/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: x",
        "http://example.org/\x00",
        "http://example.org/\u202e",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://" + "a" * 3000,
        "javascript:alert(1)",
        "//example.org/",
        "example.org",
    ],
)
async def test_what_is_no_address_of_the_web_is_refused_before_anything_is_asked(address):
    with pytest.raises(ArticleError) as caught:
        await Fetcher(FetchingSettings(), resolver=Names()).get(address, KINDS)
    assert "\n" not in str(caught.value) and "\x00" not in str(caught.value)


@pytest.mark.parametrize("port", [22, 25, 8080, 6379, 11211, 1])
async def test_other_ports_than_the_webs_are_refused(port):
    with pytest.raises(ArticleError, match=f"port {port} is none of the web's"):
        await Fetcher(FetchingSettings(), resolver=Names(a_test=["8.8.8.8"])).get(f"http://a.test:{port}/", KINDS)


async def test_what_is_allowed_by_name_is_reached_and_only_that(serve, site, fetcher):
    site.pages["/page"] = PAGE
    found = await fetcher().get(f"{site.root}/page#part", KINDS)
    assert found.body == PAGE[2] and (found.kind, found.charset) == ("text/html", "utf-8")
    asked = [path for path, _ in site.hits]
    assert asked == ["/robots.txt", "/page"]
    headers = site.hits[1][1]
    assert headers["User-Agent"].startswith("Communique/") and "Cookie" not in headers
    assert headers["Accept-Encoding"] == "gzip, deflate"
    with pytest.raises(ArticleError):
        await fetcher().get(f"{serve().root}/page", KINDS)


async def test_four_redirects_are_followed_and_no_more(site, fetcher):
    for number in range(6):
        site.pages[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    site.pages["/4"] = PAGE
    assert (await fetcher().get(f"{site.root}/0", KINDS)).url.path == "/4"
    site.pages["/4"] = (302, {"Location": "/0"}, b"")
    with pytest.raises(ArticleError, match="more than 4 times"):
        await fetcher().get(f"{site.root}/0", KINDS)


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


def drip(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.2)


def silence(handler):
    time.sleep(6)


def cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"x" * 10)


def noise(handler):
    handler.wfile.write(b"\x00\x01SSH-2.0-OpenSSH\r\n\r\n")


BOMB = gzip.compress(bytes(100 * MIB))
HEADERS = {"Content-Type": "text/html"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (endless, "larger than"),
        (drip, "does not answer within"),
        (silence, "does not answer within"),
        (cut, "damaged or cut short"),
        (noise, "damaged or cut short"),
        ((200, {**HEADERS, "Content-Encoding": "gzip"}, BOMB), "larger than"),
        ((200, {**HEADERS, "Content-Encoding": "gzip"}, b"no gzip at all"), "damaged or cut short"),
        ((200, {**HEADERS, "Content-Encoding": "br"}, b"\x00"), None),
        ((200, {**HEADERS, "Content-Encoding": "zstd"}, b"\x00"), None),
        ((200, {"Content-Type": "image/png"}, b"\x89PNG"), "image/png, which is not read"),
        ((200, {"Content-Type": "application/zip"}, b"PK"), "application/zip, which is not read"),
        ((200, {}, b"what is it"), "application/octet-stream, which is not read"),
        ((404, {}, b""), "answers 404 Not Found"),
        ((500, {}, b""), "answers 500"),
        ((204, {}, b""), "answers 204"),
        ((302, {}, b""), None),
    ],
)
async def test_bad_answers_are_a_sentence(site, fetcher, answer, words):
    site.pages["/page"] = answer
    began = time.monotonic()
    with pytest.raises(ArticleError) as caught:
        await fetcher().get(f"{site.root}/page", KINDS)
    assert words is None or words in str(caught.value), caught.value
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /"), False),
        ((200, {}, b"User-agent: communique\nDisallow: /news/"), False),
        ((200, {}, b"User-agent: *\nDisallow: /*.html$"), False),
        ((200, {}, b"User-agent: *\nDisallow: /\nAllow: /news/"), True),
        ((200, {}, b"User-agent: OtherBot\nDisallow: /"), True),
        ((200, {}, b"\xff\xfe\x00 nonsense"), True),
        ((200, {}, b""), True),
        ((404, {}, b""), True),
        ((403, {}, b""), True),
        ((500, {}, b""), False),
        ((503, {}, b""), False),
    ],
)
async def test_robots_txt_is_respected(site, fetcher, answer, allowed):
    site.pages["/robots.txt"] = answer
    site.pages["/news/a.html"] = PAGE
    if allowed:
        assert (await fetcher().get(f"{site.root}/news/a.html", KINDS)).status == 200
        return
    with pytest.raises(ArticleError, match=r"robots\.txt"):
        await fetcher().get(f"{site.root}/news/a.html", KINDS)
    assert "/news/a.html" not in [path for path, _ in site.hits]


async def test_a_page_that_has_not_changed_is_not_sent_again(site, fetcher):
    site.pages["/feed"] = (304, {"ETag": '"a"'}, b"")
    found = await fetcher().get(f"{site.root}/feed", KINDS, {"If-None-Match": '"a"'})
    assert (found.status, found.body, found.etag) == (304, b"", '"a"')
    assert site.hits[-1][1]["If-None-Match"] == '"a"'


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_let_through(address):
    assert public(unwrapped(ip_address(address)))
    with Guard()((socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 443))):
        pass
