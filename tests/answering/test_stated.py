import re

import numpy as np
import pytest

from bot.answering.candidate import Candidate
from bot.answering.counted import counted
from bot.answering.evidence import Evidence
from bot.answering.question import shape_of
from bot.answering.stated import stated
from bot.settings import AnsweringSettings
from embeddings.tokens import NOT_KNOWN, Met
from tests.answering.words import Words

STOP = {"how", "many", "much", "did", "does", "the", "a", "what", "when", "in", "is", "on", "of", "were", "was", "by"}
NAMES = {"norden", "lund"}


def stems(text):
    return frozenset(w.rstrip("s") for w in re.findall(r"[€\w]+", text.lower()) if w not in STOP)


def found(
    question,
    *sentences,
    around="",
    published=None,
    dense=0.7,
    loosely=True,
    alike=(),
    met=0.0,
    each=None,
    before="",
    longer="",
):
    def stems_of(text):
        return stems(re.sub(longer, longer.replace(" ", "_"), text.lower()) if longer else text)

    words = NOT_KNOWN if each is None else Met(np.full(1, each, np.float32), [(0, len(question))])
    candidates = [
        Candidate(
            "a",
            i,
            i + 1,
            i,
            s,
            0.6 - i / 100,
            dense,
            stems_of(s),
            stems_of(s),
            i,
            stems_of(s) | stems(around),
            published,
            met,
            words,
            fit=0.6 - i / 100,
            before=before,
        )
        for i, s in enumerate(sentences)
    ]
    asked = stems(question)
    known = stems(around).union(*(one.stems for one in candidates))
    evidence = Evidence(
        question,
        shape_of(question, Words(NAMES), stems),
        asked,
        dict.fromkeys(asked, 1.0),
        known.__contains__,
        candidates,
        stems_of=stems,
        mentioned=lambda words: stems(words) & NAMES,
        alike=lambda phrase, others: [float((phrase, other) in alike) for other in others],
    )
    figure = stated(evidence, AnsweringSettings(), loosely=loosely)
    return None if figure is None else figure.fits


def test_only_figures_and_dates_are_looked_for():
    assert found("Who left Norden?", "Lund left Norden.") is None


def test_what_holds_the_thing_counted_goes_first_else_what_fits():
    sentences = "Norden bought 40 of them.", "It bought 50 ferries.", "Norden bought 60 ferries."
    assert found("How many ferries did Norden buy?", *sentences, around="Norden ferries") == (1, 2, 0)


def test_a_name_may_stand_around_a_figure_unless_the_premise_is_denied():
    asked, sentence = "How many ferries did Norden buy?", "Ten ferries were bought."
    assert found(asked, sentence, around="Norden") == (0,)
    assert found(asked, sentence) == ()


@pytest.mark.parametrize(
    ("question", "sentence", "fits"),
    [
        ("How many lighthouses were damaged in Norden?", "In Norden 3,500 houses were without heat.", False),
        ("How many lighthouses were damaged in Norden?", "In Norden 12 lighthouses went dark.", True),
        ("How many lighthouses were damaged in Norden?", "In Norden a dozen were damaged.", True),
        # People of any kind are counted by what happened to them.
        ("How many men were hurt in Norden?", "In Norden 3,500 men lost heat.", False),
        ("How many men were hurt in Norden?", "In Norden seven were hurt.", True),
    ],
)
def test_a_figure_is_of_what_is_counted_or_of_what_was_done_to_it(question, sentence, fits):
    known = "Lighthouses and men stand elsewhere."
    assert found(question, sentence, known) == ((0,) if fits else ())


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("No sailors of Norden will stay, 20 leaders said.", False),
        ("No sailors of Norden will stay, 20 leaders of 30 ports said.", False),
        ("The sailors of Norden left on March 20.", False),
        ("Norden has 20 well trained young sailors.", True),
        ("Of the sailors of Norden 20 have left.", True),
        ("Sailors of Norden: 20, and 30 leaders.", True),
        ("Sailors of Norden rose from 20 to 30.", True),
        ("Hundreds of sailors of Norden met 20 leaders.", True),
        ("A dozen sailors of Norden met 20 leaders.", True),
    ],
)
def test_where_each_number_counts_something_else_none_counts_what_is_asked_for(sentence, fits):
    assert found("How many sailors has Norden?", sentence) == ((0,) if fits else ())


def test_people_of_any_kind_may_be_counted_by_a_word_that_the_record_does_not_hold():
    assert found("How many men did Norden send?", "Norden sent 40 sailors.") == (0,)
    assert found("How many bakers did Norden send?", "Norden sent 40 sailors.") == ()


def test_a_name_may_be_part_of_a_longer_one():
    """Which is one name to search: ``near`` has other stems than those of its parts."""
    question = "How many boats did Norden buy?"
    assert found(question, "Great Norden bought 40 boats.", longer="great norden") == (0,)
    assert found(question, "Nordenholm bought 40 boats.", longer="nordenholm") == ()


def test_a_pronoun_is_whoever_the_sentence_before_has_as_its_subject():
    question, sentence = "How many boats did Norden buy?", "It bought 40 boats, Norden said."
    assert found(question, sentence, before="Norden sold its ferries.") == (0,)
    assert found(question, sentence, before="Lund sold its ferries to Norden.") == ()
    # ... or undergone it.
    question, sentence = "How many Norden boats sank?", "It has 40 boats that sank, Norden said."
    assert found(question, sentence, before="Norden had a storm.") == (0,)
    assert found(question, sentence, before="Lund had a storm.") == ()
    question, sentence = "How many boats did Norden buy?", "It bought 40 boats, Norden said."
    # Nobody is named there, or nobody did anything.
    assert found(question, sentence, before="The port sold its ferries to Lund.") == (0,)
    assert found(question, sentence, before="Lund!") == (0,)


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("A ferry of Norden costs €40 million.", True),
        ("Norden has 40 ferries.", False),
        ("Norden gave €40 million for the harbour.", False),
    ],
)
def test_a_price_is_money_beside_a_word_for_it(sentence, fits):
    assert found("What does a ferry of Norden cost?", sentence, around="ferry") == ((0,) if fits else ())


@pytest.mark.parametrize(
    ("sentence", "published", "fits"),
    [
        ("On February 12, 40 boats of Norden sank.", None, True),
        ("On Feb. 12, 40 boats of Norden sank.", None, True),
        ("On Monday 40 boats of Norden sank.", "2026-02-12", True),
        ("On March 12, 40 boats of Norden sank.", "2026-03-13", False),
        ("40 boats of Norden sank.", None, False),
    ],
)
def test_what_was_counted_on_a_day_is_told_of_that_day(sentence, published, fits):
    question = "How many boats of Norden sank on February 12?"
    assert found(question, sentence, published=published) == ((0,) if fits else ())


def test_a_length_is_a_number_with_its_unit():
    assert found("How long is the dam?", "The dam has 60 percent.", "The 600-mile dam broke.") == (1,)


def test_what_is_counted_may_stand_there_in_other_words():
    asked, sentence = "How many ships does Norden use?", "Norden uses between 400 and 1,000 oil tankers in 14 ports."
    assert found(asked, sentence) == ()
    assert found(asked, sentence, alike={("ships", "oil tankers")}) == (0,)
    assert found(asked, sentence, alike={("ships", "oil tankers")}, dense=0.5) == ()


def test_a_length_or_a_time_counts_nothing_else():
    asked, sentence = "How many boats will Norden send?", "Within 24 hours Norden will send the boats."
    assert found(asked, sentence) == ()
    assert found("In how many hours will Norden send the boats?", sentence) == (0,)


def test_of_figures_asked_as_a_share_a_share_goes_first():
    sentences = "In Norden 15 boats sank in floods.", "Norden lost about 19 percent of its land to floods."
    assert found("How much of Norden did floods take?", *sentences) == (1, 0)
    assert found("What share of Norden did floods take?", *sentences) == (1, 0)


def test_what_is_counted_is_known_by_its_synonym():
    question = "How many soldiers will the force have?"
    asked = frozenset({"troop", "force"})
    shape = shape_of(question, Words(NAMES), stems)
    evidence = Evidence(
        question,
        shape,
        asked,
        dict.fromkeys(asked, 1.0),
        asked.__contains__,
        (),
        stems_of=lambda word: frozenset({"troop"} if word == "soldiers" else ()),
    )
    found = counted(evidence)
    assert found is not None and found[1] == {"troop"}


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("Norden gave 40 boats in May.", True),
        ("Lund gave 40 boats in May.", False),
        # They, too, may be Norden, unless Lund is named before.
        ("They gave 40 boats in May.", True),
        ("Its 40 boats went to Lund in May.", True),
        ("Lund gave 40 of its boats in May.", False),
        ("In spring 40 boats were given.", True),
    ],
)
def test_a_figure_is_of_whoever_did_it_and_of_no_other(sentence, fits):
    question = "How many boats did Norden give?"
    assert found(question, sentence, around="Norden gave boats") == ((0,) if fits else ())


def test_who_shares_in_it_may_be_told_of_with_others():
    question = "How many boats did Norden and Lund give?"
    assert found(question, "Lund gave 40 boats.", around="Norden") == (0,)


def test_what_was_done_may_have_been_done_to_something_else():
    question = "How many sailors are still held in Norden?"
    assert found(question, "Three rounds of talks were held in Norden.", around="sailors", each=0.1) == ()
    assert found(question, "Three sailors are held in Norden.") == (0,)


def test_of_sailors_of_a_country_the_sailors_are_counted():
    question = "How many Norden sailors came?"
    assert found(question, "Of Norden 40 ferries came.", around="boats") == ()
    assert found(question, "Of Norden 40 sailors came.") == (0,)


def test_a_number_in_words_counts_too():
    asked, sentence = "How many ships does Norden use?", "Norden uses two oil tankers in winter."
    assert found(asked, sentence, alike={("ships", "oil tankers")}) == (0,)


def test_what_says_the_same_as_the_question_counts_the_same():
    asked, sentence = "How many homes in Norden lost heat?", "In Norden 3,500 buildings went cold."
    assert found(asked, sentence) == ()
    assert found(asked, sentence, dense=0.76, met=0.5) == (0,)
