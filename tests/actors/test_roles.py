"""What titles and descriptions say of somebody, and what names tell of a gender."""

import pytest

from bot.actors.registry import Registry
from bot.actors.roles import Roles

ROLES = Roles(Registry.load())


@pytest.mark.parametrize(
    ("text", "roles", "places", "words"),
    [
        ("the Danish minister", "minister official politician", "denmark", "danish minister the"),
        (
            "Foreign Minister",
            "diplomat minister official politician",
            "",
            "foreign foreign-minister minister",
        ),
        ("the head of the Foreign Ministry", "minister official", "", "foreign head ministry of the"),
        ("chief of the ministry", "minister official", "", "chief ministry of the"),
        ("head of the guild", "chief official", "", "guild head of the"),
        ("chief expert of the ministry", "chief expert official", "", "chief expert ministry of the"),
        ("secretary—general", "chief", "", "general secretary secretary-general"),
        ("the NATO chief", "chief official", "nato", "chief nato the"),
        ("ministers", "minister official politician", "", "ministers"),
        ("boss", "chief", "", "boss"),
        ("the U.S. ambassador", "diplomat official", "united-states", "ambassador the u.s."),
        ("ambassador-at-large", "diplomat", "", "ambassador ambassador-at-large at large"),
        (
            "an adviser to the Dutch government",
            "adviser official",
            "netherlands",
            "adviser an dutch government the to",
        ),
        ("the mayor of Oslo", "official politician", "norway", "mayor of oslo the"),
        ("Finnish-born economist", "expert", "finland", "born economist finnish finnish-born"),
        ("Danish—Swedish minister", "minister official politician", "denmark sweden", "danish minister swedish"),
        ("Denmark's minister.", "minister official politician", "denmark", "denmark minister s"),
        ("the tall grower", "", "", "grower tall the"),
    ],
)
def test_a_description(text, roles, places, words):
    found = ROLES.describe(text)
    assert found.roles == set(roles.split())
    assert found.places == set(places.split())
    assert found.words == set(words.split())


@pytest.mark.parametrize(
    ("name", "title", "gender"),
    [
        ("Anna Berg", "", "f"),
        ("Peter Holm", "", "m"),
        ("José Holm", "", "m"),
        ("Holm", "", None),
        ("Xq Holm", "Mrs", "f"),
        ("Xq Holm", "Mr", "m"),
        ("Anna Berg", "Mr", None),
        ("Xq Petrova", "", "f"),
        ("Peter Ivanova", "", "m"),
        ("Ivanova", "", None),
        ("", "The queen", "f"),
        ("", "the spokesman", "m"),
        ("", "the grower", None),
    ],
)
def test_a_gender_is_told_by_title_or_given_name(name, title, gender):
    assert ROLES.gender(name, title) == gender


@pytest.mark.parametrize(
    ("word", "role"), [("Minister", True), ("President.", True), ("tram", False), ("Berg", False)]
)
def test_a_word_that_is_a_role(word, role):
    assert ROLES.is_role(word) is role


@pytest.mark.parametrize(("word", "given"), [("Anna", True), ("Tom", True), ("JOSÉ", True), ("Holm", False)])
def test_a_word_that_is_a_given_name(word, given):
    assert ROLES.is_given(word) is given
