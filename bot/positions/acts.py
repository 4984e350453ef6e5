"""Reported facts: clauses in which a configured actor acts on something, though nobody is quoted.

"Hungary and Slovakia are against it", "Seoul is increasing its aid": the subject is the actor, the predicate the
content. Only sentences that hold no statement are looked at; whether a clause is a position is decided later.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from bot.actors.registry import Registry
from bot.attribution.parser import parse
from bot.record.statement import Statement
from embeddings.text import CleanText, Sentence

_SUBJECTS = ("nsubj", "nsubjpass")
_ACTING = "nsubj"
_NOT_ASSERTED = ("ccomp", "csubj", "acl")
"""Clauses that somebody thinks, says or foresees rather than ones that are reported as done."""
_NO_ACT = ("appear", "become", "happen", "lie", "look", "mean", "seem")
_HYPOTHETICAL = ("if", "whether", "unless")
_SPECULATIVE = ("should", "could", "may", "might", "must", "can", "would")
"""What somebody may or ought to do he does not do."""
_OWN_CLAUSE = ("conj", "advcl", "ccomp", "parataxis", "relcl")
_RELATIVE = ("which", "who", "that")
_PRONOUNS = ("it", "they")
_LONGEST, _SHORTEST = 900, 12
_DASH = re.compile(r"\s+[-–—]\s+|;\s+")
_LINKS = frozenset(("as", "well", "and", "the", "both", "its", "their", "with", "leaders", "countries", "of", "but"))
_WORD = re.compile(r"\w+")

_Clause = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""Subject, predicate and verb of a clause, as spans."""


def find_acts(text: CleanText, taken: Sequence[tuple[int, int]], article: str, registry: Registry) -> list[Statement]:
    """Clauses whose subject is an actor, as statements of the kind "reported-fact".

    Args:
        text: the cleaned article.
        taken: spans that are part of statements already (content, cue, mention): their verbs are left alone.
        article: its id.
        registry: the actors that count as subjects.

    """
    usable = [s for s in text.sentences if s.end - s.start <= _LONGEST and text.raw[s.end - 1] != "?"]
    pieces = [(sentence, start, end) for sentence in usable for start, end in _pieces(text, sentence)]
    found: list[Statement] = []
    last: tuple[Sentence, tuple[int, int]] | None = None
    for (sentence, offset, end), doc in zip(pieces, parse([text.words(s, e) for _, s, e in pieces]), strict=True):
        named = None
        clauses = list(_clauses(doc, registry))
        if not clauses and not _parsed(doc):
            clauses = list(_opening(text.words(offset, end), registry))
        for subject, predicate, verb in clauses:
            mention = (offset + subject[0], offset + subject[1])
            if text.words(*mention).casefold() in _PRONOUNS:
                # "It won't accept": the subject of the sentence before, within the paragraph.
                if last is None or last[0].paragraph != sentence.paragraph or mention[0] > sentence.start:
                    continue
                mention = last[1]
            named = named or mention
            at = offset + verb[0]
            span = (offset + predicate[0], offset + predicate[1])
            if any(start <= at < stop for start, stop in taken) or _quoted(text.raw[sentence.start : at]):
                continue
            if any(
                span[0] <= start and stop <= span[1] and 2 * (stop - start) > span[1] - span[0]
                for start, stop in taken
            ):
                # Most of it is what somebody says already.
                continue
            found.append(
                Statement(
                    article=article,
                    speaker=text.words(*mention),
                    resolved=True,
                    mention=mention,
                    speaker_title=None,
                    cue=text.words(at, offset + verb[1]),
                    cue_span=(at, offset + verb[1]),
                    spans=(span,),
                    start=span[0],
                    end=span[1],
                    paragraph=sentence.paragraph,
                    kind="reported-fact",
                )
            )
        last = (sentence, named) if named else last
    return found


def _pieces(text: CleanText, sentence: Sentence) -> list[tuple[int, int]]:
    """A sentence cut at its dashes and semicolons: what stands between them is parsed by itself."""
    cuts = [sentence.start]
    for match in _DASH.finditer(text.raw, sentence.start, sentence.end):
        cuts += [match.start(), match.end()]
    cuts.append(sentence.end)
    return [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True) if end - start > _SHORTEST]


def _parsed(doc: Doc) -> bool:
    """Whether the parser saw the subject of the main verb: then what it is no act of is none."""
    return any(t.dep_ == _ACTING and t.head.dep_ == "ROOT" and t.head.pos_ in ("VERB", "AUX") for t in doc)


def _opening(text: str, registry: Registry) -> Iterator[_Clause]:
    """Where the parser sees no clause: actors that open the sentence are its subject, what follows the predicate."""
    end, before = 0, 0
    for mention in registry.mentions(text):
        if not all(word in _LINKS for word in _WORD.findall(text[before : mention.start].casefold())):
            break
        before = end = mention.end
    follows = _WORD.search(text, end)
    if end and follows and follows.group().islower():
        yield (0, end), (follows.start(), len(text.rstrip(" ."))), (follows.start(), follows.end())


def _clauses(doc: Doc, registry: Registry) -> Iterator[_Clause]:
    mentions = [(m.start, m.end) for m in registry.mentions(doc.text)]
    for token in doc:
        verb, head = token.head, token
        if token.dep_ != _ACTING or verb.pos_ not in ("VERB", "AUX") or verb.dep_ in _NOT_ASSERTED:
            continue
        if any(c.dep_ == "aux" and c.lower_ in _SPECULATIVE for c in verb.children):
            continue
        if token.lower_ in _RELATIVE:
            if verb.dep_ != "relcl" or verb.head.pos_ not in ("NOUN", "PROPN"):
                continue
            head = verb.head
            state = any(m.start <= head.idx < m.end and m.actor.kind != "person" for m in registry.mentions(doc.text))
            loose = head.dep_ == "pobj" and token.i > 0 and doc[token.i - 1].text == ","
            if state and (token.lower_ == "who" or (token.lower_ == "which" and loose)):
                # "members of the group of X who ...", "went into X, which makes it worse": not X.
                continue
        parts = (head, *head.conjuncts)
        named = any(start <= part.idx < end for part in parts for start, end in mentions) or (
            registry.is_body(head.lower_) and any(head.left_edge.idx <= start < head.idx for start, _ in mentions)
        )
        if not named and token.lower_ not in _PRONOUNS:
            continue
        if verb.lemma_ in _NO_ACT or (token.lower_ == "it" and any(c.dep_ == "ccomp" for c in verb.children)):
            continue
        if any(c.dep_ == "mark" and c.lower_ in _HYPOTHETICAL for c in verb.children):
            continue
        subject = _span(_without_clauses(head, verb))
        shared = [c for c in verb.conjuncts if not _has_subject(c) and c.pos_ in ("VERB", "AUX")]
        for action in (verb, *shared):
            others = [c for c in verb.conjuncts if c is not action and c.i > action.i]
            inside = [t for t in _own(action, others) if t.i > token.i and t not in set(token.subtree)]
            if inside:
                yield subject, _span([action, *inside]), (action.idx, action.idx + len(action))


def _quoted(before: str) -> bool:
    """Whether what follows stands inside quotation marks: what is said there is somebody's statement."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _own(verb: Token, others: Iterable[Token]) -> list[Token]:
    """The words of a predicate without those of clauses that have a subject of their own."""
    skip = {t.i for other in others for t in other.subtree}
    for child in verb.children:
        if child.dep_ in _OWN_CLAUSE and _has_subject(child) and child.dep_ != "ccomp":
            skip |= {t.i for t in child.subtree}
    return [token for token in verb.subtree if token.i not in skip]


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _without_clauses(noun: Token, verb: Token) -> list[Token]:
    """A noun phrase with its conjuncts, without the clauses that hang on it."""
    skip = {
        t.i
        for part in (noun, *noun.conjuncts)
        for c in part.children
        if c.dep_ in ("relcl", "acl")
        for t in c.subtree
    }
    skip |= {t.i for t in verb.subtree} if verb.head == noun else set()
    return [t for t in noun.subtree if t.i not in skip and not t.is_space]


def _span(tokens: Sequence[Token]) -> tuple[int, int]:
    ordered = sorted(tokens, key=lambda t: t.i)
    while len(ordered) > 1 and ordered[-1].is_punct:
        ordered.pop()
    return ordered[0].idx, ordered[-1].idx + len(ordered[-1])
