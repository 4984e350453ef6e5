from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.wording import one_line
from bot.errors import UsageError


def everything_verbatim(app, answer):
    raws = {article.id: article.raw for article in app.articles.all()}
    for excerpt in answer.excerpts:
        assert raws[excerpt.article][excerpt.start : excerpt.end] == excerpt.text
        assert len(excerpt.text) <= 700
        assert excerpt.start <= excerpt.focus[0] < excerpt.focus[1] <= excerpt.end


@pytest.mark.parametrize("question", ["", "   ", "\u200b", "?!", "…", "x " * 200, "🙂🙂"])
def test_what_is_no_question_is_turned_down_in_one_sentence(seed_app, question):
    answer = seed_app.answering.ask(question)
    assert answer.status == "rejected" and answer.excerpts == () and answer.note
    assert answer.question == question


def test_an_answer_shows_the_words_with_outlet_date_and_marks(seed_app):
    answer = seed_app.answering.ask("Which countries refused to send soldiers?")
    everything_verbatim(seed_app, answer)
    assert answer.status == "answered"
    first = answer.excerpts[0]
    assert "refused" in first.text and first.outlet == "Izvestia" and first.machine_translated is True
    assert first.published == "2025-08" and first.published_basis == "inferred"
    assert answer.coverage.articles == len({e.article for e in answer.excerpts})


def test_a_misspelt_question_is_repaired_and_says_so(seed_app):
    answer = seed_app.answering.ask("lavrov utopia withot russia")
    assert any("utopia" in excerpt.text for excerpt in answer.excerpts[:3])
    assert "without" in answer.note


def test_names_in_other_spellings_find_their_words(seed_app):
    texts = [
        seed_app.answering.ask(f"What did {name} ask for his airspace?").excerpts[0].text
        for name in ("Zelensky", "Zelenskyy", "Zelenskiy")
    ]
    assert len(set(texts)) == 1 and "maximum protection" in texts[0]


def test_a_refusal_names_what_is_missing_and_what_is_nearest(seed_app):
    answer = seed_app.answering.ask("How many soldiers is Sweden contributing?")
    everything_verbatim(seed_app, answer)
    assert answer.status == "not_in_corpus" and "Sweden" in answer.note
    assert {excerpt.role for excerpt in answer.excerpts} <= {"nearest", "correction"}
    assert answer.covers


def test_a_false_premise_is_corrected_first(seed_app):
    answer = seed_app.answering.ask("When did Argentina join the coalition of the willing?")
    assert answer.status == "not_in_corpus"
    assert answer.excerpts[0].role == "correction" and "no plans to join" in answer.excerpts[0].text


def test_words_about_something_else_are_declined(seed_app):
    answer = seed_app.answering.ask("How do I bake sourdough bread?")
    assert answer.status == "not_in_corpus" and answer.excerpts == ()


@pytest.mark.parametrize(
    "question",
    [
        "Кто отправит войска?",
        "Welche Länder schicken keine Soldaten dorthin?",
        "Quels pays refusent d'envoyer des soldats ?",
    ],
)
def test_another_language_is_declined_where_its_words_match_nothing(seed_app, question):
    assert seed_app.answering.ask(question).status == "not_in_corpus"


def test_who_says_the_words_is_shown(seed_app):
    answer = seed_app.answering.ask('Who called such associations "absolutely reactionary"?')
    assert answer.excerpts[0].speaker == "Rodion Miroshnik" and answer.excerpts[0].actor == "russia"


def test_an_actor_can_be_asked_alone(seed_app):
    answer = seed_app.answering.ask("What about foreign troops?", actor="Kremlin")
    assert answer.status == "answered"
    assert all("russia" in seed_app.speakers.actors(e.article, *e.focus) for e in answer.excerpts)
    lavrov = seed_app.answering.ask("What about guarantees for neighbors?", actor="sergei-lavrov")
    assert {excerpt.speaker for excerpt in lavrov.excerpts} == {"Sergei Lavrov"}
    assert seed_app.answering.ask("What about troops?", actor="Atlantis").status == "rejected"


def test_a_follow_up_keeps_the_question(seed_app):
    answer = seed_app.answering.ask("and Greece?", previous="Did Poland refuse to send soldiers?")
    assert "Greece" in answer.note and any("Greece" in excerpt.text for excerpt in answer.excerpts[:3])


def test_no_two_excerpts_show_the_same_words(seed_app):
    answer = seed_app.answering.ask("What did Miroshnik say about the coalition?")
    spans = sorted((e.article, e.start, e.end) for e in answer.excerpts)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))
    assert any(e.speaker == "Rodion Miroshnik" for e in answer.excerpts[:3])


def test_a_claim_is_checked_against_the_record(seed_app):
    answer = seed_app.answering.check("The Baltic states are serious about sending soldiers to Ukraine.")
    everything_verbatim(seed_app, answer)
    assert any("Baltic" in excerpt.text for excerpt in answer.excerpts[:3])
    assert seed_app.answering.check("My cat sleeps on the keyboard.").status == "not_in_corpus"


def test_context_is_the_article_around_the_words(seed_app):
    excerpt = seed_app.answering.ask("Which countries refused to send soldiers?").excerpts[0]
    around = seed_app.answering.context(excerpt.article, excerpt.start, excerpt.end)
    raw = seed_app.articles.get(excerpt.article).raw
    assert around.text == excerpt.text
    assert all(part in raw for part in (around.before + "\n\n" + around.after).split("\n\n"))
    with pytest.raises(UsageError, match="does not hold"):
        seed_app.answering.context("gone", 0, 1)


def test_status_counts_the_record(seed_app):
    status = seed_app.answering.status()
    assert status.articles == 5 and status.passages > 200 and status.outlets == ("Izvestia",)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=120))
def test_any_text_gets_an_answer_and_every_excerpt_is_verbatim(seed_app, question):
    answer = seed_app.answering.ask(question)
    assert answer.question == question
    everything_verbatim(seed_app, answer)
    assert (answer.status == "rejected") == (not any(c.isalnum() for c in one_line(question)))
