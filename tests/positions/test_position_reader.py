from pathlib import Path

import pytest

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.attribution.reader import StatementReader
from bot.positions.issues import IssueClassifier, Issues
from bot.positions.positions import PositionReader
from bot.positions.stance import StanceClassifier
from bot.record.article import Article
from embeddings.clean import clean

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="module")
def read():
    registry = Registry.load(CONFIG / "actors.toml")
    issues = Issues.load(CONFIG / "issues.toml")
    stance = StanceClassifier.load(CONFIG / "stance.toml", issues)
    outlets = Outlets.load(CONFIG / "outlets.toml", registry)
    reader = PositionReader(registry, IssueClassifier(issues), stance, outlets)
    statements = StatementReader()

    def positions(*paragraphs):
        raw = "\n".join(paragraphs) + "\n"
        article = Article("a", raw, "hash", "2025-09-01T00:00:00+00:00", published="2025-09")
        text = clean(raw)
        found = reader.read(article, text, statements.read(text, "a").statements)
        assert all(raw[p.start : p.end] == p.text for p in found)
        return found

    return positions


def of(rows, actor):
    return [(row.issue, row.stance) for row in rows if row.actor == actor]


def test_an_official_counts_for_the_state_and_is_named(read):
    rows = read("Sweden will not send troops to Ukraine, Prime Minister Ulf Kristersson said on Monday in Stockholm.")
    assert [(r.actor, r.speaker, r.speaker_kind, r.stance) for r in rows] == [
        ("sweden", "Ulf Kristersson", "official", "opposes")
    ]


def test_an_analyst_speaks_for_nobody_but_himself(read):
    rows = read("Foreign troops in Ukraine would be a grave mistake, John Doe, professor of history in Moscow, said.")
    assert [(r.actor, r.speaker_kind) for r in rows] == [("john-doe", "analyst")]
    assert "professor" in rows[0].affiliation


def test_several_actors_are_several_rows(read):
    rows = read(
        "The plan to send troops to Ukraine is disputed. Spain and Portugal are against the deployment of troops."
    )
    assert of(rows, "spain") == [("foreign-troops", "opposes")]
    assert of(rows, "portugal") == [("foreign-troops", "opposes")]


def test_members_named_stand_for_the_group(read):
    rows = read("European countries, including Germany and Norway, are increasing military assistance to Ukraine.")
    assert {row.actor for row in rows} == {"germany", "norway"}


def test_each_half_of_a_sentence_has_its_own_stance(read):
    rows = read("Moscow said Russia should be a guarantor, but Kyiv is strongly against this.")
    assert of(rows, "russia") == [("russia-as-guarantor", "supports")]
    assert of(rows, "ukraine") == [("russia-as-guarantor", "opposes")]


def test_a_question_and_a_condition_say_nothing(read):
    assert read("Will Sweden send troops to Ukraine?") == []
    assert of(read("If Sweden decides to send troops to Ukraine, much will change in the region."), "sweden") == []


def test_what_could_not_be_brought_about_is_no_yes(read):
    rows = read("It was not possible to get Sweden to agree to send troops to Ukraine.")
    assert ("foreign-troops", "supports") not in of(rows, "sweden")


def test_an_idea_named_before_is_what_is_meant(read):
    rows = read(
        "British Prime Minister Keir Starmer proposed deploying peacekeepers to Ukraine.",
        "Danish Prime Minister Mette Frederiksen announced that her country is open to the idea.",
    )
    assert of(rows, "denmark") == [("foreign-troops", "supports")]


def test_the_same_words_actor_and_issue_never_twice(read):
    said = "The United Kingdom has volunteered to send troops to Ukraine."
    rows = read(said, "Other news of the day filled the paper and nobody asked about it.", said)
    keys = [(row.text, row.actor, row.issue) for row in rows]
    assert keys
    assert len(keys) == len(set(keys))


def test_excerpts_are_whole_sentences(read):
    rows = read(
        '"We reject it. No foreign troops will come to Ukraine, that is final," Sergei Lavrov said on Friday.'
    )
    assert rows
    assert all(row.text[-1] in '.,"' and (row.text[0].isupper() or row.text[0] == '"') for row in rows)


def test_an_outlet_is_no_actor(read):
    assert not any(row.actor in ("bloomberg", "the-guardian") for row in read(
        "According to Bloomberg, Sweden is ready to send troops to Ukraine after a truce."
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # Everybody in one subject counts.
        (
            "Polish premier Donald Tusk and Czech president Petr Pavel have backed more weapons for Ukraine.",
            [("poland", "Donald Tusk"), ("czech-republic", "Petr Pavel")],
        ),
        # A friend's name behind a dash is not the speaker's.
        (
            "Hungary's Viktor Orban - Putin's best friend in Brussels - ruled out Ukraine's entry into NATO.",
            [("hungary", "Viktor Orban")],
        ),
        # A group's description is nobody's name.
        (
            "Other nations, including Portugal, have indicated that they would not send troops to Ukraine.",
            [("portugal", "Portugal")],
        ),
        (
            "The Italian and Spanish governments have ruled out sending troops to Ukraine.",
            [("italy", "Italy"), ("spain", "Spanish governments")],
        ),
        # Those of a place, with no nationality beside them.
        (
            "India will not send peacekeepers to Ukraine, according to officials in New Delhi.",
            [("india", "officials in New Delhi")],
        ),
        # "its spokesman" is of whom the sentence before speaks.
        (
            "The Kremlin shows no sign of softening. Its spokesman said that Russia's consent was indispensable.",
            [("russia", "Its spokesman")],
        ),
        # Who heads a school is no official.
        (
            "No country will send troops to Ukraine, said Dmitry Suslov, deputy director of the Institute for Peace.",
            [("dmitry-suslov", "Dmitry Suslov")],
        ),
        # What an insider says of somebody that one has not said; an office-holder's aide is not the office-holder.
        ("“It is not Moscow's decision to send troops to Ukraine,” the insider added.", [("unattributed", None)]),
        (
            "The head of the committee of the Verkhovna Rada Oleksandr Merezhko believes that peacekeepers are "
            "needed.",
            [("ukraine", "Oleksandr Merezhko")],
        ),
    ],
)
def test_who_counts_and_under_which_name(read, sentences, expected):
    assert [(row.actor, row.speaker) for row in read(sentences)] == expected


@pytest.mark.parametrize(
    "sentences",
    [
        # Somebody else may or ought to do it; nobody has done it.
        "Only Korea is near. South Korea could provide effective weapons to Ukraine.",
        "If the allies decide to go, it will become clear: the West will send troops to Ukraine.",
        # "who" and a loose "which" are not the state before them.
        "Members of the contact group for the defence of Ukraine who have not joined the coalition are few.",
        # A belligerent's own soldiers are no foreign troops.
        "Russia has replied by sending more troops into Ukraine, which makes calm less likely.",
        # To speak of something is no position.
        "The West continues to discuss the deployment of foreign troops in Ukraine.",
    ],
)
def test_what_is_no_position(read, sentences):
    assert read(sentences) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Trump said that Ukraine would not be accepted into NATO, but the United States would give air support.",
            [("nato-membership", "opposes"), ("us-backstop-air-support", "supports")],
        ),
        (
            "Crosetto said on Monday that NATO membership for Ukraine was unrealistic and that no American troops "
            "would deploy.",
            [("nato-membership", "opposes"), ("foreign-troops", "opposes")],
        ),
    ],
)
def test_each_half_of_a_sentence_has_its_own_issue(read, sentence, expected):
    assert [(row.issue, row.stance) for row in read(sentence)] == expected
