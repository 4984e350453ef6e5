"""A page of the web on its way into the record, from a real server."""

import pytest

from bot.app import App, silent
from bot.settings import load_settings
from bot.sources.incoming import Refusal
from bot.sources.intake import Intake
from tests.sources import pdfs
from tests.sources.bad_files import REPLY, TEXT, WORDS, page


@pytest.fixture
def settings(site, tmp_path):
    return load_settings(
        environment={
            "COMMUNIQUE_FETCHING__ALLOW_PRIVATE": site.place,
            "COMMUNIQUE_RECORD__DATA": str(tmp_path / "data"),
            "COMMUNIQUE_RECORD__SEEDS": str(tmp_path / "no seeds"),
        }
    )


@pytest.fixture
def take(settings):
    """What comes of an address, and how far it was told to be."""
    told = []

    def take(address):
        (lot,) = Intake(settings).lots([address])
        (found,) = lot.read(told.append)
        return found

    take.told = told
    return take


HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_page_is_known_by_its_address_without_what_tracks_readers(site, take):
    site.pages["/old"] = (301, {"Location": "/2024/03/03/plan.html?utm_source=x&id=3"}, b"")
    site.pages["/2024/03/03/plan.html?utm_source=x&id=3"] = (200, HTML, page())
    found = take(f"{site.root}/old#top")
    address = f"{site.root}/2024/03/03/plan.html?id=3"
    assert (found.name, found.source, found.facts["url"]) == (address, address, address)
    assert found.stem == "127-0-0-1-plan" and found.raw == f"Minister welcomes plan\n\n{WORDS}\n\n{REPLY}\n"
    assert found.facts["published"] == "2024-03-03" and found.facts["published_basis"] == "inferred"
    assert found.facts["published_evidence"] == "the page's address: 2024/03/03"
    assert take.told and take.told[-1].endswith(" kB")


@pytest.mark.parametrize(
    ("kind", "data", "start"),
    [
        ("application/pdf", pdfs.pdf(pdfs.article()), "Minister welcomes plan\n\nBy Rufus"),
        ("text/plain; charset=cp1252", TEXT.replace("plan", "plän").encode("cp1252"), "Minister welcomes plän"),
        ("text/markdown", b"# Minister *welcomes* plan\n\n" + WORDS.encode(), "Minister welcomes plan\n\nThe"),
        ("text/html; charset=koi8-r", page("<p>Министр приветствовал план</p>".encode().decode()), "Minister"),
    ],
)
def test_other_media_are_read_as_what_they_are(site, take, kind, data, start):
    site.pages["/it"] = (200, {"Content-Type": kind}, data)
    assert take(f"{site.root}/it").raw.startswith(start)


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("text/html", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
        ("text/html", b"\x1f\x8b" + bytes(99), "a gzip archive"),
        ("application/pdf", b"<p>no</p>", "is called PDF and is none"),
        ("text/html", b"<rss version='2.0'></rss>", "is a feed"),
        ("application/rss+xml", b"<rss version='2.0'></rss>", "which is not read here"),
        ("text/html", b"<html><body><nav>Menu</nav></body></html>", "holds no article"),
        ("text/html", b"<p " + b"a=1 " * 90_000, "attributes"),
        ("text/html", b"", "is empty"),
        ("text/plain", b"a\x00b" * 99, "is binary"),
    ],
)
def test_what_is_no_article_is_a_sentence(site, take, kind, data, words):
    site.pages["/it"] = (200, {"Content-Type": kind}, data)
    found = take(f"{site.root}/it")
    assert isinstance(found, Refusal) and words in found.reason, found


def test_a_record_begins_with_a_page_and_a_bad_one_leaves_nothing(site, settings, tmp_path):
    app = App(settings, silent)
    app.prepare(seeds_wanted=False)
    site.pages["/plan"] = (200, HTML, page(head="<meta property='og:site_name' content='The Gazette'>"))
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n")
    places = [f"{site.root}/plan", f"{site.root}/gone", tmp_path / "bad.pdf", "http://169.254.169.254/latest"]
    outcomes = app.ingest(places)
    assert [outcome.status for outcome in outcomes] == ["added", "failed", "failed", "failed"]
    (article,) = app.articles.all()
    assert (article.outlet, article.url, article.published) == ("The Gazette", f"{site.root}/plan", None)
    site.pages["/plan"] = (200, HTML, page("<p>The president of Freedonia agreed with every word of it.</p>"))
    assert [outcome.status for outcome in app.ingest(places[:1])] == ["replaced"]
    assert [outcome.status for outcome in app.ingest(places[:1])] == ["unchanged"]
    assert "agreed with every word" in app.articles.all()[0].raw
