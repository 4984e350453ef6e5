"""Which names of people nobody has configured are spellings of one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actors.names import slug
from bot.actors.strangers import one_each, same_stranger


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Andrei Sushentsov", "Andrey Sushentsov", True),
        ("Natalia Eremina", "Nataliya Yeremina", True),
        ("Aleksandr Petrov", "Alexander Petrov", True),
        ("Gerhard Müller", "Gerhard Mueller", True),
        ("Jan Novak", "Jan Nowak", True),
        ("John Kerr", "John F. Kerr", True),
        ("Andrei Ivanovich Petrov", "Andrey Petrov", True),
        # Names of different people, however close: nothing but the letters speaks for one.
        ("Maria Ivanova", "Marina Ivanova", False),
        ("John Smith", "Joan Smith", False),
        ("Daniel Smith", "Daniela Smith", False),
        ("Peter Hansen", "Petra Hansen", False),
        ("Peter Hansen", "Peter Hanson", False),
        ("Anna Smith", "Anne Smith", False),
        ("Peter A. Hansen", "Peter B. Hansen", False),
        ("J. Smith", "John Smith", False),
        ("Hansen", "Jens Hansen", False),
    ],
)
def test_spellings_of_one_name(one, other, same):
    assert same_stranger(slug(one), slug(other)) is same
    assert same_stranger(slug(other), slug(one)) is same


NAMES = st.lists(st.sampled_from(["jan-novak", "jan-nowak", "john-kerr", "john-f-kerr", "john-g-kerr", "ann-roe"]))


@given(NAMES)
def test_every_name_is_in_one_group_and_all_of_a_group_are_spellings_of_each_other(names):
    groups = one_each(set(names))
    assert sorted(name for group in groups for name in group) == sorted(set(names))
    assert all(same_stranger(a, b) for group in groups for a in group for b in group)
