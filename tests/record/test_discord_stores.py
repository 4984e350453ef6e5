"""Server settings, kept answers and votes in the store."""

from dataclasses import asdict, replace

import pytest

from bot.record.answers import AnswerStore, new_id
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.feedback import FeedbackStore
from bot.record.guilds import GuildSettings, GuildStore
from tests.discord.examples import excerpt

RAW = "One. Two said so. Three."


@pytest.fixture
def database(database):
    article = Article("000_a", RAW, "hash", "2026-01-01T00:00:00+00:00", title="Peace for one", outlet="Izvestia")
    ArticleStore(database).replace(article, [], "model")
    return database


def kept(database, **options):
    answer_id = new_id()
    words = replace(excerpt("Two said so.", start=5, focus=(5, 17)), published=None, published_basis=None)
    AnswerStore(database).keep(answer_id, "answered", (words,), guild=options.pop("guild", 1), **options)
    return answer_id, words


def test_an_answer_comes_back_word_for_word(database):
    answer_id, words = kept(database)
    (fields,) = AnswerStore(database).get(answer_id).excerpts
    assert {**fields, "copies": ()} == asdict(words)
    assert RAW[fields["start"] : fields["end"]] == fields["text"]


def test_words_that_are_no_longer_there_are_counted_not_shown(database):
    answer_id, _ = kept(database)
    with database.write() as connection:
        connection.execute("UPDATE article SET raw = ' ' || raw")
    answer = AnswerStore(database).get(answer_id)
    assert (answer.excerpts, answer.gone) == ((), 1)
    with database.write() as connection:
        connection.execute("DELETE FROM article")
    assert AnswerStore(database).get(answer_id).gone == 1


def test_answers_past_their_time_go_when_the_next_one_comes(database):
    old, _ = kept(database)
    with database.write() as connection:
        connection.execute("UPDATE answer SET created_at = '2020-01-01T00:00:00+00:00'")
    new, _ = kept(database)
    assert AnswerStore(database).get(old) is None
    assert AnswerStore(database).get(new) is not None


def test_a_vote_needs_its_answer_and_goes_with_it(database):
    feedback = FeedbackStore(database)
    assert feedback.vote("0" * 16, 7, 1, "wrong") == "gone"
    answer_id, _ = kept(database)
    assert [feedback.vote(answer_id, 7, 1, "wrong") for _ in range(2)] == ["new", "again"]
    assert [verdict.answer for verdict in feedback.marked()] == [answer_id]
    assert feedback.marked("useful") == []
    GuildStore(database).remove(1)
    assert feedback.marked() == []


def test_forgetting_a_reader_leaves_the_others(database):
    feedback, answers = FeedbackStore(database), AnswerStore(database)
    answer_id, _ = kept(database, question="Who?", asker=7)
    other, _ = kept(database, question="Why?", asker=8)
    feedback.vote(answer_id, 7, 1, "wrong")
    feedback.vote(answer_id, 8, 1, "wrong")
    assert (feedback.forget_user(7), answers.forget_user(7)) == (1, 1)
    assert (feedback.forget_user(7), answers.forget_user(7)) == (0, 0)
    assert answers.get(answer_id).question is None
    assert answers.get(other).question == "Why?"
    assert feedback.marked()[0].wrong == 1


def test_settings_come_back_as_they_were_saved(database):
    guilds = GuildStore(database)
    settings = GuildSettings(1, ask_channel=2, feedback_channel=None, keep_questions=True, keep_feedback=False)
    guilds.save(settings)
    guilds.save(GuildSettings(3))
    assert guilds.load() == {1: settings, 3: GuildSettings(3)}
    assert guilds.known() == {1, 3}
    guilds.remove(1)
    assert guilds.load() == {3: GuildSettings(3)}


def test_what_is_no_longer_to_be_kept_is_removed_at_once(database):
    answer_id, _ = kept(database, question="Who?", asker=7)
    FeedbackStore(database).vote(answer_id, 7, 1, "wrong")
    elsewhere, _ = kept(database, guild=2, question="Why?", asker=7)
    GuildStore(database).save(GuildSettings(1, keep_questions=False, keep_feedback=False))
    assert AnswerStore(database).get(answer_id).question is None
    assert AnswerStore(database).get(elsewhere).question == "Why?"
    assert FeedbackStore(database).marked() == []
