"""Who speaks where a name, an office, a pronoun or a body stands."""

import pytest

from bot.attribution.reader import StatementReader
from embeddings.clean import clean
from tests.attribution.tables import table

READER = StatementReader(actors_path=None)
WITH_ACTORS = StatementReader()
TABLE = table("statements.tsv")
PADDING = "The meeting in the old town hall went on until late in the evening, and a crowd had gathered outside."


def speakers(*paragraphs, reader=READER):
    raw = "\n\n".join([*paragraphs, PADDING])
    result = reader.read(clean(raw), "article", facts=False)
    assert all(raw[s.start : s.end].strip() for s in result.statements)
    return [(s.speaker, s.resolved) for s in result.statements]


def last(*paragraphs, reader=READER):
    return speakers(*paragraphs, reader=reader)[-1]


ROLES = [
    # the deputy, the minister, the head of a ministry, the expert, the diplomat, the political scientist
    (
        "The talks will be slow, Ivan Petrov, first deputy head of the State Duma's defence committee, told VG.",
        "the deputy",
        "Ivan Petrov",
    ),
    ("Guarantees must hold for all, Norwegian Foreign Minister Espen Dahl said.", "the minister", "Espen Dahl"),
    (
        "Guarantees must hold for all, Norwegian Foreign Minister Espen Dahl said.",
        "the head of the Norwegian Foreign Ministry",
        "Espen Dahl",
    ),
    (
        "The plan is a bargain, according to Tigran Sarkisov, an analyst at the Center for Baltic Studies.",
        "the expert",
        "Tigran Sarkisov",
    ),
    (
        "The plan will not hold, Rodion Belov, ambassador-at-large of the foreign ministry, said.",
        "the diplomat",
        "Rodion Belov",
    ),
    (
        "The coalition needs it, Pavel Orlov, associate professor of political theory at the academy, said.",
        "the political scientist",
        "Pavel Orlov",
    ),
    ("NATO Secretary General Jan Visser said that the alliance would wait.", "the NATO chief", "Jan Visser"),
    ("The mayor should resign, said Maria Lind, a spokeswoman for the party.", "the spokeswoman", "Maria Lind"),
]


@pytest.mark.parametrize(("first", "called", "name"), ROLES)
def test_a_role_is_bound_to_the_person_who_has_it(first, called, name):
    assert last(first, f"“We will see what comes of it in the end,” {called} said.") == (name, True)


def test_the_nearest_fitting_person_not_the_nearest_person():
    first = "Norwegian Foreign Minister Espen Dahl met Tigran Sarkisov, an analyst at the Baltic center, in Oslo."
    assert last(first, "“We will see what comes of it in the end,” the minister said.") == ("Espen Dahl", True)
    assert last(first, "“We will see what comes of it in the end,” the expert said.") == ("Tigran Sarkisov", True)


def test_two_experts_each_keep_their_words():
    rows = speakers(
        "The plan is dead, according to Oleg Karpin, vice rector of the academy.",
        "“Nobody will allow such forces to appear near us,” the expert believes.",
        "The plan is alive, according to Tigran Sarkisov, an analyst at the Baltic center.",
        "“Everybody is trying to undermine these efforts at once,” the expert noted.",
    )
    assert [name for name, _ in rows] == ["Oleg Karpin", "Oleg Karpin", "Tigran Sarkisov", "Tigran Sarkisov"]


def test_he_is_not_whom_the_sentence_names_in_passing_before_him():
    rows = speakers(
        "Foreign Minister Espen Dahl told reporters that the levy was dead.",
        "In a letter to Prime Minister Peter Holm he complained that the league was slow.",
    )
    assert rows[-1] == ("Espen Dahl", True)


def test_he_is_no_place_that_the_parser_takes_for_a_person():
    rows = speakers(
        "Foreign Minister Espen Dahl said on Monday that the levy was dead.",
        "In a post on Twitter on his way to Oslo he complained that the league was slow.",
    )
    assert rows[-1] == ("Espen Dahl", True)


def test_who_is_among_those_who_warned_warned():
    rows = speakers("Anna Berg, head of the bank, is among those who have warned that the fund might suffer.")
    assert rows == [("Anna Berg", True)]


def test_one_office_is_not_another_of_the_same_state():
    rows = speakers(
        "Norway's prime minister came late. He said that the levy was dead.",
        "Norwegian Foreign Minister Espen Dahl said that it was not.",
    )
    assert rows[0][0] != "Espen Dahl"


def test_an_expert_is_not_an_office_holder():
    rows = speakers(
        "The plan is dead, said Finnish Prime Minister Antti Laine.",
        "“Nobody will allow such forces to appear near us,” the expert believes.",
    )
    assert rows[-1] == ("the expert", False)


def test_nationality_excludes():
    first = "French President Louis Morel met Italian President Carlo Rossi in Rome."
    assert last(first, "“We agree on every one of these points,” the French leader said.", reader=WITH_ACTORS) == (
        "Louis Morel",
        True,
    )
    assert last(
        first, "“We agree on every one of these points,” the Italian president said.", reader=WITH_ACTORS
    ) == ("Carlo Rossi", True)
    assert last(first, "“We agree on every one of these points,” the German leader said.", reader=WITH_ACTORS) == (
        "the German leader",
        False,
    )


def test_gender_excludes():
    first = "Foreign Minister Anna Berg met her colleague, Defence Minister Peter Holm, before the vote."
    assert last(first, "“We agree on every one of these points,” she said.") == ("Anna Berg", True)
    assert last(first, "“We agree on every one of these points,” he said.") == ("Peter Holm", True)


def test_a_pronoun_is_the_subject_before_not_whom_he_met():
    rows = speakers(
        "After meeting with Viktor Orlov in Vienna, Peter Holm said that much was agreed. "
        "In an interview, he noted that the rest was open."
    )
    assert rows == [("Peter Holm", True), ("Peter Holm", True)]


def test_he_after_a_quotation_is_not_somebody_inside_of_it():
    rows = speakers(
        "The visit will change little, according to German political analyst Alexander Kern.",
        "“Peter Holm has given a clear order, and Holm does not change his mind,” he told Reuters.",
    )
    assert rows[-1] == ("Alexander Kern", True)


def test_the_latter_is_who_was_named_last():
    assert last(
        "Peter Holm received Jan Visser in the palace. According to the latter, the alliance is ready to help."
    ) == ("Jan Visser", True)


def test_a_surname_is_the_full_name_of_the_article():
    assert last("Peter Holm arrived on Monday. Holm said that the talks would go on.") == ("Peter Holm", True)


def test_spellings_of_a_surname_are_one_person():
    rows = speakers("Sergei Lavrin said that it was late.", "Later Sergey Lavrin said that it was too late.")
    assert rows == [("Sergei Lavrin", True), ("Sergei Lavrin", True)]


def test_one_surname_of_two_people_is_told_by_the_given_name():
    rows = speakers("Bill Carter said that it was late.", "Hillary Carter said that it was early.")
    assert [name for name, _ in rows] == ["Bill Carter", "Hillary Carter"]


@pytest.mark.parametrize(
    "body",
    [
        "The British Embassy in Moscow",
        "The Danish government",
        "The Kremlin",
        "Warsaw",
        "The Norwegian Defense Ministry",
    ],
)
def test_institutions_stay_themselves(body):
    assert last("Peter Holm spoke to reporters in the morning.", f"{body} said that the talks would go on.") == (
        body,
        True,
    )


def test_it_is_the_capital_that_acted_before():
    raw = "\n\n".join(["Kyiv keeps asking for strong guarantees. It said that a truce must come first.", PADDING])
    assert WITH_ACTORS.read(clean(raw), "article", facts=False).statements[-1].speaker == "Kyiv"


@pytest.mark.parametrize("words", ["A source", "Experts", "Another official", "Some diplomats"])
def test_the_nameless_stay_nameless(words):
    assert last("Peter Holm spoke to reporters.", f"{words} said that the talks would go on.") == (words, False)


def test_where_nobody_fits_the_words_themselves_stand():
    assert last(
        "The road was closed for repairs.", "“We will see what comes of it in the end,” the minister said."
    ) == ("the minister", False)
    assert last("Nobody came to the meeting.", "“We will see what comes of it in the end,” she said.") == (
        "she",
        False,
    )


def test_a_person_without_a_name_stands_in_the_way_of_a_guess():
    rows = speakers(
        "Peter Holm came early. The special envoy of the king stayed away. He said that the road was closed."
    )
    assert rows == [("He", False)]


def test_the_title_of_a_speaker_is_kept():
    raw = "\n\n".join(
        ["The plan will not hold, Rodion Belov, ambassador-at-large of the foreign ministry, said.", PADDING]
    )
    (statement,) = READER.read(clean(raw), "article", facts=False).statements
    assert statement.speaker_title == "ambassador-at-large of the foreign ministry"


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        # Somebody without a name, met just before, is not the next best person with one.
        (
            "Defence Minister Troels Lund said that troops would come. A spokesperson for the White House "
            "said no soldiers would go. “That will never be on the table,” the spokesperson said.",
            "A spokesperson for the White House",
        ),
        # Somebody named only later in the article is not meant yet.
        (
            "Lord Dannatt said a small force would be slow. The retired general admitted that waiting was worse.",
            "The retired general",
        ),
        # A deputy foreign minister is a diplomat.
        (
            "Ambassador-at-large Rodion Belov was there. Deputy Foreign Minister Sergei Orlov, in turn, said that it "
            "was ready. “Without us it will not hold even for a day,” the diplomat noted.",
            "Sergei Orlov",
        ),
        # What somebody is asked he does not say; what a second speaker urges the first does not say.
        ("Asked whether Oslo would pay, Kristersson said the money was there.", "Kristersson"),
    ],
)
def test_who_is_meant(sentences, name):
    later = "Petr Pavel, a former general, said that a ceasefire must come first."
    found = speakers(sentences, later, reader=WITH_ACTORS)[:-1]
    assert found[-1][0] == name


def test_a_second_speaker_after_and_begins_his_own_statement():
    raw = "The aide Ivan Petrov dismissed the plan as a trick, and Sergei Orlov, the head of the mint, warned of war."
    assert [name for name, _ in speakers(raw)] == ["Ivan Petrov", "Sergei Orlov"]


def test_the_state_in_front_of_a_title_belongs_to_it():
    raw = "\n\n".join(["Norway's Deputy Foreign Minister Anna Berg said that talks would go on.", PADDING])
    assert WITH_ACTORS.read(clean(raw), "article").statements[0].speaker_title == "Norway's Deputy Foreign Minister"


@pytest.mark.parametrize("paragraphs", TABLE)
def test_the_table(paragraphs):
    raw = "\n\n".join([*paragraphs.split(" ¶ "), PADDING])
    assert [
        (
            s.speaker + " ?" * (not s.resolved),
            s.speaker_title or "",
            "not " * s.negated + s.cue,
            s.kind,
            " | ".join(raw[slice(*span)] for span in s.spans),
        )
        for s in READER.read(clean(raw), "article", on="2025-06-02").statements
    ] == TABLE[paragraphs]


def test_a_title_word_is_whose_title_it_stands_in():
    first = "US Secretary of State Anna Berg said talks made sense once President Ivan Petrov wished to bargain."
    assert last(first, "“Until then we go on as before,” the secretary said.") == ("Anna Berg", True)


def test_a_clause_behind_an_adverb_is_said_too():
    raw = "The special envoy, Li Hui, said earlier that Beijing was in favour of a conference accepted by both sides."
    assert speakers(raw) == [("Li Hui", True)]
