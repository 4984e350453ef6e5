import pytest

from bot.answering.raw_text import author_of, mention_of, who_is, written_by
from bot.record.article import Article

RAW = "The quota\n\nNorden left. Ada Lund, who counts fish, stayed.\n\nAbout the author: Bo Ek\n"
ARTICLE = Article("a", RAW, "h", "2026-01-01T00:00:00+00:00", author="Bo Ek", title="The quota")


@pytest.mark.parametrize(
    ("question", "name"),
    [("Who is Ada Lund?", "Ada Lund"), ("who's bo ek", "bo ek"), ("Who said that?", None), ("What is Norden?", None)],
)
def test_a_question_of_who_somebody_is(question, name):
    assert who_is(question) == name


def test_a_name_is_found_wherever_in_the_article_it_stands():
    found = mention_of("bo ek", [ARTICLE], 600)
    assert RAW[found.start : found.end] == "About the author: Bo Ek" and found.paragraph == 3
    assert mention_of("Bo E", [ARTICLE], 600) is None
    assert author_of("bo ek", [ARTICLE]) is ARTICLE and author_of("Ada", [ARTICLE]) is None


def test_of_a_long_line_the_sentence_with_the_name_is_taken():
    found = mention_of("Ada Lund", [ARTICLE], 45)
    assert RAW[found.start : found.end] == "Ada Lund, who counts fish, stayed."


@pytest.mark.parametrize(("name", "words"), [("Dan Kane", "Dan Kane"), ("Peter Suciu", "Peter Suciu")])
def test_who_is_named_anywhere_is_not_unknown(seed_app, name, words):
    answer = seed_app.answering.ask(f"Who is {name}?")
    assert answer.status == "answered" and words in answer.excerpts[0].text


@pytest.mark.parametrize(
    ("name", "raw", "theirs"),
    [
        ("Bo Ek", RAW, True),
        ("Ada Lund", RAW, False),
        ("Ada Lund", "The quota\r\n\r\nBy Ada Lund\r\n\r\nNorden left.", True),
        ("Ada Lund", "The quota\n\nAda Lund\nOpinion\n\nNorden left.", True),
        ("Ada", "The quota\n\nAda Lund\n\nNorden left.", False),
    ],
)
def test_an_article_is_by_its_author_or_by_whose_name_stands_alone_on_a_line(name, raw, theirs):
    article = Article("a", raw, "h", "2026-01-01T00:00:00+00:00", author="Bo Ek" if raw is RAW else None)
    assert written_by(name, [article]) == (frozenset({"a"}) if theirs else frozenset())


def test_without_texts_only_the_authors_are_looked_at():
    article = Article("a", "By Ada Lund\n\nNorden left.", "h", "2026-01-01T00:00:00+00:00", author="Bo Ek")
    assert written_by("Bo Ek", [article], texts=False) == {"a"}
    assert written_by("Ada Lund", [article], texts=False) == frozenset()


@pytest.mark.parametrize(("name", "written"), [("Dan Kane", True), ("dan KANE", True), ("Dan Qwerty", False)])
def test_whether_the_articles_hold_the_words_of_a_name(seed_app, name, written):
    assert seed_app.retriever.writes(name) is written
