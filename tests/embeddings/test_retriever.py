from pathlib import Path

import pytest

from embeddings.article_words import StoredPassage
from embeddings.clean import clean
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.index import VectorIndex
from embeddings.memory import MemorySource
from embeddings.passages import passage_vectors, passages
from embeddings.retriever import Document, DocumentHit, Retriever

ARTICLES = {
    "ferry": (
        "The council closed the old ferry terminal on Tuesday after nine years of dispute. Mayor Anna Berg voted "
        "against it. The operator will lose four boats and 120 jobs.\n"
        "A new bridge is to replace the crossing by 2031."
    ),
    "bridge": (
        "A bridge across the fjord would cost 900 million euros, the ministry said. Engineers in Kiev doubt that "
        "it can be built before 2035.\n"
        "The council closed the old ferry terminal on Tuesday after nine years of dispute."
    ),
    "bread": "Bakers in the old town sell rye bread at night. Their ovens are heated with beech wood and old crates.",
    "strike": "Nurses went on strike over pay in three northern hospitals. The union wants 12 percent more.",
}
GROUPS = {"ferry": "Herald", "bridge": "Herald", "bread": "Post", "strike": None}


def made(encoder: SentenceTransformerEncoder, folder: Path, articles: dict[str, str]) -> Retriever:
    source = MemorySource(encoder.model_id)
    stored = []
    for article, raw in articles.items():
        found = passages(clean(raw))
        for seq, p in zip(source.add(passage_vectors(encoder, found)), found, strict=True):
            stored.append(StoredPassage(seq, article, p.kind, p.start, p.end, p.paragraph))
    index = VectorIndex.open(folder, source, dimension=encoder.dimension)
    documents = [Document(article, raw, group=GROUPS.get(article)) for article, raw in articles.items()]
    return Retriever(encoder, index, documents, stored, {"Kiev": "Kyiv"})


@pytest.fixture(scope="module")
def retriever(encoder: SentenceTransformerEncoder, tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    return made(encoder, tmp_path_factory.mktemp("index"), ARTICLES)


def words(hit: object) -> str:
    return ARTICLES[hit.article][hit.start : hit.end]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who voted against the closing?", "Mayor Anna Berg voted against it."),
        (
            "How much would the bridge cost?",
            "A bridge across the fjord would cost 900 million euros, the ministry said.",
        ),
        ("what do nurses strike for", "Nurses went on strike over pay in three northern hospitals."),
        ("enginers Kyiv", "Engineers in Kiev doubt that it can be built before 2035."),
        ("loaves baked after dark", "Bakers in the old town sell rye bread at night."),
    ],
)
def test_the_right_sentence_comes_first(retriever: Retriever, question: str, answer: str) -> None:
    assert words(retriever.search(question, 3)[0]) == answer


def test_a_hit_explains_itself(retriever: Retriever) -> None:
    query = retriever.query("How much would the brige cost?")
    assert query.repairs == (("brige", "bridge"),)
    hit = retriever.search(query, 1)[0]
    assert -1 <= hit.dense <= 1.0001 and 0 <= hit.lexical <= 1.0001
    assert min(hit.dense, hit.lexical) - 1e-6 <= hit.score <= max(hit.dense, hit.lexical) + 1e-6
    assert hit.window > 0 and hit.kind == "sentence" and hit.group == "Herald" and hit.paragraph == 1


def test_the_same_words_are_shown_once(retriever: Retriever) -> None:
    hits = retriever.search("When did the council close the ferry terminal?", 9)
    told = [hit for hit in hits if "closed the old ferry" in words(hit)]
    assert len(told) == 1 and len(told[0].folded) == 1
    assert len({hit.seq for hit in hits}) == len(hits)


def test_nearly_the_same_meaning_is_shown_once(encoder: SentenceTransformerEncoder, tmp_path: Path) -> None:
    films = {"one": "The film was boring.", "other": "The movie was boring.", "third": "The concert was long."}
    hits = made(encoder, tmp_path, films).search("boring", 9)
    assert sorted(len(hit.folded) for hit in hits) == [0, 1]


def test_where_not_all_is_looked_at_a_hit_says_the_same_of_itself(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a big record only what is near or has the words is scored; what a hit says of its window stays the same."""
    question = "Who voted against closing the ferry terminal?"
    every = {hit.seq: hit for hit in retriever.search(question, 20)}
    monkeypatch.setattr("embeddings.retriever.EVERY_PASSAGE", 0)
    monkeypatch.setattr("embeddings.retriever.CANDIDATES", 3)
    some = retriever.search(question, 20)
    assert 1 < len(some) < len(every)
    for hit in some:
        whole = every[hit.seq]
        assert (hit.dense, hit.window, hit.lexical) == pytest.approx(
            (whole.dense, whole.window, whole.lexical), abs=1e-6
        )


def test_weights_and_known_words(retriever: Retriever) -> None:
    assert retriever.known("kyiv") and not retriever.known("lisbon")
    assert retriever.idf("lisbon") == retriever.idf("kyiv") > retriever.idf("old")
    assert retriever.stems("The bridges of Kiev") == {"bridg", "kyiv"}


def test_a_phrase_is_nearer_to_its_like(retriever: Retriever) -> None:
    tankers, hostages = retriever.alike("ships", ["oil tankers", "hostages"])
    assert 1 > tankers > 0.5 > hostages


def test_a_sentence_is_numbered_by_where_it_begins(retriever: Retriever) -> None:
    hit = retriever.search("rye bread", 1)[0]
    assert retriever.seq_at(hit.article, hit.start) == hit.seq


def test_stems_of_a_span_are_those_of_its_sentences(retriever: Retriever) -> None:
    for article, raw in ARTICLES.items():
        sentences = retriever.sentences_of(article)
        assert sentences == sorted(sentences, key=lambda sentence: sentence.start)
        for sentence in sentences:
            own = raw[sentence.start : sentence.end]
            assert retriever.stems_within(article, sentence.start, sentence.end) == retriever.stems(own)
        first, last = sentences[0], sentences[-1]
        every = frozenset().union(*(retriever.stems(raw[s.start : s.end]) for s in sentences))
        assert retriever.stems_within(article, first.start, last.end) == every
        assert not retriever.stems_within(article, last.end, len(raw))
    assert not retriever.stems_within("no article", 0, 10) and not retriever.sentences_of("no article")


def documents_for(retriever: Retriever, question: str, k: int) -> list[DocumentHit]:
    query = retriever.query(question)
    return retriever.rank_documents(query, retriever.encoder.encode_questions([query.repaired])[0], k)


def test_documents_are_distinct_with_their_best_passage(retriever: Retriever) -> None:
    hits = documents_for(retriever, "bridge or ferry across the fjord", 3)
    assert [hit.article for hit in hits][:2] in (["bridge", "ferry"], ["ferry", "bridge"])
    assert len({hit.article for hit in hits}) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.start < hit.end <= len(ARTICLES[hit.article]) for hit in hits)


def test_questions_without_words(retriever: Retriever) -> None:
    assert len(retriever.search("?", 3)) == 3
    assert len(retriever.search("", 3)) == 3
    assert len(documents_for(retriever, "what is it", 2)) == 2


def test_the_narrow_way_finds_the_same(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above EVERY_PASSAGE only the nearest and the best by words are scored: the first hits stay."""
    questions = ["Who voted against the closing?", "rye bread ovens", "union pay"]
    wide = [[hit.seq for hit in retriever.search(q, 2)] for q in questions]
    documents = [[hit.article for hit in documents_for(retriever, q, 2)] for q in questions]
    monkeypatch.setattr("embeddings.retriever.EVERY_PASSAGE", 1)
    monkeypatch.setattr("embeddings.retriever.CANDIDATES", 6)
    assert [[hit.seq for hit in retriever.search(q, 2)] for q in questions] == wide
    assert [documents_for(retriever, q, 1)[0].article for q in questions] == [d[0] for d in documents]


def test_an_empty_record(encoder: SentenceTransformerEncoder, tmp_path: Path) -> None:
    index = VectorIndex.open(tmp_path, MemorySource(encoder.model_id), dimension=encoder.dimension)
    nothing = Retriever(encoder, index, [], [])
    assert nothing.search("anything", 3) == [] and documents_for(nothing, "anything", 3) == []


def test_rows_of_a_snapshot_that_the_index_lost_are_left_out(
    encoder: SentenceTransformerEncoder, tmp_path: Path
) -> None:
    source = MemorySource(encoder.model_id)
    found = passages(clean(ARTICLES["bread"]))
    stored = [
        StoredPassage(seq, "bread", p.kind, p.start, p.end, p.paragraph)
        for seq, p in zip(source.add(passage_vectors(encoder, found)), found, strict=True)
    ]
    index = VectorIndex.open(tmp_path, source, dimension=encoder.dimension)
    source.remove([stored[0].seq])
    index.catch_up()
    hits = Retriever(encoder, index, [Document("bread", ARTICLES["bread"])], stored).search("rye bread", 5)
    assert hits and stored[0].seq not in {hit.seq for hit in hits}
