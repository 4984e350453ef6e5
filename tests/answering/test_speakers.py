from dataclasses import replace

import pytest

from bot.answering.speakers import Speakers
from bot.record.statement import Position, Statement


def looking_up(positions, statements=()):
    """Speakers over rows of several articles."""

    def read(article):
        return [p for p in positions if p.article == article], [s for s in statements if s.article == article]

    return Speakers(read)


def row(start, end, speaker, actor="russia", kind="official", said="indirect", article="a"):
    return Position(
        article, "w" * (end - start), start, end, 1, speaker, kind, actor, "said", said, "other", "unclear", ()
    )


def test_the_tightest_words_around_the_span_say_who_speaks():
    speakers = looking_up([row(0, 100, "Sergei Lavrov"), row(20, 60, "Dmitry Peskov")])
    assert speakers.of("a", 30, 50) == ("Dmitry Peskov", "russia")
    assert speakers.of("a", 70, 90) == ("Sergei Lavrov", "russia")
    assert speakers.of("a", 120, 130) == (None, None) == speakers.of("b", 0, 10)


def test_where_several_speak_nobody_is_named():
    speakers = looking_up([row(0, 50, "Sergei Lavrov"), row(0, 50, "Mark Rutte", "nato")])
    assert speakers.of("a", 0, 50) == (None, None)
    assert speakers.actors("a", 0, 50) == {"russia", "nato"}
    assert speakers.names("a", 0, 50) == {"Sergei Lavrov", "Mark Rutte"}
    assert speakers.names("a", 60, 70) == frozenset()


def test_of_a_reported_fact_nobody_speaks_but_an_actor_acts():
    assert looking_up([row(0, 50, "Poland", "poland", "institution", "reported-fact")]).of("a", 0, 50) == (
        None,
        "poland",
    )


def test_a_number_is_nobody():
    assert looking_up([row(0, 50, "26 countries", "coalition", "institution")]).of("a", 0, 50) == (None, "coalition")
    assert (
        looking_up([row(0, 50, "some diplomats", "unattributed", "unattributed-reporting")]).of("a", 0, 50)[0] is None
    )


def test_an_institution_is_named_only_where_its_name_stands():
    taken = row(0, 50, "European countries", "european-countries", "institution")
    assert looking_up([taken]).of("a", 0, 50) == (None, "european-countries")
    named = replace(taken, text="European countries said so.")
    assert looking_up([named]).of("a", 0, 50) == ("European countries", "european-countries")


def content(length, cue="said"):
    return Statement("a", "Sergei Lavrov", True, (0, 5), None, cue, (6, 10), ((0, length),), 0, length, 1, "indirect")


def test_a_sentence_is_not_said_by_whom_it_only_mentions_to_have_said_something():
    rows = [row(0, 200, "Sergei Lavrov")]
    assert looking_up(rows, [content(20)]).of("a", 0, 200)[0] is None
    assert looking_up(rows, [content(20), content(60)]).of("a", 0, 200)[0] == "Sergei Lavrov"
    assert looking_up(rows, [content(20, "denied")]).of("a", 0, 200)[0] == "Sergei Lavrov"
    assert looking_up([replace(rows[0], statement_kind="direct-quote")], [content(20)]).of("a", 0, 200)[0]


def charge(start, end, accuser, actor="ukraine"):
    kind = "unattributed-reporting" if accuser is None else "official"
    return replace(row(start, end, accuser, actor, kind), kind="charged", accuser=accuser)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([charge(0, 50, "Sergei Lavrov")], ("Sergei Lavrov", None)),
        ([charge(0, 50, None)], (None, None)),
        ([charge(0, 50, "some diplomats")], (None, None)),
        # Whose words they are is known by the row of the one who says them.
        ([charge(0, 50, "Sergei Lavrov"), row(0, 50, "Sergei Lavrov")], ("Sergei Lavrov", "russia")),
        # The outlet charges him in the sentence in which he speaks.
        ([charge(0, 50, None), row(0, 50, "Volodymyr Zelensky", "ukraine")], (None, "ukraine")),
        ([charge(0, 90, None), row(0, 50, "Volodymyr Zelensky", "ukraine")], ("Volodymyr Zelensky", "ukraine")),
        ([charge(0, 50, None), row(0, 50, "Poland", "poland", "institution", "reported-fact")], (None, None)),
    ],
)
def test_a_charge_is_said_by_who_makes_it_and_never_by_the_accused(rows, found):
    speakers = looking_up(rows)
    assert speakers.of("a", 0, 50) == found
    assert speakers.actors("a", 0, 50) == {r.actor for r in rows if r.kind != "charged"}
    assert speakers.stances("a", 0, 50) == set()
