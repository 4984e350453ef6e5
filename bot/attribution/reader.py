"""Article → statements: paragraphs parsed, attributions found, speakers resolved."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from bot.actors.registry import Registry
from bot.actors.roles import Roles
from bot.attribution.attribution import find_attributions
from bot.attribution.context import Attribution, Context
from bot.attribution.facts import Facts
from bot.attribution.interview import after_questions, answers
from bot.attribution.people import People
from bot.attribution.speakers import Place, Resolved, Speakers
from bot.attribution.speech import Paragraph, headed, introduced, run_on, signed, transcript
from bot.grammar.clauses import with_verb
from bot.grammar.cues import CUES, load_cues
from bot.grammar.labels import labelled
from bot.grammar.parser import parse
from bot.grammar.quotes import find_quotes, plain_marks
from bot.grammar.words import Span, tokens_in
from bot.record.statement import Statement, StatementKind
from bot.settings import ROOT
from embeddings.language import language
from embeddings.prose import title_case
from embeddings.text import Block, CleanText

ACTORS = ROOT / "config" / "actors.toml"
SPOKEN = ("quotation", "transcript", "signed")


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The statements of one article and the parses they were read from, one for each block in reading order.

    ``problem`` says in a few words why there are no statements, else it is None.
    """

    statements: tuple[Statement, ...]
    problem: str | None = None
    parses: tuple[Paragraph, ...] = ()


class StatementReader:
    """Reads the statements of articles; loads the parser at the first article.

    ``actors_path`` gives the names of places and the offices of known people, which help to tell who "the American
    leader" is; None reads with those of the world that ship with the bot.
    """

    def __init__(
        self, cues_path: Path = CUES, actors_path: Path | None = ACTORS, seconds_per_article: float = 60.0
    ) -> None:
        self.cues = load_cues(cues_path)
        self.roles = Roles(Registry.load(actors_path))
        self._facts = Facts(self.cues, self.roles)
        self.seconds = seconds_per_article

    def read(self, text: CleanText, article: str, facts: bool = True, on: str | None = None) -> ReadResult:
        """The statements of one article of the ISO date ``on`` in reading order; ``facts`` adds reported facts."""
        # A caption states nothing, but names whom the text below it calls "he".
        telling = (b for b in text.blocks if b.kind == "body" or b.reason == "caption")
        blocks = [b for b in telling if not title_case(text.raw[b.start : b.end])]
        texts = [text.raw[b.start : b.end] for b in blocks]
        if all(block.kind == "chrome" for block in blocks):
            return ReadResult((), "no text")
        code = language(" ".join(texts))
        if code != "en":
            return ReadResult((), f"not in English (looks like {code!r})")
        paragraphs = self._attributions(blocks, texts, facts)
        if paragraphs is None:
            return ReadResult((), f"not read within {self.seconds:g} s")
        people = People([p.doc for p in paragraphs], self.roles, on)
        answers(paragraphs, after_questions(text.raw, text.blocks, blocks), people)
        introduced(paragraphs, self.cues)
        run_on(paragraphs)
        who = self._speakers(paragraphs, people)
        statements = [
            _statement(attribution, text, blocks, number, article, who)
            for number, paragraph in enumerate(paragraphs)
            for attribution in paragraph.found
            if self._holds(attribution, paragraph.doc, who.get((number, attribution.head)))
        ]
        parses = tuple(paragraph for paragraph in paragraphs if paragraph.block.kind == "body")
        return ReadResult(tuple(statements), None if statements else "no statement", parses)

    def _attributions(self, blocks: Sequence[Block], texts: Sequence[str], facts: bool) -> list[Paragraph] | None:
        """The paragraphs with what is attributed in each; None when time is up."""
        deadline = time.monotonic() + self.seconds
        flat = [plain_marks(text) for text in texts]
        labels = labelled(flat)
        paragraphs = []
        for number, (doc, quotes) in enumerate(zip(parse(flat), map(find_quotes, texts), strict=True)):
            if time.monotonic() > deadline:
                return None
            if blocks[number].kind == "chrome":
                found = []
            elif number in labels:
                found = [transcript(labels[number])]
            elif (one := signed(flat[number], quotes)) is not None:
                found = [one]
            else:
                found = find_attributions(doc, quotes, self.cues) or headed(flat[number], doc)
                if facts:
                    found = self._facts.said(found)
                    found += self._facts.find(doc, quotes, found)
            paragraphs.append(Paragraph(blocks[number], doc, quotes, found))
        return paragraphs

    def _holds(self, a: Attribution, doc: Doc, who: Resolved | None) -> bool:
        """Whether an actor stands behind it: a fact of "that" or "they" needs somebody, a thing only shows."""
        if a.structure == "label":
            return who is not None and who.person and bool(who.title or self.roles.registry.person(who.name))
        if a.head < 0 or a.source is not None:
            return True
        head = doc[a.head]
        if a.structure == "fact":
            return (who is not None and who.sure) or head.pos_ != "PRON"
        noun = head.lemma_.lower()
        thing = head.pos_ == "NOUN" and noun not in self.cues.fact_groups | self.cues.noun_documents
        if not thing or self.roles.is_role(noun):
            return True
        # "The version saying “Memorandum”" cites a name that stands on it.
        cites = a.structure == "quotation" and not with_verb(doc[i] for i in tokens_in(doc, *a.pieces))
        return a.lemma not in self.cues.showing and not cites

    def _speakers(self, paragraphs: Sequence[Paragraph], people: People) -> dict[Place, Resolved]:
        contexts = (Context(p.doc, p.quotes, self.cues) for p in paragraphs)
        inside = [{t.i for t in c.doc if not c.outside(t)} for c in contexts]
        found = [(n, p.doc, a) for n, p in enumerate(paragraphs) for a in p.found]
        mentions = {(n if a.source is None else a.source, a.head): a.mention for n, _, a in found if a.head >= 0}
        told = {(n, i) for n, doc, a in found if a.structure != "fact" for i in tokens_in(doc, *a.pieces)}
        return Speakers(people, inside, told, self.cues.fact_groups).resolve(mentions)


def _statement(
    a: Attribution, text: CleanText, blocks: Sequence[Block], number: int, article: str, who: dict[Place, Resolved]
) -> Statement:
    def placed(paragraph: int, span: Span) -> Span:
        return blocks[paragraph].start + span[0], blocks[paragraph].start + span[1]

    source = number if a.source is None else a.source
    pieces = [*(placed(number, piece) for piece in sorted(a.pieces)), *(placed(n, piece) for n, piece in a.later)]
    mention, cue = placed(source, a.mention), placed(source, a.cue)
    words = text.words(*mention)
    speaker = who.get((source, a.head)) or Resolved(words, a.head < 0)
    name = words if speaker.name == plain_marks(words) else speaker.name
    kind: StatementKind = "direct-quote" if a.structure in SPOKEN else "indirect"
    return Statement(
        article=article,
        speaker=" ".join(name.split()),
        resolved=speaker.sure,
        mention=mention,
        speaker_title=speaker.title,
        cue=text.words(*cue),
        cue_span=cue,
        spans=tuple(pieces),
        start=pieces[0][0],
        end=pieces[-1][1],
        paragraph=blocks[number].paragraph,
        kind="reported-fact" if a.structure == "fact" else kind,
        negated=a.negated,
    )
