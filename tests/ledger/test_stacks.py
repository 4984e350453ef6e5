"""The newest position of each stand on an issue on top, the others under it."""

from bot.ledger.rows import Row
from bot.ledger.stacks import COMPARED, stacks, stand_of
from bot.record.article import Article
from bot.record.statement import Position

ARTICLE = Article("a", "", "hash", "2025-10-01T00:00:00+00:00")


def row(issue, stance, words, **more):
    return Row(
        Position(
            "a", words, 0, len(words), 1, None, "official", "norway", "said", "indirect", issue, stance, (), **more
        ),
        ARTICLE,
    )


def shown(rows):
    return [(s.top.position.issue, stand_of(s.top), s.top.position.text, s.earlier) for s in stacks(rows)]


def test_the_first_of_each_stand_lies_on_top_and_what_takes_no_side_comes_last():
    rows = [
        row("fish", "unclear", "Cod is spoken of."),
        row("fish", "supports", "Haddock should be landed."),
        row("fish", "unclear", "Of herring too."),
        row("fish", "opposes", "Mackerel should not."),
        row("fish", "supports", "Whiting may come as well."),
        row("fish", "unclear", "They only want plaice.", kind="charged", accuser="Jane Roe"),
        row("oil", "conditional", "Drilling, if the sea is calm."),
    ]
    assert shown(rows) == [
        ("fish", "supports", "Haddock should be landed.", 1),
        ("fish", "opposes", "Mackerel should not.", 0),
        ("fish", "unclear", "Cod is spoken of.", 1),
        ("fish", "charged", "They only want plaice.", 0),
        ("oil", "conditional", "Drilling, if the sea is calm.", 0),
    ]


def test_what_says_the_same_again_is_not_called_earlier():
    words = "Norway wants to land all haddock in Bergen from Monday on."
    rows = [row("fish", "supports", words), row("fish", "supports", words), row("fish", "supports", "Cod is fine.")]
    (stack,) = stacks(rows)
    assert (stack.top.times, stack.earlier) == (2, 1)


def test_every_row_is_counted_however_many_there_are():
    words = [
        f"Sentence {number} of {number * 7} words, about matter {number * 13}." for number in range(3 * COMPARED)
    ]
    found = stacks([row("fish", "supports", one) for one in words])
    assert sum(stack.top.times + stack.earlier for stack in found) == len(words)
    assert stacks([]) == ()
