"""The matrix as a picture that is read on a phone."""

import io

import pytest
from PIL import Image

from bot.ledger.cell import Cell
from bot.ledger.matrix import Matrix
from bot.pictures.matrix import MOST_ACTORS, MOST_ISSUES, alternative, drawn, matrix_picture
from bot.pictures.picture import SMALL, TEXT, WIDTH, fitted, width_of, wrapped

PHONE = 265
"""Pixels across of a picture in a message on a phone of 390, as the demo page shows it."""
ACTORS = tuple(f"actor-{number}" for number in range(14))
ISSUES = tuple(f"issue-{number}" for number in range(9))


def matrix(cells):
    return Matrix(ACTORS, ISSUES, {key: Cell(stance, False, 3) for key, stance in cells.items()})


def everywhere(stance="supports"):
    return {(actor, issue): stance for actor in ACTORS for issue in ISSUES}


def test_letters_are_high_enough_on_a_phone_and_names_fit_their_room():
    assert min(TEXT, SMALL) * PHONE / WIDTH >= 10
    assert fitted("Spain", 200) == "Spain"
    cut = fitted("The Organisation of Everybody", 200)
    assert cut.endswith("…") and width_of(cut) <= 200


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Spain", ["Spain"]),
        ("European countries", ["European", "countries"]),
        ("Organisation of the Few", ["Organisation", "of the Few"]),
        ("The Organisation of Everybody Else", ["The", "Organisation…"]),
        ("Organisationsgesellschaften", ["Organisation…"]),
    ],
)
def test_a_name_that_is_too_long_is_parted_between_words(name, lines):
    found = wrapped(name, 180).split("\n")
    assert found == lines and all(width_of(line) <= 180 for line in found)


def test_there_is_room_for_the_weightiest_and_the_issues_most_spoken_to():
    actors, issues = drawn(matrix(everywhere()), [])
    assert (actors, issues) == (list(ACTORS[:MOST_ACTORS]), list(ISSUES[:MOST_ISSUES]))
    spoken = {**everywhere("unclear"), **dict.fromkeys(((a, i) for a in ACTORS[2:5] for i in ISSUES[5:8]), "opposes")}
    assert drawn(matrix(spoken), []) == (list(ACTORS[2:5]), list(ISSUES[5:8]))


def test_what_is_wanted_is_drawn_before_all_others():
    asked, moved = {("actor-13", "issue-8")}, {(actor, "issue-7") for actor in ACTORS[:12]}
    actors, issues = drawn(matrix(everywhere()), asked, moved)
    assert "actor-13" in actors and len(actors) == MOST_ACTORS
    assert {"issue-7", "issue-8"} < set(issues) and len(issues) == MOST_ISSUES


def test_where_nobody_takes_a_stance_there_is_something_to_see():
    assert drawn(matrix(everywhere("unclear")), []) == (list(ACTORS[:MOST_ACTORS]), list(ISSUES[:MOST_ISSUES]))
    assert drawn(Matrix((), (), {}), []) == ([], [])


def test_the_words_say_all_that_the_picture_has_no_room_for(seed_app):
    cells = {**everywhere("unclear"), ("actor-0", "issue-0"): "opposes"}
    words = alternative(matrix(cells), seed_app.ledger, {("actor-0", "issue-0")})
    assert words.count("unclear") == len(cells) - 1
    assert "opposes Issue 0 (changed)" in words and "†" not in words
    reported = Matrix(("spain",), ("issue-0",), {("spain", "issue-0"): Cell("opposes", True, 3, True)}, 7)
    assert alternative(reported, seed_app.ledger).splitlines() == [
        "Actors by issues.",
        "Spain: opposes Issue 0† (both sides reported).",
        "† reported only by outlets aligned against it.",
        "7 actors with few positions are left out.",
    ]


@pytest.mark.parametrize("dark", [True, False])
def test_every_mark_changes_the_picture_and_none_its_size(seed_app, dark):
    plain, against, mixed = Cell("supports", False, 2), Cell("supports", False, 2, True), Cell("supports", True, 2)
    place = ("spain", "sanctions")
    made = [
        matrix_picture(Matrix(("spain",), ("sanctions",), {place: cell}), seed_app.ledger, dark, changed).png
        for cell in (plain, against, mixed)
        for changed in ((), {place})
    ]
    assert len(set(made)) == len(made)
    assert {Image.open(io.BytesIO(png)).size[0] for png in made} == {WIDTH}
