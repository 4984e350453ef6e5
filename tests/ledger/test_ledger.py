from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.briefings.edition import Window
from bot.briefings.reading import view_of
from bot.ledger.ledger import Ledger
from bot.ledger.rows import rows_of
from bot.pictures.matrix import matrix_picture
from bot.pictures.timeline import timeline_picture
from bot.positions.issues import Issues
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.figures import FigureStore
from bot.record.positions import PositionStore
from bot.record.schedules import Scope
from bot.record.statement import Position
from bot.record.texts import stored_articles

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


def article(name, raw, outlet=None, published=None):
    return Article(name, raw, content_hash(raw), "2025-10-01T00:00:00+00:00", outlet=outlet, published=published)


ARTICLES = {name: article(name, raw, outlet, published) for name, (outlet, published, raw) in TEXTS.items()}


def rows(*positions):
    return rows_of(ARTICLES, positions)


@pytest.fixture
def ledger(database):
    articles, positions = ArticleStore(database), PositionStore(database)
    for known in ARTICLES.values():
        articles.replace(known, [], "model")
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
    stores = stored_articles(database), positions, FigureStore(database)
    made = Ledger(registry, Issues.load(CONFIG / "issues.toml"), outlets, *stores)
    made.database, made.stores = database, stores
    return made


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


@pytest.fixture
def with_strangers(ledger):
    """The same with an analyst of two spellings, and a Danish minister who is not configured."""
    store = PositionStore(ledger.database)
    rows = [row.position for row in ledger.all_rows]
    more = [
        position("a1", "Kyiv wants", "andrei-sushentsov", "foreign-troops", "supports", speaker="Andrei Sushentsov",
                 speaker_kind="analyst"),
        position("a1", "Moscow rejects", "denmark", "foreign-troops", "opposes", speaker="Jens Hansen",
                 speaker_kind="official"),
        position("a1", "foreign troops", "denmark", "foreign-troops", "opposes", speaker="Mette Frederiksen",
                 speaker_kind="official"),
    ]  # fmt: skip
    other = position("a2", "Moscow is open", "andrey-sushentsov", "leaders-summit", "supports",
                     speaker="Andrey Sushentsov", speaker_kind="analyst")  # fmt: skip
    store.save("a1", [], [*(p for p in rows if p.article == "a1"), *more])
    store.save("a2", [], [*(p for p in rows if p.article == "a2"), other])
    return Ledger(ledger.registry, ledger.issues, ledger.outlets, *ledger.stores)


def test_spellings_of_one_person_are_one_actor(with_strangers):
    for asked in ("andrei-sushentsov", "andrey-sushentsov"):
        found = with_strangers.actor(asked)
        assert [(r.position.issue, r.position.speaker) for r in found] == [
            ("foreign-troops", "Andrei Sushentsov"),
            ("leaders-summit", "Andrey Sushentsov"),
        ]
        assert len({r.position.actor for r in found}) == 1
    assert [actor for actor in with_strangers.matrix().actors if "sushentsov" in actor] == ["andrey-sushentsov"]
    assert with_strangers.unknown() == {"andrey-sushentsov": 2}
    assert with_strangers.name("andrei-sushentsov") == "Andrey Sushentsov"


def test_a_person_whom_only_the_record_knows_is_asked_for_by_own_words(with_strangers):
    assert [r.position.speaker for r in with_strangers.actor("jens-hansen")] == ["Jens Hansen"]
    assert len(with_strangers.actor("denmark")) == 2
    assert with_strangers.about("jens-hansen") == ()


def test_what_only_hostile_outlets_report_is_marked(ledger):
    assert [r.against for r in ledger.actor("ukraine")] == [True]
    assert [r.against for r in ledger.actor("russia")] == [False, False]


def test_what_others_say_about_an_actor(ledger):
    assert [r.position.actor for r in ledger.about("ukraine")] == ["russia"]


@pytest.fixture
def charged(ledger):
    """The same with a charge against Spain that Lavrov makes, one that the outlet makes, and words on no issue."""
    store = PositionStore(ledger.database)
    rows = [row.position for row in ledger.all_rows if row.article.id == "a2"]
    more = {"speaker_kind": "official", "kind": "charged"}
    store.save(
        "a2",
        [],
        [
            *rows,
            position("a2", "Spain rejects", "spain", "foreign-troops", "unclear", accuser="Sergei Lavrov",
                     speaker="Sergei Lavrov", **more),
            position("a2", "Spain rejects foreign", "spain", "negotiations", "unclear", **more),
            position("a2", "foreign troops", "spain", "other", "unclear", **more),
            position("a2", "a summit", "spain", "other", "supports"),
        ],
    )  # fmt: skip
    return Ledger(ledger.registry, ledger.issues, ledger.outlets, *ledger.stores)


def test_a_charge_is_no_position_of_the_accused(ledger, charged):
    assert len(charged.all_rows) == len(ledger.all_rows) + 4
    assert charged.rows == ledger.rows
    assert charged.matrix() == ledger.matrix()
    assert charged.actor("spain") == ledger.actor("spain")
    assert charged.timeline("spain") == ledger.timeline("spain")
    assert charged.disagreements() == ledger.disagreements()
    assert charged.actor("sergei-lavrov") == ledger.actor("sergei-lavrov")
    assert [(r.accuser, r.position.issue) for r in charged.charges("spain")] == [
        ("Sergei Lavrov", "foreign-troops"),
        ("Reuters", "negotiations"),
    ]
    assert set(charged.charges("spain")) <= set(charged.about("spain"))
    assert charged.charges("ukraine") == charged.charges("spain", issue="sanctions") == ()


def test_a_cell_of_the_matrix_is_the_standing_of_the_briefing(ledger):
    view = view_of(ledger)
    told = view.told(Window(None, datetime.now(UTC), "UTC"), Scope(), view.articles)
    cells = {(s.actor, s.issue): s.cell for s in told.standing}
    assert cells == ledger.matrix().cells


def test_two_actors_side_by_side(ledger):
    compared = {pair.issue: (len(pair.a), len(pair.b)) for pair in ledger.compare("russia", "spain")}
    assert compared == {"foreign-troops": (1, 1), "leaders-summit": (1, 0)}


def test_everybody_on_one_issue(ledger):
    view = ledger.issue("foreign-troops")
    assert {actor for actor, _ in view.actors} == {"ukraine", "russia", "spain"}
    (one,) = view.disagreements
    assert [(side.label, {row.position.actor for row in side.rows}) for side in one.sides] == [
        ("against", {"russia", "spain"}),
        ("for", {"ukraine"}),
    ]


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
