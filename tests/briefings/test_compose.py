"""What a briefing holds: new, older, moved, disagreeing, standing, and an honest receipt."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefings.compose import MAX_WORDS, NOT_VERBATIM, SAID_BEFORE, SAID_TWICE, SCREEN_LINES, compose
from bot.briefings.edition import Window
from bot.briefings.view import words_key
from bot.briefings.wording import lines_of, told, words_of
from bot.console.contract import briefing_object
from bot.ledger.rows import rows_of
from bot.record.article import Article
from bot.record.schedules import Scope
from bot.record.statement import Position
from tests.briefings.held import held_view

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
THEN = NOW - timedelta(days=1)
ALL = Window(None, NOW, "Europe/Kyiv")
DAY = Window(THEN, NOW, "Europe/Kyiv")


class Book:
    """A record written by hand: every ``says`` is one article of one statement."""

    def __init__(self):
        self.articles = []
        self.positions = []

    def says(self, actor, issue, stance, words, *, at=THEN - timedelta(days=1), published=None, **more):
        name, cue = more.pop("article", f"a{len(self.articles)}"), more.pop("cue", "said")
        outlet, translated = more.pop("outlet", "Herald"), more.pop("translated", False)
        raw = f"Heading\n{words}\n"
        self.articles.append(
            Article(
                name, raw, name, at.isoformat(), outlet=outlet, published=published, machine_translated=translated
            )
        )
        facts = {
            "speaker": f"Speaker of {actor}",
            "speaker_kind": "official",
            "statement_kind": "indirect",
            "evidence": ("said",),
        } | more
        self.positions.append(
            Position(
                article=name,
                text=words,
                start=8,
                end=8 + len(words),
                paragraph=2,
                actor=actor,
                cue=cue,
                issue=issue,
                stance=stance,
                **facts,
            )
        )
        return self

    def view(self, against=False, **more):
        articles = {article.id: article for article in self.articles}
        numbered = [replace(position, number=number) for number, position in enumerate(self.positions, start=1)]
        return held_view(articles, (replace(row, against=against) for row in rows_of(articles, numbered)), **more)

    def rows(self):
        """What is told, pair by pair."""
        return list(self.view().told(ALL, Scope(), {article.id for article in self.articles}).unknown)


def texts(rows):
    return [row.position.text for row in rows]


def test_the_first_edition_is_the_whole_picture():
    book = Book().says("russia", "troops", "opposes", "No foreign soldier will be tolerated.", published="2019")
    briefing = compose(book.view(), ALL)
    assert texts(briefing.new) == ["No foreign soldier will be tolerated."]
    assert briefing.older == ()


def test_only_what_was_read_in_the_window_is_new():
    book = Book().says("russia", "troops", "opposes", "No foreign soldier will be tolerated.")
    book.says("france", "troops", "supports", "Paris would send a brigade.", at=NOW - timedelta(hours=1))
    briefing = compose(book.view(), DAY)
    assert texts(briefing.new) == ["Paris would send a brigade."]
    assert {s.actor for s in briefing.standing} == {"russia", "france"}
    assert briefing.receipt.articles == 1


def test_what_was_read_after_the_end_is_not_there_at_all():
    book = Book().says("france", "troops", "supports", "Paris would send a brigade.", at=NOW + timedelta(hours=1))
    briefing = compose(book.view(), ALL)
    assert briefing.nothing_new
    assert not list(briefing.standing)


def test_an_old_article_read_now_is_listed_apart():
    book = Book().says("russia", "troops", "opposes", "An old no.", at=NOW - timedelta(hours=1), published="2025-08")
    book.says("france", "troops", "supports", "A yes of today.", at=NOW - timedelta(hours=1), published="2026-11-21")
    book.says("italy", "troops", "supports", "A yes of this month.", at=NOW - timedelta(hours=1), published="2026-11")
    briefing = compose(book.view(), DAY)
    assert set(texts(briefing.new)) == {"A yes of today.", "A yes of this month."}
    assert texts(briefing.older) == ["An old no."]
    assert [(item.kind, item.older) for item in briefing.items] == [("opposed", False), ("first", False)]


def test_words_said_before_are_not_new_in_another_article():
    book = Book().says("russia", "troops", "opposes", "No foreign soldier will be tolerated in the country.")
    book.says("russia", "troops", "opposes", "NO foreign soldier will be tolerated, in the country!", at=NOW)
    briefing = compose(book.view(), DAY)
    assert briefing.nothing_new
    assert briefing.receipt.dropped == {SAID_BEFORE: 1}


def test_an_edited_article_does_not_make_its_old_words_new():
    book = Book().says("russia", "troops", "opposes", "No soldier.", at=NOW - timedelta(hours=1))
    first_read = {words_key("No soldier."): (7, (THEN - timedelta(days=3)).isoformat())}
    assert compose(book.view(first_read=first_read), DAY).nothing_new
    by_mark = replace(DAY, mark=7)
    assert compose(book.view(first_read=first_read), by_mark).nothing_new
    assert not compose(book.view(first_read=first_read), replace(DAY, mark=6)).nothing_new


def test_of_two_excerpts_that_say_the_same_one_is_kept():
    book = Book().says("russia", "troops", "opposes", "Foreign soldiers will never be tolerated in Ukraine.")
    book.says("russia", "troops", "opposes", "Foreign soldiers will never be tolerated in Ukraine, he repeated.")
    briefing = compose(book.view(), ALL)
    assert len(briefing.new) == 1
    assert briefing.receipt.dropped == {SAID_TWICE: 1}
    (standing,) = briefing.standing.with_seconds()
    assert len(standing.rows) == 1


def test_words_that_do_not_stand_in_their_article_are_dropped_and_counted():
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    book.positions[0] = replace(book.positions[0], start=0, end=11)
    briefing = compose(book.view(), ALL)
    assert not list(briefing.standing) and not list(briefing.new)
    assert briefing.receipt.dropped == {NOT_VERBATIM: 1}


def test_moved_needs_the_same_speaker_in_a_first_edition():
    book = Book().says("us", "troops", "supports", "We are ready to go.", published="2025-08")
    book.says("us", "troops", "opposes", "We rule it out.", published="2025-10")
    (change,) = compose(book.view(), ALL).changes
    assert (change.before.position.text, change.now.position.text) == ("We are ready to go.", "We rule it out.")
    book.positions[0] = replace(book.positions[0], speaker="Somebody else")
    assert compose(book.view(), ALL).changes == ()


def test_a_first_edition_tells_the_weightiest_of_what_has_no_date_and_calls_none_of_it_a_move():
    book = Book().says("us", "troops", "supports", "Washington would send troops.", speaker="Ada Holt")
    book.says("us", "troops", "opposes", "Washington said in 2019: no troops.", speaker="Ada Holt", at=NOW)
    book.says("us", "truce", "supports", "Washington wants a truce.", at=NOW)
    book.says("france", "truce", "opposes", "Paris rejects a truce.", at=NOW)
    briefing = compose(book.view(), ALL)
    assert briefing.changes == ()
    assert [(item.kind, texts(item.rows)) for item in briefing.items] == [
        ("opposed", ["Paris rejects a truce.", "Washington wants a truce."]),
        ("other", ["Washington would send troops."]),
    ]
    # Read once, it is not new again.
    assert compose(book.view(), replace(DAY, since=NOW, until=NOW + timedelta(days=1))).nothing_new


def test_who_was_reported_on_both_sides_before_has_not_moved():
    book = Book().says("us", "troops", "supports", "We are ready to go.", published="2025-08")
    book.says("us", "troops", "supports", "We shall be there.", published="2025-08")
    book.says("us", "troops", "opposes", "No soldier of ours.", published="2025-08")
    book.says("us", "troops", "opposes", "We rule it out.", published="2025-10")
    assert compose(book.view(), ALL).changes == ()


def test_moved_against_what_was_known_before():
    book = Book().says("us", "troops", "supports", "We are ready to go.")
    book.says("us", "troops", "opposes", "We rule it out.", at=NOW - timedelta(hours=1))
    briefing = compose(book.view(), DAY)
    assert [change.now.position.text for change in briefing.changes] == ["We rule it out."]
    assert briefing.items == ()  # of what "it" is the words do not tell
    book.says("us", "troops", "opposes", "Washington rules out troops.", at=NOW - timedelta(hours=1))
    (item,) = compose(book.view(), DAY).items
    assert item.kind == "moved" and texts(item.rows) == ["We are ready to go.", "Washington rules out troops."]


def test_a_report_without_a_speaker_moves_nobody():
    book = Book().says("us", "troops", "supports", "We are ready to go.")
    book.says("us", "troops", "opposes", "It ruled it out.", at=NOW, statement_kind="reported-fact", speaker=None)
    assert compose(book.view(), DAY).changes == ()


def test_an_old_article_read_late_moves_nobody():
    book = Book().says("us", "troops", "supports", "We are ready to go.", published="2026-10")
    book.says("us", "troops", "opposes", "We rule it out.", at=NOW - timedelta(hours=1), published="2024-01")
    assert compose(book.view(), DAY).changes == ()


def test_actors_against_each_other():
    book = Book().says("france", "troops", "supports", "We will send soldiers.")
    book.says("russia", "troops", "opposes", "They will be targets.")
    (disagreement,) = compose(book.view(), ALL).disagreements
    assert [(side.label, [row.position.actor for row in side.rows]) for side in disagreement.sides] == [
        ("against", ["russia"]),
        ("for", ["france"]),
    ]
    assert compose(book.view(), DAY).disagreements == ()  # neither side is new


def test_a_disagreement_in_one_sentence_is_quoted_and_counted_once():
    words = "Moscow asked Kyiv to come to a summit, but Kyiv refused."
    book = Book().says("russia", "summit", "supports", words, article="one")
    book.says("ukraine", "summit", "opposes", words, article="one", cue="refused")
    briefing = compose(book.view(), ALL)
    (disagreement,) = briefing.disagreements
    assert disagreement.in_one and disagreement.words == 11
    (item,) = told(briefing.items, book.view())
    assert item.title == "Opposed on Summit: Ukraine against, Russia for"
    assert [excerpt.text for excerpt in item.excerpts] == [words]


def test_the_scope_holds_for_everything():
    book = Book().says("france", "troops", "supports", "We will send soldiers.")
    book.says("russia", "troops", "opposes", "They will be targets.")
    book.says("russia", "truce", "opposes", "First a treaty.")
    by_issue = compose(book.view(), ALL, Scope(issues=("truce",)))
    assert {s.issue for s in by_issue.standing} == {"truce"} and by_issue.disagreements == ()
    by_actor = compose(book.view(), ALL, Scope(actors=("russia",)))
    assert {row.position.actor for row in by_actor.new} == {"russia"}


def test_officials_come_before_analysts():
    book = Book().says("expert", "troops", "opposes", "Nobody will go to Kyiv.", speaker_kind="analyst")
    book.says("russia", "troops", "opposes", "Soldiers in Kyiv will be targets.")
    briefing = compose(book.view(), ALL)
    assert [row.position.actor for row in briefing.new] == ["russia", "expert"]
    assert [item.rows[0].position.actor for item in briefing.items] == ["russia"]


def test_the_standing_stance_is_the_weightiest_and_its_second_excerpt_is_never_the_opposite():
    book = Book().says("us", "troops", "opposes", "American soldiers will not go.")
    book.says("us", "troops", "opposes", "He ruled out ground forces.")
    book.says("us", "troops", "supports", "Perhaps a few advisers.", statement_kind="reported-fact")
    (standing,) = compose(book.view(), ALL).standing.with_seconds()
    assert standing.stance == "opposes"
    assert set(texts(standing.rows)) == {"American soldiers will not go.", "He ruled out ground forces."}


def test_the_receipt_says_how_much_rests_on_one_outlet_and_on_translation():
    book = Book().says("us", "troops", "opposes", "American soldiers will not go.", translated=True)
    book.says("uk", "troops", "supports", "British soldiers will go.", outlet="Mirror")
    book.says("france", "troops", "supports", "The French are ready.", outlet="Mirror")
    book.says("italy", "troops", "supports", "Romans march.", outlet=None)
    receipt = compose(book.view(), ALL).receipt
    assert (receipt.articles, receipt.outlets, receipt.statements) == (4, 2, 4)
    assert receipt.one_outlet == ("Mirror", 0.5)
    assert receipt.machine_translated == 0.25


def test_the_contract_for_machines():
    book = Book().says("us", "troops", "opposes", "American soldiers will not go.", published="2025-08")
    book.says("uk", "troops", "supports", "British soldiers will go.", at=NOW - timedelta(hours=1))
    book.says("france", "truce", "supports", "First a truce.", at=NOW - timedelta(hours=1), published="2024")
    found = json.loads(json.dumps(briefing_object(compose(book.view(), DAY))))
    assert list(found) == ["window", "items", "issues", "new", "changes", "disagreements", "counts"]
    assert list(found["window"]) == ["from", "to", "zone"]
    assert [row["text"] for row in found["new"]] == ["British soldiers will go.", "First a truce."]
    assert list(found["counts"]) == ["articles", "outlets", "statements", "dropped"]
    assert {issue["issue"] for issue in found["issues"]} == {"troops", "truce"}
    row = found["issues"][0]["positions"][0]
    assert set(row) == {
        *("article", "text", "start", "end", "paragraph", "speaker", "speaker_kind", "actor", "cue"),
        *("statement_kind", "issue", "stance", "evidence", "outlet", "published", "kind", "same_as", "also_in"),
    }
    (disagreement,) = found["disagreements"]
    assert list(disagreement) == ["issue", "kind", "topic", "sides"]
    assert briefing_object(compose(book.view(), ALL))["window"]["from"] is None


VOCABULARY = ["troops", "truce", "soldiers", "treaty", "will", "not", "never", "go", "Kyiv", "Paris", "said", "ready"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1)
STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from(["us", "uk", "russia", "expert"]),
        st.sampled_from(["troops", "truce", "other"]),
        st.sampled_from(["supports", "opposes", "conditional", "unclear"]),
        st.sampled_from(["said", "did", "charged"]),
        WORDS.map(" ".join),
        st.booleans(),
        st.sampled_from([None, "2024", "2025-08", "2026-11-21"]),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(STATEMENTS, st.booleans())
def test_whatever_the_record_holds(statements, whole):
    book = Book()
    for actor, issue, stance, whose, words, recent, published in statements:
        stance = "unclear" if whose == "charged" else stance
        at = NOW - timedelta(hours=1) if recent else THEN - timedelta(days=2)
        kind = "analyst" if actor == "expert" else "official"
        book.says(actor, issue, stance, words, at=at, published=published, speaker_kind=kind, kind=whose)
    view = book.view()
    briefing = compose(view, ALL if whole else DAY)
    items = briefing.items
    assert len(items) <= 5 and words_of(items, view) <= MAX_WORDS
    assert lines_of(items, view) <= SCREEN_LINES  # on a phone
    stances = [(row.position.actor, row.position.issue) for item in items for row in item.rows[-2:]]
    assert len(set(stances)) == len(stances)
    assert all(row.position.stance != "unclear" for item in items for row in item.rows)
    shown = [*briefing.new, *briefing.older, *(row for s in briefing.standing.with_seconds() for row in s.rows)]
    assert all(row.article.raw[row.position.start : row.position.end] == row.position.text for row in shown)
    pairs = [(s.actor, s.issue) for s in briefing.standing]
    # What others say of an actor, and what bears on no issue, is shown nowhere.
    own = {(actor, issue) for actor, issue, _, whose, *_ in statements if whose != "charged" and issue != "other"}
    assert len(set(pairs)) == len(pairs) and set(pairs) == own
    assert all(1 <= len(s.rows) <= 2 and s.rows[0].position.stance == s.stance for s in briefing.standing)
    for standing in briefing.standing:
        stances = {row.position.stance for row in standing.rows}
        assert not {"supports", "opposes"} <= stances
        assert len({words_key(row.position.text) for row in standing.rows}) == len(standing.rows)
    assert not briefing.older or not whole
    assert briefing.receipt.statements == len(briefing.new) + len(briefing.older)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("No soldier.", "no  SOLDIER"),
        ("“No soldier,” she said — once…", "no soldier she said once"),
        ("It’s the minister_s", "it s the minister s"),
        ("Straße, ½ of it", "STRASSE ½ OF IT"),
        ("Zażółć: “gęślą” jaźń", "zażółć gęślą jaźń"),
    ],
)
def test_the_same_words_have_one_key_whatever_stands_between_them(one, other):
    assert words_key(one) == words_key(other) != words_key(f"{other} not")
