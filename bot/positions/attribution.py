"""Attributions of one parsed paragraph: speaker mention, cue and content, by grammar and quotation marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from bot.positions.cues import Cues
from bot.positions.phrases import (
    mention_span,
    negated,
    question,
    subject_of,
    trimmed,
)
from bot.positions.quotes import Quote

Span = tuple[int, int]

LONG_QUOTE = 5
"""A quotation of so many words is speech of its own; what is said inside of it belongs to its speaker."""

REACH = 25
"""How many tokens away from a quotation its cue verb may stand."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans are code points into the paragraph; ``head`` is the token index of the mention's head noun.

    ``structure`` names the grammar that was read ("clause", "parenthetical", "quotation", "infinitive", ...).
    """

    mention: Span
    head: int
    cue: Span
    lemma: str
    structure: str
    pieces: tuple[Span, ...]
    negated: bool = False


def find_attributions(doc: Doc, quotes: Sequence[Quote], cues: Cues) -> list[Attribution]:
    """All attributions of one paragraph in reading order; the outermost where one lies inside another's content."""
    reader = _Paragraph(doc, quotes, cues)
    return reader.read()


class _Paragraph:
    """One paragraph while it is read."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote], cues: Cues) -> None:
        self.doc = doc
        self.quotes = quotes
        self.cues = cues
        self.inside: list[int] = [-1] * len(doc)
        for number, quote in enumerate(quotes):
            for token in doc:
                if quote.start <= token.idx < quote.end:
                    self.inside[token.i] = number
        self.long = [sum(t.is_alpha for t in doc if self.inside[t.i] == n) >= LONG_QUOTE for n in range(len(quotes))]
        self.used: set[int] = set()

    def read(self) -> list[Attribution]:
        found = list(self._quotations())
        found += [a for token in self.doc for a in self._from_token(token)]
        return self._outermost(self._continued(found))

    # -- quotations ------------------------------------------------------------------------------------------

    def _quotations(self) -> Iterator[Attribution]:
        for number, quote in enumerate(self.quotes):
            cue = self._cue_after(number) or self._cue_before(number)
            if cue is None:
                continue
            verb, subject = cue
            if verb.i in self.used:
                continue
            self.used.add(verb.i)
            span = self._mention(subject, verb)
            if span is None:
                continue
            yield self._make(span, subject, verb, "quotation", [(quote.start, quote.end)])

    def _frame(self, start: int, stop: int, step: int) -> list[Token]:
        """Tokens from ``start`` outside of quotations, up to the sentence's end or ``REACH`` tokens."""
        tokens = []
        position = start
        while 0 <= position < len(self.doc) and len(tokens) < REACH and position != stop:
            token = self.doc[position]
            if self.inside[position] >= 0 and self.long[self.inside[position]]:
                break
            if step < 0 and token.text in (".", "!", "?", ";"):
                break
            tokens.append(token)
            if step > 0 and (token.text in (".", "!", "?", ";") or token.text == ":"):
                break
            position += step
        return tokens

    def _cue_after(self, number: int) -> tuple[Token, Token] | None:
        quote = self.quotes[number]
        last = next((t for t in reversed(self.doc) if t.idx < quote.end), None)
        if last is None or last.i + 1 >= len(self.doc):
            return None
        inner = self.doc.text[quote.start : quote.end].rstrip("\"”»’' ")
        if not inner or (
            inner[-1] not in ",?!—–…-." and not self.doc.text[quote.end :].lstrip().startswith((",", "—"))
        ):
            return None
        if not self.long[number] and quote.start > 0 and self.doc.text[: quote.start].rstrip()[-1:] not in '.!?:”"':
            return None
        frame = self._frame(last.i + 1, -1, 1)
        while frame and (frame[0].is_punct or frame[0].is_space):
            if frame[0].text in (".", "!", "?"):
                return None
            frame = frame[1:]
        if not frame:
            return None
        verb_first = frame[0]
        if inner[-1] == "." and verb_first.is_title and not self.doc.text[quote.end :].lstrip()[:1].islower():
            return None
        for token in frame:
            if token.lower_ == "according" or self._opens_new(token, frame):
                return None
            if self._speaks(token):
                subject = self._subject_near(token, frame)
                return (token, subject) if subject is not None else None
        return None

    def _opens_new(self, token: Token, frame: list[Token]) -> bool:
        return (
            token.i > frame[0].i and token.lower_ in ("but", "because", "although", "while") and token.dep_ != "conj"
        )

    def _cue_before(self, number: int) -> tuple[Token, Token] | None:
        quote = self.quotes[number]
        first = next((t for t in self.doc if t.idx >= quote.start), None)
        if first is None or first.i == 0:
            return None
        before = self.doc.text[: quote.start].rstrip(' "“—–―')
        frame = self._frame(first.i - 1, -1, -1)
        if not frame or not before:
            return None
        tail = before[-1]
        nearest = next((t for t in frame if not t.is_punct and not t.is_space), None)
        for token in frame:
            if not self._speaks(token) and not (tail == ":" and token.pos_ == "VERB"):
                continue
            direct = tail in ":," or nearest is token
            if not direct:
                return None
            starts_sentence = self.doc.text[quote.start : quote.end].lstrip("\"“‘'«")[:1].isupper()
            if tail != ":" and (not starts_sentence or self._goes_on(quote)):
                return None
            subject = self._subject_near(token, frame[::-1])
            return (token, subject) if subject is not None else None
        return None

    def _goes_on(self, quote: Quote) -> bool:
        """Whether the sentence runs on after a quotation that does not end one."""
        inner = self.doc.text[quote.start : quote.end].rstrip("\"”»’' ")
        return inner[-1:] not in ",.?!…" and self.doc.text[quote.end :].lstrip()[:1].isalpha()

    def _speaks(self, token: Token) -> bool:
        return (
            token.pos_ in ("VERB", "AUX")
            and token.lemma_.lower() in self.cues.speaking
            and token.dep_ not in ("amod", "compound")
        )

    def _subject_near(self, verb: Token, frame: list[Token]) -> Token | None:
        subject = subject_of(verb)
        if subject is not None and self._outside(subject):
            return subject
        following = [t for t in self.doc[verb.i + 1 : verb.i + 1 + REACH] if self._outside(t)]
        noun = None
        if (
            following
            and following[0].i == verb.i + 1
            and (following[0].is_title or following[0].pos_ in ("DET", "PRON", "PROPN"))
        ):
            noun = next((t for t in following if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        if noun is None:
            preceding = [t for t in frame if t.i < verb.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
            noun = preceding[0] if preceding else None
        while noun is not None and noun.dep_ in ("compound", "poss", "nmod", "amod") and noun.head.i > noun.i:
            noun = noun.head
        return noun

    def _outside(self, token: Token) -> bool:
        number = self.inside[token.i]
        return number < 0 or not self.long[number]

    def _continued(self, found: list[Attribution]) -> list[Attribution]:
        """A quotation right after an attributed one, with only the attribution between, is its second piece."""
        result = list(found)
        for number, quote in enumerate(self.quotes[1:], start=1):
            span = (quote.start, quote.end)
            if any(_overlap(p, span) for a in result for p in a.pieces):
                continue
            earlier = [(place, a) for place, a in enumerate(result) if a.pieces[0][0] < quote.start]
            if not earlier or not self.long[number]:
                continue
            place, attribution = max(earlier, key=lambda item: item[1].pieces[-1][1])
            cue_end = max(attribution.cue[1], attribution.mention[1])
            if attribution.structure == "quotation" and cue_end <= quote.start:
                result[place] = replace(attribution, pieces=(*attribution.pieces, span))
        return result

    # -- grammar ---------------------------------------------------------------------------------------------

    def _from_token(self, token: Token) -> Iterator[Attribution]:
        if not self._outside(token):
            return
        if token.lower_ == "according":
            yield from self._according(token)
        elif token.pos_ in ("VERB", "AUX") and token.i not in self.used:
            yield from self._from_verb(token)
        elif token.pos_ == "NOUN":
            yield from self._from_noun(token)
        elif token.pos_ == "ADJ" and token.dep_ in ("acomp", "conj", "oprd"):
            yield from self._from_adjective(token)

    def _according(self, token: Token) -> Iterator[Attribution]:
        to = next((t for t in self.doc[token.i + 1 : token.i + 2] if t.lower_ == "to"), None)
        if to is None:
            return
        noun = next((t for t in to.children if t.dep_ == "pobj"), None)
        if noun is None:
            noun = next((t for t in self.doc[to.i + 1 : to.i + 8] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        if noun is None:
            return
        start, end = mention_span(noun, after=to.i)
        sentence = token.sent
        pieces = self._around(sentence.start, sentence.end, token.i, max(t.i for t in self.doc if t.idx < end) + 1)
        if pieces:
            yield self._make((start, end), noun, token, "according", pieces, cue=(token.idx, to.idx + 2))

    def _around(self, start: int, end: int, left: int, right: int) -> list[Span]:
        """The words of a sentence's tokens [start, end) but for the tokens [left, right)."""
        pieces = []
        for a, b in ((start, left), (right, end)):
            span = self._content(a, b)
            if span is not None and any(t.pos_ in ("VERB", "AUX") for t in self.doc[a:b]):
                pieces.append(span)
        return pieces

    def _content(self, first: int, stop: int) -> Span | None:
        """The character span of tokens [first, stop), without loose punctuation, whole quotations kept."""
        return trimmed(self.doc, first, stop, self.quotes)

    def _from_verb(self, verb: Token) -> Iterator[Attribution]:
        lemma = verb.lemma_.lower()
        if verb.dep_ in ("amod", "compound", "aux", "auxpass"):
            return
        subject = subject_of(verb)
        if subject is None or not self._outside(subject) or question(verb, subject):
            return
        if subject.lower_ in ("you", "'s", "’s", "us"):
            return
        for structure, pieces in self._structures(verb, lemma, subject):
            mention = self._mention(subject, verb)
            pieces = [p for p in pieces if p is not None]
            if mention is None or not pieces:
                continue
            yield self._make(mention, subject, verb, structure, pieces)
            return

    def _structures(self, verb: Token, lemma: str, subject: Token) -> Iterator[tuple[str, list[Span | None]]]:
        cues = self.cues
        children = list(verb.children)
        particle = next((t.lower_ for t in children if t.dep_ == "prt"), None)
        if lemma in cues.clause or (particle and particle in cues.particles.get(lemma, ())):
            clause = next((t for t in children if t.dep_ == "ccomp" and t.i > verb.i), None)
            infinitive = (
                lemma in cues.infinitive and clause is not None and clause.tag_ == "VB" and not _finite(clause)
            )
            if clause is not None and not infinitive:
                yield "clause", [self._content(self._clause_start(clause, verb), self._clause_stop(clause, verb))]
            left = self._left_of(verb, subject) if lemma in cues.parenthetical else None
            if left is not None:
                yield "parenthetical", left
            colon = next((t for t in self.doc[verb.i + 1 : verb.i + 12] if t.text == ":"), None)
            if (
                colon is not None
                and colon.i + 1 < len(self.doc)
                and not any(t.text in ".!?" for t in self.doc[verb.i + 1 : colon.i])
            ):
                stop = self.doc[colon.i + 1].sent.end
                yield "colon", [self._content(colon.i + 1, stop)]
        xcomp = next(
            (t for t in children if t.dep_ in ("xcomp", "ccomp") and t.i > verb.i and t.tag_ in ("VB", "VBG")), None
        )
        has_to = xcomp is not None and any(t.lower_ == "to" and t.dep_ == "aux" for t in xcomp.children)
        person = next((t for t in children if t.dep_ in ("dobj", "dative") and t.i > verb.i), None)
        if xcomp is not None and has_to:
            inner = next((t for t in xcomp.children if t.dep_ == "nsubj"), None)
            if lemma in cues.object_infinitive and (inner is not None or person is not None):
                first = (person or inner or xcomp).left_edge.i
                yield "object-infinitive", [self._content(first, xcomp.right_edge.i + 1)]
            if lemma in cues.infinitive and inner is None:
                yield "infinitive", [self._content(xcomp.left_edge.i, xcomp.right_edge.i + 1)]
        passive = next((t for t in children if t.dep_ == "nsubjpass"), None)
        if lemma in cues.object and passive is not None:
            yield "passive", [self._content(passive.left_edge.i, passive.right_edge.i + 1)]
        elif lemma in cues.object:
            first, last = self._object_range(verb)
            if first is not None and last is not None:
                yield "object", [self._content(first, last + 1)]
        for word in children:
            if word.dep_ == "prep" and word.i > verb.i and word.lower_ in cues.prepositions.get(lemma, ()):
                inner = next((t for t in word.children if t.dep_ in ("pobj", "pcomp")), None)
                if inner is not None:
                    stop = word.right_edge.i + 1
                    aim = next((t for t in children if t.dep_ in ("xcomp", "advcl") and t.i > stop), None)
                    if word.lower_ == "on" and aim is not None and aim.left_edge.i <= stop:
                        stop = aim.right_edge.i + 1
                    yield "preposition", [self._content(inner.left_edge.i, stop)]

    def _clause_start(self, clause: Token, verb: Token) -> int:
        """Where a clause after its verb begins: past a comma or colon, and never before the verb itself."""
        start = max(clause.left_edge.i, verb.i + 1)
        if verb.lemma_.lower() not in self.cues.told:
            for child in verb.children:
                if (
                    child.dep_ in ("dobj", "dative")
                    and verb.i < child.i < start
                    and child.ent_type_ not in ("DATE", "TIME")
                ):
                    return child.left_edge.i
        return start

    def _clause_stop(self, clause: Token, verb: Token) -> int:
        """Where a clause ends: with a coordinated one after it whose subject is a pronoun ("but there was no ...")."""
        stop = clause.right_edge.i + 1
        for child in verb.children:
            if child.dep_ != "conj" or child.i < stop or child.i - stop > 12:
                continue
            own = next((t for t in child.children if t.dep_ in ("nsubj", "nsubjpass", "expl")), None)
            if own is not None and own.lower_ in ("there", "it", "he", "she", "they", "this", "that"):
                stop = child.right_edge.i + 1
        return stop

    def _object_range(self, verb: Token) -> tuple[int | None, int | None]:
        first: int | None = None
        last: int | None = None
        for child in verb.children:
            if child.i < verb.i:
                continue
            if child.dep_ in ("dobj", "oprd", "ccomp", "xcomp") or (child.dep_ == "prep" and first is not None):
                if child.dep_ == "prep" and child.lower_ not in ("as", "of", "for", "with", "over", "to", "on", "in"):
                    continue
                if (
                    child.dep_ == "prep"
                    and child.lower_ in ("in", "on", "with")
                    and child.right_edge.ent_type_ == "DATE"
                ):
                    continue
                first = child.left_edge.i if first is None else first
                last = child.right_edge.i
        return first, last

    def _left_of(self, verb: Token, subject: Token) -> list[Span] | None:
        """The content before "..., X said", and what goes on after it."""
        sentence = verb.sent
        edge = min(subject.left_edge.i if subject.i < verb.i else verb.i, verb.i)
        for child in verb.children:
            if child.dep_ in ("aux", "neg", "advmod") and child.i < verb.i:
                edge = min(edge, child.i)
        if edge <= sentence.start + 1:
            return None
        before = edge - 1
        while before > sentence.start and self.doc[before].text in ('"', "”", "'", "’", "—", "–"):
            before -= 1
        if self.doc[before].text != "," and self.doc[edge - 1].text not in ('"', "”", "—", "–", ","):
            return None
        if verb.dep_ in ("relcl", "acl", "advcl", "pcomp", "xcomp"):
            return None
        if any(t.dep_ == "dobj" and t.i > verb.i for t in verb.children) and verb.lemma_ not in self.cues.told:
            return None
        left = self.doc[sentence.start : before]
        if not any(t.pos_ in ("VERB", "AUX") for t in left):
            return None
        pieces = [self._content(sentence.start, before)]
        stop = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i) + 1
        comma = next((t for t in self.doc[stop : stop + 8] if t.text == ","), None)
        if comma is not None and comma.i + 2 < sentence.end:
            following = self.doc[comma.i + 1]
            if following.tag_ not in ("VBG", "WP", "WDT", "WRB") and following.lower_ not in (
                "according",
                "who",
                "which",
            ):
                right = self.doc[comma.i + 1 : sentence.end]
                if any(t.pos_ in ("VERB", "AUX") and t.head.i < before or t.dep_ == "ROOT" for t in right):
                    pieces.append(self._content(comma.i + 1, sentence.end))
        return [p for p in pieces if p is not None] or None

    def _from_noun(self, noun: Token) -> Iterator[Attribution]:
        lemma = noun.lemma_.lower()
        clause = next((t for t in noun.children if t.dep_ in ("acl", "ccomp", "relcl") and t.i > noun.i), None)
        if clause is None:
            return
        marker = next((t for t in clause.children if t.dep_ == "mark" and t.lower_ == "that"), None)
        to = next((t for t in clause.children if t.dep_ == "aux" and t.lower_ == "to"), None)
        if not (
            (marker is not None and lemma in self.cues.noun_clause)
            or (to is not None and lemma in self.cues.noun_infinitive)
        ):
            return
        owner = self._owner(noun)
        if owner is None or not self._outside(owner):
            return
        mention = self._mention(owner, noun)
        piece = self._content(clause.left_edge.i, clause.right_edge.i + 1)
        if mention is not None and piece is not None:
            yield self._make(mention, owner, noun, "noun", [piece])

    def _owner(self, noun: Token) -> Token | None:
        for child in noun.children:
            if child.dep_ == "poss":
                return child
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "of", "from"):
                return next((t for t in child.children if t.dep_ == "pobj"), None)
        head = noun.head
        if noun.dep_ == "dobj" and head.pos_ == "VERB":
            return subject_of(head)
        return None

    def _from_adjective(self, adjective: Token) -> Iterator[Attribution]:
        lemma = adjective.lemma_.lower()
        verb = adjective.head
        clause = next((t for t in adjective.children if t.dep_ in ("ccomp", "xcomp") and t.i > adjective.i), None)
        if clause is None or verb.lemma_ not in ("be", "remain", "seem", "feel", "become", "stay", "look"):
            return
        infinitive = any(t.lower_ == "to" and t.dep_ == "aux" for t in clause.children)
        if lemma not in (self.cues.adjective_infinitive if infinitive else self.cues.adjective_clause):
            return
        subject = subject_of(verb)
        if (
            subject is None
            or not self._outside(subject)
            or question(verb, subject)
            or subject.lower_ in ("it", "that")
        ):
            return
        mention = self._mention(subject, verb)
        piece = self._content(clause.left_edge.i, clause.right_edge.i + 1)
        if mention is not None and piece is not None:
            yield self._make(
                mention, subject, verb, "adjective", [piece], cue=(verb.idx, adjective.idx + len(adjective))
            )

    # -- making and choosing ---------------------------------------------------------------------------------

    def _mention(self, subject: Token, verb: Token) -> Span | None:
        if subject.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "VERB", "SYM", "ADV"):
            return None
        return mention_span(
            subject, after=verb.i if subject.i > verb.i else None, before=verb.i if subject.i < verb.i else None
        )

    def _make(
        self,
        mention: Span,
        head: Token,
        word: Token,
        structure: str,
        pieces: Sequence[Span | None],
        cue: Span | None = None,
    ) -> Attribution:
        kept = tuple(p for p in pieces if p is not None)
        return Attribution(
            mention=mention,
            head=head.i,
            cue=cue or (word.idx, word.idx + len(word)),
            lemma=word.lemma_.lower(),
            structure=structure,
            pieces=kept,
            negated=negated(word),
        )

    def _outermost(self, found: list[Attribution]) -> list[Attribution]:
        """Without those whose cue lies in the content of another; in reading order."""
        kept = []
        for one in found:
            inside = any(
                other is not one and any(a <= one.cue[0] and one.cue[1] <= b for a, b in other.pieces)
                for other in found
            )
            if not inside:
                kept.append(one)
        return sorted(kept, key=lambda a: (a.pieces[0][0], a.cue))


def _finite(verb: Token) -> bool:
    return any(t.dep_ in ("aux", "auxpass") and t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in verb.children)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
