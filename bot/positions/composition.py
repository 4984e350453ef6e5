"""How an attitude reaches a thing: composed step by step, from the thing's own words up the parse of a clause.

Every word that governs the thing either turns the direction (a negation, a word of refusing or of ending), lets it
through (a carrier: "the plan for ..."), binds it to whose attitude it is (a word of attitude whose subject is the
speaker, the speaker's own act, a verdict on the thing), or breaks the link. Polarity composition after Moilanen and
Pulman 2007, "Sentiment Composition"; what governs what is the dependency parse. In the examples A is the thing.
"""

from spacy.tokens import Token

from bot.grammar.clauses import (
    auxiliaries,
    denied,
    holder_of,
    infinitive,
    inverted,
    needed,
    negation,
    only,
    questioned,
)
from bot.grammar.phrases import child as child_of
from bot.grammar.phrases import opened_by
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions.attitude import Attitude
from bot.positions.entries import gerund_behind, missed_noun, object_before, wish_for
from bot.positions.mood import mood
from bot.positions.nouns import at_adjective, at_noun, determine, share
from bot.positions.path import SUBJECT, VERBAL, Link, Path, Voice, Whose
from bot.positions.prepositions import at_preposition
from bot.positions.verbs import act, at_verb
from bot.positions.verdicts import unjudged

__all__ = ["Composition", "Link", "Voice", "Whose"]

LONGEST = 40
"""Steps that a climb may take."""


class Composition:
    """Reads attitudes out of parses with the words of ``attitude.toml``."""

    def __init__(self, words: Attitude) -> None:
        self.words = words

    def climb(
        self, thing: Token, voice: Voice, carriers: frozenset[str] = frozenset()
    ) -> tuple[Link | None, Token | None]:
        """The attitude that governs ``thing``, and the token of another holder met on the way.

        ``carriers`` are the issue's own nouns, through which an attitude reaches the thing as well ("the guarantees
        with a part for A").
        """
        path = Path(self.words, voice, self.words.carriers | carriers, [thing])
        if thing.pos_ == "VERB":
            mood(path, thing, thing)
            if path.link is None and self.words.undoes(thing):
                # "X cut A", where a cut is the issue.
                act(path, thing)
        else:
            determine(path, thing)
        child = thing
        for _ in range(LONGEST):
            head = child.head
            if head == child or not voice.within(head):
                _top(path, child)
                break
            if _threat(path, child, head) or _parted(child, head):
                break
            if questioned(child) or unjudged(path, child, head):
                path.link = None
                break
            if child.dep_ == "conj":
                share(path, child, head)
            elif _hangs_loosely(path, child, head):
                _subordinate(path, child, head)
                break
            elif not _step(path, child, head):
                break
            child = head
        return path.end(), path.other


def _step(path: Path, child: Token, head: Token) -> bool:
    """One step up; False where the link breaks."""
    if head.lower_ in ("yes", "no") and child.dep_ == "prep":
        path.turn(head, 1 if head.lower_ == "yes" else -1)
        path.bind(head, "attitude")
        return True
    if head.pos_ in VERBAL or (head.pos_ == "ADJ" and child.dep_ == "dobj"):
        return at_verb(path, child, head)
    if head.pos_ in ("ADP", "SCONJ", "PART"):
        return at_preposition(path, head)
    if head.pos_ == "ADJ":
        return at_adjective(path, child, head)
    if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
        return at_noun(path, child, head)
    return True


def _threat(path: Path, child: Token, head: Token) -> bool:
    """Whether it is "threatens to go if A comes"."""
    supposed = inverted(child) is not None or opened_by(child, "if")
    threat = next((t for t in (head, *head.ancestors) if lemma_of(t) in GRAMMAR.threatening), None)
    if not supposed or threat is None or negation(threat) is not None:
        return False
    path.turn(threat)
    path.attribute(threat, holder_of(threat), "threat")
    return True


def _parted(child: Token, head: Token) -> bool:
    """Whether a semicolon parts a noun from the verb that the parse makes it the subject of."""
    return child.dep_ in SUBJECT and any(t.text == ";" for t in child.doc[child.i : head.i])


def _hangs_loosely(path: Path, child: Token, head: Token) -> bool:
    """Whether a clause is one of its own beside what it hangs on."""
    lemma, words = lemma_of(head), path.words
    if child.dep_ in ("acl", "relcl") and (child.tag_ in ("VBN", "VBG") or infinitive(child)):
        return False
    if child.dep_ in ("relcl", "parataxis"):
        nearest = next((a for a in path.trace[0].ancestors if a.pos_ in VERBAL), None)
        # "A bill that would ban A", not "that would allow B to sell A".
        bound = bool(auxiliaries(child) & GRAMMAR.will) or lemma in GRAMMAR.measures
        planned = lemma in path.carriers and nearest == child and bound
        known = planned or lemma in words.nouns or lemma_of(child) in GRAMMAR.involving
        return head.pos_ != "NOUN" or not known
    if child.dep_ == "advcl" and lemma in GRAMMAR.needing and child.i < head.i and child_of(head, "dobj") is not None:
        # "To have A, you need B" tells what A takes.
        return True
    if child.dep_ != "advcl" or object_before(words, child, head) or gerund_behind(words, child, head):
        return False
    wished = (
        lemma in words.verbs
        or bool(wish_for(words, lemma))
        or head.pos_ == "ADJ"
        or lemma in GRAMMAR.copula
        or needed(child)
        or missed_noun(words, head, child) is not None
    )
    return not (wished and infinitive(child))


def _subordinate(path: Path, child: Token, head: Token) -> None:
    """What is said under "if" is not said; what a firm condition names is asked for."""
    if child.dep_ == "relcl" and lemma_of(head) in GRAMMAR.occasions:
        # "Any time you want A" tells of nobody's wish.
        path.link = None
        return
    marks = [t for t in child.children if t.dep_ in ("mark", "advmod")]
    mark = next((t for t in marks if t.lower_ in GRAMMAR.supposing), None)
    if mark is None:
        than = next((t for t in marks if t.lower_ == "than"), None)
        if than is not None and any(t.lower_ in ("rather", "sooner") for t in head.children):
            # "Would rather B than A".
            path.turn(than)
            path.attribute(than, holder_of(head), "refusal")
        return
    path.link = None
    if mark.lower_ in GRAMMAR.requiring or only(mark) or (mark.lower_ in ("until", "before") and denied(head)):
        path.ask(mark)


def _top(path: Path, top: Token) -> None:
    """A clause's top: "No troops", "Not one soldier more" by itself is a refusal."""
    if path.link is not None or path.voice.reported:
        return
    if path.pending is not None:
        path.bind(path.pending, "attitude")
    elif path.denying and top.pos_ in ("NOUN", "PROPN") and not any(t.pos_ in VERBAL for t in top.children):
        path.bind(top, "refusal")
