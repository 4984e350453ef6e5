"""The issues that words name, and which of them a statement is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError
from bot.patterns import Hit
from bot.positions.issues import CUE, HINT, MOST, OTHER, Issue, Issues, points


def of(*issues):
    return Issues(
        [Issue(id=i, name=i.capitalize(), sentence=f"The {i} should come.", **more) for i, more in issues], "here"
    )


@pytest.fixture(scope="module")
def harbour():
    """Four issues of one harbour; the harbour itself is a general one."""
    return of(
        ("harbour", {"cues": ("harbour*",), "general": True}),
        ("dredging", {"cues": ("dredg*",), "hints": ("mud", "silt", "depth", "channel")}),
        ("crane", {"cues": ("crane*", "(old|new) hoist"), "short": "Hoist"}),
        ("night-work", {"cues": ("night shift*", "work at night"), "hints": ("crane*", "mud")}),
    )


def about(issues, text):
    return issues.about(issues.hits(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will dredge in May.", ["dredging"]),
        ("A new hoist stands there.", ["crane"]),
        ("A hoist stands there.", []),
        ("The crane stands there.", ["crane"]),
        ("The weather was fine.", []),
        # Four hints weigh as much as a cue, the same one again does not.
        ("Mud and silt fill the depth of the channel.", ["dredging"]),
        ("Mud and silt fill the depth.", []),
        ("Mud, mud, mud and Mud.", []),
        # What is general is given only where no other is.
        ("The harbour is old.", ["harbour"]),
        ("The harbour has a crane.", ["crane"]),
        # Two that are about as strong, best first; a weaker one falls.
        ("Dredging and a crane.", ["dredging", "crane"]),
        ("Dredging of mud and silt, and a crane.", ["dredging"]),
        ("Cranes on the night shift.", ["night-work"]),
    ],
)
def test_what_a_text_is_about(harbour, text, expected):
    assert about(harbour, text) == expected


def test_there_are_never_more_than_a_few():
    many = of(("a", {"cues": ("alpha",)}), ("b", {"cues": ("beta",)}), ("c", {"cues": ("gamma",)}))
    assert about(many, "alpha beta gamma") == ["a", "b"][:MOST]


@pytest.mark.parametrize(("cues", "hints", "both"), [(2, 1, True), (2, 0, False), (2, 2, True)])
def test_a_runner_up_is_given_from_nine_tenths(harbour, cues, hints, both):
    def worth(cues, hints):
        return [Hit("cue", i, i, f"cue {i}") for i in range(cues)] + [Hit("hint", i, i, f"{i}") for i in range(hints)]

    found = harbour.about({"crane": worth(cues, hints), "dredging": worth(2, 2)})
    assert set(found) == ({"crane", "dredging"} if both else {"dredging"})


def test_of_general_issues_the_best_one_is_given():
    general = of(
        ("a", {"cues": ("alpha",), "general": True}),
        ("b", {"cues": ("beta",), "hints": ("beta too",), "general": True}),
    )
    assert about(general, "alpha and beta") == ["a"]
    assert about(general, "beta") == ["b"]


def test_a_hint_is_worth_less_than_a_cue_and_the_same_words_count_once():
    cue, hint = Hit("cue", 0, 3, "mud"), Hit("hint", 5, 8, "silt")
    assert (points([cue]), points([hint]), points([cue, hint])) == (CUE, HINT, CUE + HINT)
    assert points([cue, Hit("cue", 9, 12, "MUD")]) == CUE
    assert points([cue, Hit("hint", 9, 12, "mud")]) == CUE + HINT
    assert points([]) == 0


def test_hits_tell_where_a_text_names_an_issue(harbour):
    text = "The crane is in the harbour."
    hits = harbour.hits(text)
    assert set(hits) == {"crane", "harbour", "night-work"}
    assert [(h.group, text[h.start : h.end]) for h in hits["crane"]] == [("cue", "crane")]
    assert [(h.group, h.words) for h in hits["night-work"]] == [("hint", "crane")]


@given(st.text(max_size=80))
def test_every_issue_of_a_text_is_a_configured_one(harbour, text):
    assert all(issue in harbour for issue in about(harbour, text))


def test_other_stands_behind_them_and_is_named_by_no_word(harbour):
    assert [issue.id for issue in harbour.all] == ["harbour", "dredging", "crane", "night-work", OTHER]
    assert OTHER in harbour
    assert "weather" not in harbour
    assert OTHER not in harbour.hits("other things, any other business")


def test_an_other_of_ones_own_is_kept():
    own = of((OTHER, {"short": "Rest"}))
    assert [issue.short for issue in own.all] == ["Rest"]


def test_names(harbour):
    assert (harbour.name("crane"), harbour.short("crane")) == ("Crane", "Hoist")
    assert (harbour.name("dredging"), harbour.short("dredging")) == ("Dredging", "Dredging")
    assert (harbour.name("old-quay"), harbour.short("old-quay")) == ("Old quay", "Old quay")
    assert harbour["crane"].sentence == "The crane should come."


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("cr", ["crane"]),
        (" NIGHT ", ["night-work"]),
        ("night-w", ["night-work"]),
        ("work", ["night-work"]),
        ("work at night", []),
        # The whole name, the short one and the id, in any case and with any mark between the words.
        ("NIGHT work", ["night-work"]),
        ("night-WORK", ["night-work"]),
        ("Night-work…", ["night-work"]),
        ("hoist", ["crane"]),
        ("", ["harbour", "dredging", "crane", "night-work", OTHER]),
        ("?!", []),
        ("xy", []),
    ],
)
def test_found_by_the_beginning_of_a_word(harbour, prefix, found):
    assert [issue.id for issue in harbour.find(prefix)] == found


def test_a_whole_name_outranks_the_names_that_begin_so():
    several = of(("crane-driver", {}), ("crane", {}), ("new-crane", {}))
    assert [issue.id for issue in several.find("Crane")] == ["crane"]
    assert [issue.id for issue in several.find("cran")] == ["crane-driver", "crane", "new-crane"]


@given(st.text(st.characters(max_codepoint=0xFF), max_size=20))
def test_an_issue_is_found_by_its_name_and_by_any_beginning_of_it(typed):
    named = Issues([Issue(id="it", name=f"Docks {typed}", sentence="It should come.")], "here")
    assert [i.id for i in named.find(f" docks {typed}".upper())][:1] == ["it"]
    assert "it" in [i.id for i in named.find("Doc")]


def test_four_keys_are_enough(issues, issues_file):
    loaded = Issues.load(issues_file)
    assert [i.id for i in loaded.all] == [i.id for i in issues.all]
    assert (loaded["tram"].short, loaded["tram"].definition, loaded["tram"].hints) == (None, "", ())
    assert loaded["tram"].general is False
    assert loaded.quantities == {}


def test_quantities_are_read(tmp_path):
    file = tmp_path / "issues.toml"
    file.write_text('issue = []\n[quantities]\nboats = ["boats", "ships"]\n', encoding="utf-8")
    assert Issues.load(file).quantities == {"boats": ("boats", "ships")}


ONE = 'name="N"\nsentence="S"\n'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f'[[issue]]\nid="a"\n{ONE}[[issue]]\nid="a"\n{ONE}', '"a" is given twice'),
        ('[[issue]]\nid="a"\nname="N"\n', '"a" key sentence'),
        ('[[issue]]\nid="a"\nname=""\nsentence="S"\n', '"a" key name'),
        (f'[[issue]]\nid="A b"\n{ONE}', "key id"),
        (f'[[issue]]\nid="a"\n{ONE}cues=["(x"]\n', 'issue "a": "(x" is not a pattern'),
        (f'[[issue]]\nid="a"\n{ONE}colour="red"\n', "colour"),
        ("", "key issue"),
    ],
)
def test_errors_name_file_and_key(tmp_path, body, said):
    file = tmp_path / "issues.toml"
    file.write_text(body, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        Issues.load(file)
    assert said in str(error.value)
    assert "issues.toml" in str(error.value)
