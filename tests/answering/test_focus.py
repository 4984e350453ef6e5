import pytest

from bot.answering.focus import described, focus_of, kind_of


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which lighthouses were closed by the storm?", "lighthouses"),
        ("What cold war relics does Norden keep?", "relics"),
        ("What is Lund's shoe size?", None),
        ("What is Lund's approval rating?", "rating"),
        ("Who is Ada Lund's husband?", "husband"),
        ("What is the population of Norden?", "population"),
        ("What was the depth of the dam?", "depth"),
        # The answer holds a name, not the noun that asks for it.
        ("Which towns were flooded?", None),
        ("Which ministers refused the quota?", None),
        ("On which day did it begin?", None),
        # What is asked of a stance is in no passage under that word.
        ("What is Norden's position on the quota?", None),
        ("What is the goal of Lund's journey?", None),
        ("What happened in Norden?", None),
        ("Which lighthouses closed", "lighthouses"),
        ("Which old lighthouses closed in the storm", "lighthouses"),
        # Rank and trade stand with the name, a country's kind does not.
        ("Which Nordic admiral took part in the talks?", "admiral"),
        # It is asked whose it is, and how many there are, in whatever word.
        ("Whose lighthouses were closed?", None),
        ("How many lighthouses were closed?", None),
        ("Who refused?", None),
        ("Did Norden refuse?", None),
        ("", None),
    ],
)
def test_the_noun_that_a_question_asks_for(question, noun):
    place = focus_of(question)
    assert (question[slice(*place)] if place else None) == noun


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is Norden's harbour minister?", ["harbour", "minister"]),
        ("Who is the first deputy head of the dock?", ["first", "deputy", "head"]),
        ("Who is the mayor?", ["mayor"]),
        ("Who was the commander-in-chief of Norden?", ["commander-in-chief"]),
        ("Who is Ada Lund?", []),
        ("Who is the owner of the dock?", []),
        ("What is the mayor of Norden?", []),
    ],
)
def test_the_words_of_an_office_whose_holder_is_asked_for(question, words):
    assert [question[slice(*place)] for place in described(question)] == words


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("In which country is it made?", "country"),
        ("On what date did it begin?", "date"),
        ("Which eastern town did they take?", "town"),
        ("What status does Norden demand?", None),
        ("Which lighthouses were closed?", None),
        ("Who refused?", None),
    ],
)
def test_the_noun_that_asks_for_a_name_or_a_time(question, noun):
    assert kind_of(question) == noun
