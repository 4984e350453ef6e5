"""How an attitude reaches a thing: composed step by step, from the thing's own words up the parse of a clause.

Every word that governs the thing either turns the direction (a negation, a word of refusing or of ending), lets it
through (a carrier: "the plan for ..."), binds it to whose attitude it is (a word of attitude whose subject is the
speaker, the speaker's own act, a verdict on the thing), or breaks the link. Polarity composition after Moilanen and
Pulman 2007, "Sentiment Composition"; what governs what is the dependency parse. In the examples A is the thing.
"""

from spacy.tokens import Token

from bot.grammar.attitude import Attitude
from bot.grammar.clauses import parted
from bot.grammar.conditions import only, threatened
from bot.grammar.entries import hangs_loosely
from bot.grammar.moods import auxiliaries, questioned
from bot.grammar.negation import denied, negation
from bot.grammar.subjects import holder_of
from bot.grammar.words import GRAMMAR, VERBAL, lemma_of
from bot.positions.mood import mood
from bot.positions.nouns import at_adjective, at_noun, determine, share
from bot.positions.path import Link, Path, Voice
from bot.positions.prepositions import at_preposition
from bot.positions.verbs import act, at_verb, reach
from bot.positions.verdicts import unjudged

LONGEST = 40
"""Steps that a climb may take."""


def climb(
    words: Attitude, thing: Token, voice: Voice, carriers: frozenset[str] = frozenset()
) -> tuple[Link | None, Token | None]:
    """The attitude by ``words`` that governs ``thing``, and the token of another holder met on the way.

    ``carriers`` are the issue's own nouns, through which an attitude reaches the thing as well ("the guarantees with
    a part for A").
    """
    path = Path(words, voice, words.carriers | carriers | GRAMMAR.summing, [thing])
    if thing.pos_ == "VERB":
        mood(path, thing, thing)
        if path.link is None and words.undoes(thing):
            # "X cut A", where a cut is the issue.
            act(path, thing)
    else:
        determine(path, thing)
    child = thing
    for _ in range(LONGEST):
        if child.head == child or not voice.within(child.head):
            _top(path, child)
            break
        if not _up(path, child, child.head):
            break
        child = child.head
    return path.end(), path.other


def _up(path: Path, child: Token, head: Token) -> bool:
    """One step up the parse; False where the climb ends."""
    threat = threatened(child)
    if threat is not None:
        path.feel(threat, holder_of(threat), kind="threat")
    if threat is not None or parted(child, head):
        return False
    if questioned(child) or unjudged(path, child, head):
        path.link = None
        return False
    if child.dep_ == "conj":
        share(path, child, head)
        # Of "will send B and C but no A" the parse makes "send" and "A" two of a kind.
        return child.pos_ not in ("NOUN", "PROPN") or head.pos_ != "VERB" or reach(path, child, head, "dobj", "")
    if hangs_loosely(path.words, path.carriers, path.trace[0], child, head):
        _subordinate(path, child, head)
        return False
    return _step(path, child, head)


def _step(path: Path, child: Token, head: Token) -> bool:
    """One step up; False where the link breaks."""
    if head.lower_ in ("yes", "no") and child.dep_ == "prep":
        path.judge(head, 1 if head.lower_ == "yes" else -1, "attitude")
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
            path.feel(than, holder_of(head), kind="refusal")
        return
    path.link = None
    refused = (
        negation(head) is not None and auxiliaries(head) & GRAMMAR.will and lemma_of(head) not in GRAMMAR.needing
    )
    own = path.voice.whose(holder_of(head)) == "own" and not path.words.hurts(head)
    if mark.lower_ == "if" and refused and own:
        # "We will not come if A is on the table".
        path.feel(mark, holder_of(head), kind="refusal")
        return
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
