"""What is said of the thing itself: "A is unacceptable", "called A a mistake", "A would ruin us", "A must go"."""

from spacy.tokens import Token

from bot.grammar import verbs
from bot.grammar.clauses import bare, infinitive
from bot.grammar.entries import does_ill, key_of, received, wishes
from bot.grammar.moods import auxiliaries, demanded, needed
from bot.grammar.negation import negation, partly
from bot.grammar.phrases import whichever
from bot.grammar.polarity import Verdict, first_polar, of_worth, the_one
from bot.grammar.subjects import holder_of
from bot.grammar.words import GRAMMAR, SUBJECT, child_of, lemma_of, word_of
from bot.positions.path import Path


def unjudged(path: Path, child: Token, verb: Token) -> bool:
    """Whether it is "it is X for somebody to refuse A", which may tell either way where X is no known verdict."""
    if lemma_of(child_of(verb, "nsubj")) != "it" or not infinitive(child) or path.kind != "attitude":
        return False
    said = [t for t in verb.children if t.dep_ in ("acomp", "attr", "oprd", "dobj")]
    return bool(said) and first_polar(said, path.words.verdicts | path.words.nouns) is None


def said_by_copula(path: Path, child: Token, verb: Token) -> bool:
    """What a copula says of the thing; of a thing that is the complement itself, what the subject says."""
    complement = child.dep_ in ("attr", "acomp")
    relations = SUBJECT if complement else ("acomp", "attr", "oprd")
    # "A is B and is unacceptable".
    alike = (
        []
        if complement
        else [t for t in verbs.sharing(verb) if lemma_of(t) in GRAMMAR.copula and negation(t) is None]
    )
    others = [t for one in (verb, *alike) for t in one.children if t != child and t.dep_ in relations]
    # "A is our goal".
    known = path.words.verdicts | (dict.fromkeys(GRAMMAR.aims, 1) if child.dep_ in SUBJECT else {})
    found = first_polar(others, known) or (the_one(others) if negation(verb) is None else None) or of_worth(verb)
    if not path.silent(verb) and _judged(path, verb, found):
        return True
    if child.dep_ in SUBJECT and (wanted := child_of(verb, "ccomp")) is not None and negation(verb) is None:
        _wanted(path, wanted)
    if infinitive(child) and not path.voice.reported and verbs.duty(verb):
        path.bind(verb, "wish")
        return True
    told = child.dep_ == "attr" or (child.dep_ == "xcomp" and infinitive(child)) or demanded(child)
    if told and negation(verb) is None and negation(child) is None:
        _purposed(path, verb, verbs.cleft(child, verb))
    if child.dep_ not in SUBJECT:
        return True
    off = verbs.going_away(verb)
    if lemma_of(verb) in GRAMMAR.lasting and not (path.voice.reported or needed(verb) or verbs.placed(verb)):
        # "A stays", "A stays away".
        path.turn(verb, 1 if off is None else -1)
        path.bind(verb, "verdict")
    elif off is not None and needed(verb):
        # "A should be off".
        path.turn(off)
    return needed(verb) or path.link is not None or child_of(verb, "prep", "acomp") is not None


def _purposed(path: Path, verb: Token, singling: Token | None) -> None:
    """What a copula says is to be done: "the first step is to A", "our priority is A", "what we need is A"."""
    clause, noun = singling or child_of(verb, "csubj"), child_of(verb, "nsubj")
    if (clause is not None and _wanted(path, clause)) or noun is None:
        return
    lemma = lemma_of(noun)
    # "One way to B is to A".
    one = noun.left_edge.lower_ == "one" or (lemma in GRAMMAR.singled and noun.left_edge.lower_ != "the")
    if one or (lemma not in GRAMMAR.purposes and path.words.nouns.get(lemma, 0) <= 0):
        return
    path.trace.append(noun)
    path.own(noun)
    if path.pending is not None and not path.voice.reported and lemma not in GRAMMAR.aims:
        path.pending = None
        path.bind(noun, "wish")


def _wanted(path: Path, clause: Token) -> bool:
    """Whether a clause says what is wanted: "what we need is A", "it is A that X wants"."""
    lemma, to = lemma_of(clause), word_of(clause, "to")
    matters = lemma in GRAMMAR.mattering
    sign = 1 if matters else path.words.verbs.get(lemma)
    if sign is None or clause.left_edge.lower_ not in ("what", "that"):
        return False
    if lemma in GRAMMAR.needing or (matters and to is None):
        path.say(clause, "wish")
    else:
        # "What matters to X is A", "what X does not want is A".
        holder = child_of(to, "pobj") if matters else holder_of(clause)
        path.feel(clause, holder, sign if negation(clause) is None else -sign)
    return True


def of_the_thing(path: Path, child: Token, verb: Token) -> bool:
    """A verb whose subject is the thing: what the thing is, does or should do."""
    lemma, words = lemma_of(verb), path.words
    above = lemma_of(verb.head) if verb.dep_ in ("ccomp", "xcomp") else ""
    ends = lemma in GRAMMAR.ceasing and lemma != "go"
    if ((infinitive(verb) or bare(verb)) and above in GRAMMAR.permitting) or (ends and above in GRAMMAR.letting):
        # "Cannot allow A to become B", "will let A lapse".
        path.turn(verb, -1 if ends else 1)
        return True
    onward = lemma in GRAMMAR.continuing | GRAMMAR.going | GRAMMAR.lasting | GRAMMAR.occurring
    seen = lemma_of(verb.head) == "see" and lemma_of(verb.head.head) in words.wishes
    open_wish = infinitive(verb) or lemma_of(verb.head) in GRAMMAR.hoping
    ruled = key_of(words, verb.head) in words.open
    if verb.dep_ in ("ccomp", "advcl") and onward and (seen or ruled or (open_wish and wishes(words, verb.head))):
        # "Wants A to start", "presses for A to pass", "wants to see A begin", "hopes that A will come".
        path.turn(verb, -1 if lemma in GRAMMAR.lasting and verbs.going_away(verb) is not None else 1)
        return True
    if lemma in GRAMMAR.copula:
        return said_by_copula(path, child, verb)
    if (taken := received(words, verb)) is not None:
        path.feel(*taken, words.nouns[lemma_of(taken[0])])
        return True
    if path.voice.reported:
        return False
    sole = any(t.lower_ == "only" and t.dep_ == "advmod" and t.i < child.i for t in child.children)
    if sole and auxiliaries(verb) & (GRAMMAR.barring | GRAMMAR.will) and negation(verb) is None:
        # "Only A can bring peace".
        path.bind(verb, "verdict")
        return True
    if (acting := next((t for t in (verb, *verbs.sharing(verb)) if lemma_of(t) in words.effects), None)) is not None:
        # "A would only help B" tells against A.
        path.turn(acting, -1 if verbs.grudging(verb) else words.effects[lemma_of(acting)])
        path.bind(verb, "verdict")
        return True
    if (ill := does_ill(words, verb)) is not None:
        path.judge(verb, ill)
        return True
    if lemma in GRAMMAR.amounting:
        # "A would make matters worse": what things become says it too.
        alike = [one for one in (verb, *verbs.sharing(verb)) if lemma_of(one) in GRAMMAR.amounting]
        made = [
            t for one in alike for t in one.children if t.i > one.i and t.pos_ == "ADJ" and t.dep_ in verbs.GOVERNED
        ]
        whole = (t for one in alike for t in (one, word_of(one, "to")) if t is not None)
        objects = made or [t for one in whole for t in one.children if t.dep_ in ("dobj", "pobj")]
        if _judged(path, verb, first_polar(objects, words.verdicts | words.nouns)):
            return True
    return (
        _going(path, child, verb) or _warned_of(path, verb) or _should(path, verb)
        or _assured(path, verb) or any(_should(path, one) for one in verbs.sharing(verb))
    )  # fmt: skip


def _judged(path: Path, verb: Token, found: Verdict | None) -> bool:
    """Whether there is a verdict, which then binds the thing."""
    if found is None:
        return False
    if found[0] > 0 or word_of(verb, "without") is None:
        # "A is worthless without B" wants B.
        path.turn(found[1], found[0])
        path.bind(verb, "verdict")
    return True


def _assured(path: Path, verb: Token) -> bool:
    """Whether it is what somebody promises of the thing: "insisted that A would go ahead"."""
    promised = verbs.assured(verb)
    if promised and lemma_of(verb.head) not in path.words.verbs:
        path.attribute(verb.head, holder_of(verb.head))
    return promised


def _going(path: Path, thing: Token, verb: Token) -> bool:
    """Whether it is what the speaker's own will do, or not: "our A will not take part"."""
    if not verbs.to_go(verb) or path.voice.whose(thing) != "own":
        return False
    if (none := word_of(child_of(verb, "dobj") or verb, "no")) is not None and none.head != thing:
        # "Our A will have no part in it".
        path.turn(none)
        path.denying = True
    path.bind(verb, "refusal" if negation(verb) is not None or path.denying else "act")
    return True


def _warned_of(path: Path, verb: Token) -> bool:
    """Whether it is what somebody warns of: "X warned that A would drive up prices"."""
    warning = verb.head if verb.dep_ == "ccomp" else verb
    if not verbs.has_effect(verb):
        return False
    # "X fears that A would drive up prices": the fear itself turns.
    feared = path.words.verbs.get(lemma_of(warning)) == -1 and warning != verb
    if not feared and lemma_of(warning) in GRAMMAR.warning:
        path.feel(warning, holder_of(warning))
    return feared or lemma_of(warning) in GRAMMAR.warning


def _should(path: Path, verb: Token) -> bool:
    """Whether it says what the thing should do or, with "no", may not: "A must go", "no A may enter"."""
    if path.denying and auxiliaries(verb) & GRAMMAR.forbidding:
        path.bind(verb, "wish")
        return True
    lemma = lemma_of(verb)
    lemma = next((key for t in verb.children if (key := f"{lemma}-{t.lower_}") in GRAMMAR.ceasing), lemma)
    if needed(verb) and verbs.ceases(verb, lemma):
        path.turn(verb)
        return True
    if child_of(verb, "dobj") is not None and negation(verb) is not None:
        # "A should not disturb B" speaks of B.
        return False
    return needed(verb) or _obliged(path, verb)


def _obliged(path: Path, verb: Token) -> bool:
    """Whether it has to be what an infinitive says: "A has to be scrapped", "A ought to be built"."""
    inner = next((t for t in verb.children if t.dep_ == "xcomp" and needed(t)), None)
    # "Any A has to be B" tells what A would have to be.
    idle = negation(verb) is not None or whichever(child_of(verb, "nsubj"))
    if inner is None or idle or lemma_of(inner) in GRAMMAR.handling | GRAMMAR.considering:
        return False
    if path.words.undoes(inner) or verbs.ceases(inner, lemma_of(inner)):
        path.turn(inner)
    if (word := negation(inner)) is not None:
        # "A ought not to be built"; "not to be built blindly" takes no side.
        path.turn(word)
        if partly(inner):
            return False
    path.bind(inner, "wish")
    return True
