"""The steps of a climb at prepositions: "against A", "in favour of A", "no talks without A", "a vote on A"."""

from spacy.tokens import Token

from bot.grammar.clauses import infinitive
from bot.grammar.conditions import only
from bot.grammar.entries import key_of, missed, missed_noun, of_no_use
from bot.grammar.moods import is_time, needed
from bot.grammar.negation import denied, only_follows
from bot.grammar.subjects import holder_of
from bot.grammar.verbs import belongs, hinges, preferred, stands_for, stands_in, taking_part
from bot.grammar.words import GRAMMAR, VERBAL, child_of, lemma_of, word_of
from bot.positions.path import Path


def at_preposition(path: Path, prep: Token) -> bool:
    """A preposition above the thing; False where it keeps what governs it away from the thing."""
    governor, beside = prep.head, prep.nbor(-1) if prep.i else prep
    if governor.pos_ == "VERB" and _in_protest(path, beside, governor):
        return False
    if governor.pos_ == "NOUN" and beside != governor and beside.pos_ == "NOUN" and path.words.undoes(beside):
        # The parse hangs "on A" of "the loosening of the ban on A" on the first noun.
        path.turn(beside)
    if beside.lower_ == "not" and beside.head != governor and not only_follows(beside):
        # "Spend it at home and not on A".
        path.turn(beside)
    if prep.lower_ in GRAMMAR.place and (belongs(governor) or hinges(governor)):
        # "Any B must rest on A".
        path.say(governor)
        return True
    if prep.lower_ == "of" and beside.lower_ == "short":
        # "Stopped short of A": neither; "anything short of A would be a mistake".
        path.link = None
        path.turn(prep)
        return beside.head.lower_ in ("anything", "nothing")
    if prep.lower_ == "to" and lemma_of(governor.head) in GRAMMAR.preferring and child_of(prep, "pcomp") is not None:
        # "Prefers doing B to doing A".
        path.feel(prep, holder_of(governor.head))
        return False
    if prep.lower_ == "of" and governor.lower_ == "way" and stands_in(governor):
        # "Stands in the way of A", not "much in the way of A".
        path.feel(governor, holder_of(governor.head.head))
        return True
    if prep.lower_ == "for" and governor.lower_ in GRAMMAR.exchanged and beside == governor:
        return _in_return(path, governor)
    if prep.lower_ == "against":
        return _against(path, prep)
    if prep.lower_ == "of" and beside.lower_ == "instead":
        return _instead(path, beside, governor)
    if path.pending is not None and prep.lower_ in ("in", "with"):
        # "in favour of A", "in protest at A": the subject's of the verb that it stands with.
        noun, path.pending = path.pending, None
        path.attribute(noun, holder_of(governor))
        return lemma_of(governor) in GRAMMAR.copula | GRAMMAR.standing
    return _between(path, prep, lemma_of(governor))


def _in_protest(path: Path, beside: Token, verb: Token) -> bool:
    """Whether the parse hangs "at A" of "in protest at A" on the verb."""
    noun = lemma_of(beside)
    if beside.dep_ != "pobj" or beside.head.lower_ != "in" or noun not in path.words.nouns:
        return False
    path.feel(beside, holder_of(verb), path.words.nouns[noun])
    return True


def _against(path: Path, prep: Token) -> bool:
    if prep.dep_ == "conj":
        return False
    path.turn(prep)
    above = prep.head.head
    if prep.head.dep_ == "dobj" and lemma_of(above) in GRAMMAR.warning:
        # "Warned B against A".
        path.attribute(prep, holder_of(above))
    elif prep.head.pos_ in ("NOUN", "PROPN", "PRON"):
        path.pending = prep.head
    else:
        path.attribute(prep, holder_of(prep.head))
    return True


def _in_return(path: Path, noun: Token) -> bool:
    """The form "would give up B in return for A": A is what is to be had, unless B is."""
    into = noun.head
    verb = into.head
    while verb.dep_ in ("xcomp", "ccomp") and verb.head.pos_ in VERBAL and lemma_of(verb) not in path.words.wishes:
        verb = verb.head
    if into.lower_ == "in" and verb.pos_ in VERBAL and lemma_of(verb) not in path.words.wishes - GRAMMAR.promising:
        path.attribute(noun, holder_of(verb), "wish")
    return False


def _between(path: Path, prep: Token, lemma: str) -> bool:
    """Any other preposition between the thing and its governor, whose lemma is given."""
    word, governor, words = prep.lower_, prep.head, path.words
    key = f"{lemma}-{word}"
    if word == "in" and path.trace[-1].lower_ == "way" and path.link is not None:
        return True
    if word == "of" and lemma == "go" and lemma_of(governor.head) == "let":
        # "Let go of A".
        path.turn(prep)
    elif word == "outside" or (word == "of" and governor.lower_ in ("out", "away")):
        # "Ruled itself out of A", "pulled out of A" are turned by their verb.
        out = f"{lemma_of(governor.head)}-{governor.lower_}"
        ended = out in words.undoing and lemma_of(governor.head) not in GRAMMAR.copula
        path.turn(prep, 1 if ended or out in words.verbs or f"{out}-of" in words.verbs else -1)
        if lemma_of(governor.head) in GRAMMAR.lasting and not infinitive(governor.head):
            # "Will stay out of A".
            path.attribute(governor, holder_of(governor.head), "refusal")
    elif any(key in known for known in (words.verbs, words.undoing, words.acts)) or governor.pos_ == "ADJ":
        return True
    elif word == "for" and is_time(governor):
        # "The time has come for A".
        path.say(governor, "wish")
    elif (
        key == "stand-with"
        or (word == "behind" and lemma in GRAMMAR.backing)
        or (word == "for" and stands_for(governor))
    ):
        path.attribute(prep, holder_of(governor))
    elif word == "without" and not path.voice.reported and missed(words, prep):
        # "Without A, B would fall": X argues for A, or warns of its absence.
        path.bind(prep, "verdict")
        return False
    elif word in GRAMMAR.means and (only(prep) or any(t.lower_ in GRAMMAR.only for t in governor.lefts)):
        # "B can only be found through A".
        path.ask(prep)
        return False
    elif word in GRAMMAR.depending:
        above = governor.head
        # "Cannot imagine B without A".
        unthinkable = governor.dep_ in ("ccomp", "dobj") and lemma_of(above) in GRAMMAR.thinking and denied(above)
        # "Refuses to B without A".
        refused = governor.dep_ == "xcomp" and path.words.verbs.get(lemma_of(above)) == -1
        no = unthinkable or refused or denied(governor)
        no = no or (not path.voice.reported and of_no_use(words, governor))
        if (word != "without" and only(prep)) or (word != "after" and no):
            path.ask(prep)
        return False
    else:
        return _reaches(path, prep, lemma)
    return True


def _reaches(path: Path, prep: Token, lemma: str) -> bool:
    """Whether what governs a preposition reaches the thing through it."""
    word, governor, words = prep.lower_, prep.head, path.words
    if (verb := preferred(prep)) is not None:
        # "Would rather B than A".
        path.feel(prep, holder_of(verb), kind="refusal")
        return False
    if word == "on" and lemma == "go" and child_of(prep, "pcomp") is not None:
        # "Go on doing A".
        return True
    if word == "from" and (words.undoes(governor) or governor.lower_ == "away"):
        # "Ban B from A", "keep B from A", "keep away from A".
        return True
    chosen = word in GRAMMAR.about and lemma in GRAMMAR.choosing
    if chosen or (word == "including" and path.trace[-1].pos_ == "VERB"):
        # "A vote on A" takes no side.
        return False
    if word in GRAMMAR.place and governor.pos_ in VERBAL:
        known = words.acts | GRAMMAR.holding_with | GRAMMAR.perceiving
        acts = word == "in" and (lemma in known or taking_part(governor) is not None)
        # "Modelled on A", "efforts aimed at A".
        alike = word == "on" and lemma in GRAMMAR.modelling and word_of(governor, "with") is None
        acts = acts or alike or (word == "at" and lemma in GRAMMAR.aiming)
        # "Give up on A".
        return acts or missed_noun(words, governor, prep) is not None or key_of(words, governor) != lemma
    # "Guarantees like A", where it is guarantees that are asked for.
    own = word == "like" and lemma in path.carriers - words.carriers - GRAMMAR.summing
    return word not in GRAMMAR.loose or lemma in words.nouns or own


def _instead(path: Path, word: Token, governor: Token) -> bool:
    """The form "instead of A, X does B": X is against A."""
    if not path.voice.reported and (lemma_of(governor) in GRAMMAR.needing or needed(governor)):
        path.judge(word)
    elif not path.voice.reported or governor.pos_ in VERBAL:
        path.feel(word, holder_of(governor), kind="refusal")
    return False
