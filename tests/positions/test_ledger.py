from pathlib import Path

import pytest

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.pictures.matrix import matrix_picture
from bot.pictures.timeline import timeline_picture
from bot.positions.disagreements import figures, opposed
from bot.positions.issues import IssueClassifier, Issues
from bot.positions.ledger import Ledger
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.positions import PositionStore
from bot.record.statement import Position
from embeddings.clean import clean

CONFIG = Path(__file__).resolve().parents[2] / "config"

TEXTS = {
    "a1": ("Izvestia", "2025-08", "Kyiv wants foreign troops.\nMoscow rejects foreign troops in Ukraine.\n"),
    "a2": ("Reuters", "2025-09", "Moscow is open to a summit.\nSpain rejects foreign troops.\n"),
}


def position(article, text, actor, issue, stance, **more):
    raw = TEXTS[article][2]
    start = raw.index(text)
    fields = {
        "speaker": None, "speaker_kind": "institution", "cue": "said", "statement_kind": "indirect",
        "evidence": (stance,),
    }  # fmt: skip
    return Position(
        article=article, text=text, start=start, end=start + len(text), paragraph=1, actor=actor, issue=issue,
        stance=stance, **{**fields, **more},
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    database = Database(tmp_path / "record.sqlite3")
    articles, positions = ArticleStore(database), PositionStore(database)
    for name, (outlet, published, raw) in TEXTS.items():
        article = Article(name, raw, name, "2025-10-01T00:00:00+00:00", outlet=outlet, published=published)
        articles.replace(article, [], "model")
    positions.save(
        "a1",
        [],
        [
            position("a1", "Kyiv wants foreign troops.", "ukraine", "foreign-troops", "supports"),
            position(
                "a1", "Moscow rejects foreign troops in Ukraine.", "russia", "foreign-troops", "opposes",
                speaker="Sergei Lavrov", speaker_kind="official",
            ),
        ],
    )  # fmt: skip
    positions.save(
        "a2",
        [],
        [
            position("a2", "Moscow is open to a summit.", "russia", "leaders-summit", "supports"),
            position("a2", "Spain rejects foreign troops.", "spain", "foreign-troops", "opposes"),
        ],
    )
    registry = Registry.load(CONFIG / "actors.toml")
    outlets = Outlets.load(CONFIG / "outlets.toml", registry)
    return Ledger(registry, Issues.load(CONFIG / "issues.toml"), outlets, articles, positions)


def test_an_actor_issue_by_issue(ledger):
    rows = ledger.actor("russia")
    assert [(r.position.issue, r.published, r.outlet) for r in rows] == [
        ("foreign-troops", "2025-08", "Izvestia"),
        ("leaders-summit", "2025-09", "Reuters"),
    ]
    assert [r.position.issue for r in ledger.actor("russia", issue="leaders-summit")] == ["leaders-summit"]
    assert [r.position.speaker for r in ledger.actor("russia", officials_only=True)] == ["Sergei Lavrov"]
    assert [r.published for r in ledger.actor("russia", since="2025-09-01")] == ["2025-09"]


def test_a_person_is_asked_for_by_own_words(ledger):
    assert [r.position.actor for r in ledger.actor("sergei-lavrov")] == ["russia"]


def test_what_only_hostile_outlets_report_is_marked(ledger):
    assert [r.against for r in ledger.actor("ukraine")] == [True]
    assert [r.against for r in ledger.actor("russia")] == [False, False]


def test_what_others_say_about_an_actor(ledger):
    assert [r.position.actor for r in ledger.about("ukraine")] == ["russia"]


def test_two_actors_side_by_side(ledger):
    compared = {pair.issue: (len(pair.a), len(pair.b)) for pair in ledger.compare("russia", "spain")}
    assert compared == {"foreign-troops": (1, 1), "leaders-summit": (1, 0)}


def test_everybody_on_one_issue(ledger):
    view = ledger.issue("foreign-troops")
    assert {actor for actor, _ in view.actors} == {"ukraine", "russia", "spain"}
    assert {(d.a.position.actor, d.b.position.actor) for d in view.disagreements} == {
        ("ukraine", "russia"),
        ("ukraine", "spain"),
    }


def test_counts_and_unknown_actors(ledger):
    counts = ledger.counts(ledger.rows)
    assert (counts.positions, counts.articles, counts.outlets, counts.latest) == (4, 2, 2, "2025-09")
    assert ledger.unknown() == {}


@pytest.mark.parametrize("dark", [True, False])
def test_pictures_are_png_with_words_for_them(ledger, dark):
    matrix = matrix_picture(ledger.matrix(), ledger, dark)
    timeline = timeline_picture(ledger.timeline("russia"), ledger, "russia", dark)
    assert matrix.png.startswith(b"\x89PNG")
    assert timeline.png.startswith(b"\x89PNG")
    assert "Russia: opposes Foreign troops" in matrix.alternative
    assert "2025-09: supports Leaders' summit" in timeline.alternative


def test_pictures_of_nothing_are_pictures_too(ledger):
    assert matrix_picture(ledger.matrix([]), ledger).png.startswith(b"\x89PNG")
    assert "no dated position" in timeline_picture((), ledger, "russia").alternative


def test_one_disagreement_for_each_pair_of_excerpts():
    yes = position("a1", "Kyiv wants foreign troops.", "ukraine", "foreign-troops", "supports")
    nos = [
        position("a2", "Spain rejects foreign troops.", actor, "foreign-troops", "opposes")
        for actor in ("spain", "italy")
    ]
    assert len(opposed([yes, *nos])) == 1


def test_no_disagreement_with_oneself_or_on_nothing():
    one = position("a1", "Kyiv wants foreign troops.", "ukraine", "foreign-troops", "supports")
    two = position("a2", "Spain rejects foreign troops.", "ukraine", "foreign-troops", "opposes")
    assert opposed([one, two]) == []


def test_differing_figures_of_two_articles():
    issues = Issues.load(CONFIG / "issues.toml")
    texts = {
        "x": clean("The coalition of the willing has 31 member countries by now, the paper counts.\n"),
        "y": clean("The coalition of the willing grew to 35 countries after the meeting in Paris.\n"),
        "z": clean("The coalition of the willing grew to 35 nations after the meeting in Rome.\n"),
    }
    found = figures(texts, IssueClassifier(issues), issues.quantities)
    assert {frozenset((d.a.article, d.b.article)) for d in found} == {frozenset("xy"), frozenset("xz")}
    assert {d.kind for d in found} == {"figures"}
