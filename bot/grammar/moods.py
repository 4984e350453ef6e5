"""Moods: what is told as done, what is asked, supposed, granted, foreseen or to be done."""

from spacy.tokens import Token

from bot.grammar.clauses import infinitive, opened_by, set_apart
from bot.grammar.subjects import subject_of
from bot.grammar.words import GRAMMAR, VERBAL, behind, child_of, lemma_of, word_of

_CLAUSES = ("ROOT", "conj", "advcl", "relcl", "parataxis")
_TOLD = ("ccomp", "csubj", "csubjpass", "acl", "pcomp", "xcomp")
"""Clauses that somebody thinks, says, wants or foresees."""


def asks(words: str) -> bool:
    """Whether words end in a question mark, quotation marks aside."""
    return words.rstrip("\"”»’' ").endswith("?")


def supposed(verb: Token) -> bool:
    """Whether ``verb`` is not told as done or said.

    It stands in a condition ("if the group decides to"), is to be done ("hard for X to attack", "X may refuse"), is
    wished ("I hope X says"), beside what would be done ("X would do well to A, stressing B"), or only names what
    somebody says ("what X says of A").
    """
    if infinitive(verb) and child_of(verb, "nsubj") is not None and verb.head.lemma_ != "get":
        return True
    clause, modal = verb, GRAMMAR.unsettled
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in VERBAL:
        clause = clause.head
    while clause.dep_ == "advcl" and (clause.tag_ == "VBG" or infinitive(clause)) and clause.head.pos_ == "VERB":
        clause, modal = clause.head, GRAMMAR.unsettled | {"would", "could"}
    if any(t.dep_ == "aux" and t.lower_ in modal for one in {verb, clause} for t in one.children):
        return True
    wished = clause.dep_ == "ccomp" and clause.head.lemma_ in GRAMMAR.wishing
    named = clause.dep_ in ("pcomp", "csubj", "csubjpass") and clause.left_edge.lower_ == "what"
    # "Is against inviting A".
    avoided = clause.dep_ == "pcomp" and clause.head.lower_ in ("against", "without")
    # "Before she agrees to A": not yet.
    later = clause.tag_ in ("VBZ", "VBP") and opened_by(clause, "before", "until")
    return wished or named or avoided or (clause.dep_ == "advcl" and (later or opened_by(clause, "if", "unless")))


def question(verb: Token, subject: Token) -> bool:
    """Whether ``verb`` asks rather than tells: "Who said ...?", "Did X say ...?"."""
    if subject.tag_ in ("WP", "WDT") and not any(t.dep_ in ("relcl", "acl") for t in (verb, *verb.ancestors)):
        return True
    auxiliary = child_of(verb, "aux")
    asked = verb.dep_ == "ROOT" and verb.sent.text.rstrip().endswith("?")
    return asked and auxiliary is not None and auxiliary.i < subject.i < verb.i


def future(verb: Token) -> Token | None:
    """The "going" of "is going to A", which says no more than "will A"."""
    going = verb.head
    is_so = going.lower_ == "going" and any(t.dep_ == "aux" and lemma_of(t) == "be" for t in going.children)
    return going if is_so and verb.dep_ == "xcomp" and infinitive(verb) else None


def why_at_all(verb: Token) -> Token | None:
    """The "why" that asks for no reason: "why should we A", "why would they not A"."""
    why, subject = word_of(verb, "why"), child_of(verb, "nsubj", "nsubjpass")
    helper = next((t for t in verb.children if t.dep_ == "aux" and t.lower_ in ("should", "would")), None)
    return why if why is not None and helper is not None and subject is not None and helper.i < subject.i else None


def auxiliaries(verb: Token) -> frozenset[str]:
    """The auxiliaries of a verb in lower case; the second of two verbs shares those of the first."""
    # The parse hangs the "must" of "A must be banned" on the "be" at times.
    helping = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    own = frozenset(t.lower_ for one in helping for t in (one, *one.children) if t.dep_ in ("aux", "auxpass"))
    if future(verb) is not None:
        return own | {"will"}
    if own or verb.dep_ != "conj" or verb.tag_ != "VB" or child_of(verb, "nsubj", "nsubjpass") is not None:
        return own
    return auxiliaries(verb.head)


def questioned(clause: Token) -> bool:
    """Whether a clause leaves open what it says: "whether A should", "asked if A"."""
    if word_of(clause, "whether") is not None or (clause.dep_ == "ccomp" and word_of(clause, "if") is not None):
        return True
    # "Cannot tell what sort of A", "how much A there might be".
    edges = (t.left_edge for t in clause.children if t.dep_ in ("attr", "dobj", "dative", "nsubj", "nsubjpass"))
    asking = any(t.tag_ in ("WDT", "WRB", "WP") and t.head.i > t.i and not t.lower_.endswith("ever") for t in edges)
    # "Objected to what it calls A".
    return asking and clause.dep_ in ("ccomp", "conj", "pcomp") and lemma_of(clause) not in GRAMMAR.naming


def unknown(verb: Token) -> bool:
    """Whether "tell" is of knowing: "they cannot tell what will come of it"."""
    helped = [t.lower_ for t in verb.children if t.dep_ in ("aux", "neg")]
    able = len(helped) > 1 and not GRAMMAR.barring.isdisjoint(helped)
    return verb.lemma_.lower() == "tell" and able and behind(verb, "dobj", "dative") is None


def conceded(verb: Token) -> bool:
    """Whether a clause is only granted: "yes, we A, but ..."."""
    granted = any(t.lower_ in GRAMMAR.conceding and t.i < verb.i for t in verb.children)
    return granted and any(t.lower_ == "but" and t.i > verb.i for t in verb.sent)


def mandated(verb: Token) -> bool:
    """Whether a clause is in the subjunctive: "insisted that A be sent", "suggested that A end"."""
    helpers = auxiliaries(verb)
    # "Proposed that talks begin": the plural has no form of its own, and only what is put forward is no claim.
    claim = verb.tag_ == "VBP" and lemma_of(verb.head) in GRAMMAR.claiming
    base = not claim and (helpers == {"be"} if helpers else verb.tag_ in ("VB", "VBP"))
    # "Called it vital that A be built".
    vital = bool(helpers) and child_of(verb.head, "acomp", "oprd") is not None
    wanted = vital or lemma_of(verb.head) in GRAMMAR.mandating
    return base and opened_by(verb, "that") and verb.dep_ == "ccomp" and wanted


def is_time(verb: Token) -> bool:
    """Whether a verb says that the time is there: "the time has come for A", "it is high time for A"."""
    time = child_of(verb, "nsubj" if lemma_of(verb) == "come" else "attr")
    there = lemma_of(time) in GRAMMAR.timely and time is not None and word_of(time, "no") is None
    return there and lemma_of(verb) in ("come", "be")


def demanded(clause: Token) -> bool:
    """Whether a clause behind a copula tells what is to be: "X's demand is that A be built", "... that A must"."""
    helpers = auxiliaries(clause)
    wanted = helpers == {"be"} or (clause.tag_ == "VB" and not helpers) or bool(helpers & GRAMMAR.should)
    return wanted and clause.dep_ == "ccomp" and opened_by(clause, "that")


def needed(verb: Token) -> bool:
    """Whether a clause says what is to be: "should", "must", "has to", "insisted that A be", "it is time to"."""
    if auxiliaries(verb) & GRAMMAR.should or mandated(verb):
        return True
    first = lemma_of(verb) == "come" and verb.tag_ in ("VBZ", "VBP") and word_of(verb, "first") is not None
    if first or (lemma_of(verb) == "belong" and word_of(verb, "in", "inside") is not None):
        # "A comes first", "A belongs in B".
        return True
    if verb.dep_ in ("xcomp", "acl", "relcl", "advcl") and word_of(verb, "to") is not None:
        head = verb.head
        time = head if lemma_of(head) in GRAMMAR.timely else child_of(head, "nsubj")
        timely = time is not None and lemma_of(time) in GRAMMAR.timely and word_of(time, "no") is None
        # "Has no A to spare" is no "has to".
        had = child_of(head, "dobj")
        # "Has yet to A" has not done it.
        yet = any(t.lower_ == "yet" for one in (head, verb) for t in one.children)
        has = lemma_of(head) in ("have", "ought") and verb.dep_ == "xcomp" and not yet
        has = has and (had is None or had.i > verb.i)
        return has or (timely and lemma_of(head) in GRAMMAR.timely | {"come", "be"})
    return False


def asked_for(verb: Token) -> bool:
    """Whether a clause is a request: "Lift the ban", "Let us build", "Why not build"."""
    # The parse hangs "lift the ban" of "Lift the ban, X told us" on the telling as if it were a circumstance.
    told = verb.dep_ == "advcl" and verb.left_edge.is_sent_start and verb.left_edge == verb
    if verb.tag_ not in ("VB", "VBP") or not (told or verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis")):
        return False
    helped = any(t.dep_ == "aux" and t.lower_ not in ("do", "let") for t in verb.children)
    if helped or child_of(verb, "nsubj", "nsubjpass", "expl", "mark") is not None:
        return False
    if verb.dep_ == "conj" and subject_of(verb) is not None:
        return False
    before = next((t for t in reversed(verb.doc[: verb.i]) if t.pos_ != "ADV"), None)
    if any(t.dep_ == "conj" and child_of(t, "nsubj", "expl") is not None for t in verb.rights):
        # "Close it and the valley dies" imagines what it would bring.
        return False
    if before is None or before.is_punct or verb.is_sent_start is True:
        return True
    return before.lower_ in ("let", "please", "not", "’s", "'s", "us", "and")


def imagined(word: Token) -> bool:
    """Whether a word stands under "if": what comes of it is told after, by a pronoun."""
    marks = (t for clause in word.ancestors if clause.dep_ == "advcl" for t in clause.children if t.dep_ == "mark")
    return any(t.lower_ in GRAMMAR.imagining for t in marks)


def formerly(verb: Token) -> bool:
    """Whether a verb tells of what was so and is no more: "once supported A", "used to support A"."""
    once = any(t.lower_ == "once" and t.i == verb.i - 1 for t in verb.children)
    return (once and verb.tag_ == "VBD") or (verb.dep_ == "xcomp" and verb.head.lower_ == "used" and infinitive(verb))


def asserted(verb: Token) -> bool:
    """Whether a clause is told as done: neither speculative, conditional, nor what somebody else says or thinks."""
    helped = child_of(verb, "aux", "auxpass") is not None
    finite = not infinitive(verb) and (helped or verb.tag_ not in ("VBG", "VB", "VBN"))
    if verb.dep_ != "ROOT" and (not finite or (verb.dep_ not in _CLAUSES and not set_apart(verb))):
        return False
    for clause in (verb, *verb.ancestors):
        opening = ("mark", "advmod") if clause.dep_ == "advcl" else ()
        for word in clause.children:
            if word.lower_ in (
                GRAMMAR.speculative if word.dep_ == "aux" else GRAMMAR.unreal if word.dep_ in opening else ()
            ):
                return False
        if clause.dep_ == "ROOT" or set_apart(clause):
            break
        if clause.dep_ in _TOLD:
            return False
    return not asks(verb.sent.text)


def possible(verb: Token) -> bool:
    """Whether something is said to be possible: "A is possible once B"."""
    said, may = lemma_of(child_of(verb, "acomp")), auxiliaries(verb) & (GRAMMAR.will | GRAMMAR.may)
    return lemma_of(verb) in GRAMMAR.copula and said in GRAMMAR.possible and (bool(may) or said != "able")


def untold(verb: Token, subject: Token) -> bool:
    """Whether a verb asks or supposes what its subject says, and does not tell it."""
    return question(verb, subject) or supposed(verb)
