"""Grammar of single clauses that the composition of attitudes asks for: negation, mood, subjects, questions."""

from collections.abc import Container

from spacy.tokens import Token

from bot.grammar.phrases import asks, opened_by, passive, subject_of
from bot.grammar.phrases import child as child_of
from bot.grammar.phrases import infinitive as infinitive
from bot.grammar.words import GRAMMAR, lemma_of


def negation(verb: Token, child: Token | None = None) -> Token | None:
    """The word that negates a clause: "not", "never", "no longer", "under no circumstances", "nobody", "no state".

    A subject that is ``child`` has been looked at already.
    """
    for one in verb.children:
        lower = one.lower_
        if one.dep_ == "neg" or lower in GRAMMAR.never:
            return None if only_follows(one) else one
        if lower == "again" and (never := child_of(one, "neg")) is not None:
            # "Never again".
            return never
        if lower in ("longer", "more") and (one.nbor(-1).lower_ if one.i else "") == "no":
            return one
        ways = (t for t in one.children if one.dep_ == "prep" and t.dep_ == "pobj" and lemma_of(t) in GRAMMAR.no_way)
        if any(t.lower_ == "no" for way in ways for t in way.children):
            return one
    by = child_of(verb, "agent")
    if by is not None and (doer := child_of(by, "pobj")) is not None and doer.left_edge.lower_ in GRAMMAR.nobody:
        # "A is wanted by nobody".
        return doer.left_edge
    subject = child_of(verb, "nsubj", "nsubjpass")
    if subject is not None and subject != child and subject.left_edge.lower_ in GRAMMAR.nobody:
        return subject.left_edge
    going = future(verb)
    return negation(going) if going is not None else None


def future(verb: Token) -> Token | None:
    """The "going" of "is going to A", which says no more than "will A"."""
    going = verb.head
    is_so = going.lower_ == "going" and any(t.dep_ == "aux" and lemma_of(t) == "be" for t in going.children)
    return going if is_so and verb.dep_ == "xcomp" and infinitive(verb) else None


def followed(word: Token, by: Container[str]) -> bool:
    """Whether one of some words in lower case stands right behind a word."""
    return word.i + 1 < len(word.doc) and word.nbor().lower_ in by


def only_follows(word: Token) -> bool:
    """Whether "not" is of "not only"."""
    return followed(word, GRAMMAR.not_only)


def denied(verb: Token) -> bool:
    """Whether a clause is negative in any way, its objects counted: "there is no peace", "nobody will"."""
    no = any(t.lower_ in ("no", "impossible") and t.dep_ in ("det", "acomp") for t in verb.subtree)
    return no or negation(verb) is not None or lemma_of(verb) == "impossible"


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
    if any(t.lower_ == "whether" or (t.lower_ == "if" and clause.dep_ == "ccomp") for t in clause.children):
        return True
    # "Cannot tell what sort of A", "how much A there might be".
    asking = (t.left_edge for t in clause.children if t.dep_ in ("attr", "dobj", "nsubj", "nsubjpass"))
    return clause.dep_ in ("ccomp", "conj", "pcomp") and any(
        t.tag_ in ("WDT", "WRB", "WP") and t.head.i > t.i for t in asking
    )


def conceded(verb: Token) -> bool:
    """Whether a clause is only granted: "yes, we A, but ..."."""
    granted = any(t.lower_ in GRAMMAR.conceding and t.i < verb.i for t in verb.children)
    return granted and any(t.lower_ == "but" and t.i > verb.i for t in verb.sent)


def _mandated(verb: Token) -> bool:
    """Whether a clause is in the subjunctive: "insisted that A be sent", "suggested that A end"."""
    helpers = auxiliaries(verb)
    # "Proposed that talks begin": the plural has no form of its own, and only what is put forward is no claim.
    base = helpers == {"be"} if helpers else verb.tag_ in ("VB", "VBP")
    if verb.tag_ == "VBP" and lemma_of(verb.head) in GRAMMAR.claiming:
        return False
    return base and opened_by(verb, "that") and verb.dep_ == "ccomp" and lemma_of(verb.head) in GRAMMAR.mandating


def needed(verb: Token) -> bool:
    """Whether a clause says what is to be: "should", "must", "has to", "insisted that A be", "it is time to"."""
    if auxiliaries(verb) & GRAMMAR.should or _mandated(verb):
        return True
    if verb.dep_ in ("xcomp", "acl", "relcl", "advcl") and any(t.lower_ == "to" for t in verb.children):
        head = verb.head
        time = head if lemma_of(head) == "time" else child_of(head, "nsubj")
        has = lemma_of(head) in ("have", "ought") and verb.dep_ == "xcomp"
        if time is None or lemma_of(time) != "time" or lemma_of(head) not in ("time", "come", "be"):
            return has
        return has or not any(t.lower_ == "no" for t in time.children)
    return False


def untimely(verb: Token) -> Token | None:
    """The "not" of "now is not the time to A"."""
    time = verb.head
    return negation(time.head) if lemma_of(time) == "time" and time.dep_ in ("attr", "nsubj") else None


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
    opens = before is None or before.is_punct or verb.is_sent_start is True
    return opens or before.lower_ in ("let", "please", "not", "’s", "'s", "us", "and")  # type: ignore[union-attr]


def holder_of(word: Token) -> Token | None:
    """Whose the attitude of a verb or adjective is; "accuse B of wanting" gives B, None where nobody is named."""
    if word.pos_ in ("VERB", "AUX") and word.dep_ != "acomp":
        if word.dep_ == "pcomp" and word.head.dep_ == "prep":
            other = child_of(word.head.head, "dobj", "nsubjpass")
            if other is not None and other.i < word.i:
                return other
        subject = subject_of(word)
        if word.dep_ == "acl" and subject == word.head and subject.dep_ in ("dobj", "pobj"):
            # "X signed a letter asking B to A": X asks.
            above = subject.head if subject.dep_ == "dobj" else subject.head.head
            if subject.dep_ == "pobj" and subject.head.lower_ == "with" and above.dep_ == "dobj":
                # "X brought a letter with names asking B to A".
                above = above.head
            return subject_of(above) if above.pos_ == "VERB" else subject
        return subject_of(word.head.head) if next_to_do(word) else subject
    governor = word.head
    if word.dep_ in ("acomp", "oprd", "conj", "xcomp", "attr", "ccomp", "advcl") and governor.pos_ in ("VERB", "AUX"):
        own = child_of(word, "nsubj")
        itself = own is None or own.lower_ in ("itself", "himself", "herself", "themselves")
        return subject_of(governor) if itself else own
    return governor if word.dep_ == "amod" else None


def asked_to(verb: Token) -> Token | None:
    """The verb by which somebody is made to do what an infinitive says: "asked us to A", "were urged to A"."""
    above = verb.head
    if verb.dep_ != "xcomp" or not infinitive(verb) or above.pos_ != "VERB":
        return None
    person = any(t.dep_ == "dobj" and t.pos_ in ("PRON", "PROPN") and t.i < verb.i for t in above.children)
    return above if passive(above) or person else None


def next_to_do(verb: Token) -> bool:
    """Whether an infinitive is what somebody is counted for: "X became the ninth town to A"."""
    counted = any(t.ent_type_ == "ORDINAL" or t.tag_ == "JJS" or t.lower_ in GRAMMAR.only for t in verb.head.children)
    return verb.dep_ in ("acl", "relcl") and infinitive(verb) and verb.head.dep_ == "attr" and counted


def only(word: Token) -> bool:
    """Whether "only" stands before a condition."""
    return any(t.lower_ in GRAMMAR.only for t in word.doc[max(0, word.i - 2) : word.i])


def small(clause: Token) -> bool:
    """Whether a clause has no finite verb of its own: "wants the law torn up", "asks B to go"."""
    opened = any(t.dep_ in ("aux", "mark") and t.lower_ != "to" for t in clause.children)
    return clause.tag_ in ("VBN", "VB", "JJ", "VBG") and not opened


def in_passing(word: Token) -> bool:
    """Whether a word only tells when or where something is: "at the summit", "after the talks"."""
    prep = word.head
    if word.dep_ != "pobj" or prep.lower_ not in GRAMMAR.times or only(prep) or lemma_of(prep.head) in GRAMMAR.aiming:
        # "Aimed at A" tells no time.
        return False
    # "No talks before A" asks for A; "says no at A" was only said there.
    return prep.lower_ not in GRAMMAR.depending or not denied(prep.head)


def imagined(word: Token) -> bool:
    """Whether a word stands under "if": what comes of it is told after, by a pronoun."""
    marks = (t for clause in word.ancestors if clause.dep_ == "advcl" for t in clause.children if t.dep_ == "mark")
    return any(t.lower_ in GRAMMAR.imagining for t in marks)


def formerly(verb: Token) -> bool:
    """Whether a verb tells of what was so and is no more: "once supported A", "used to support A"."""
    once = any(t.lower_ == "once" and t.i == verb.i - 1 for t in verb.children)
    return (once and verb.tag_ == "VBD") or (verb.dep_ == "xcomp" and verb.head.lower_ == "used" and infinitive(verb))


def inverted(verb: Token) -> Token | None:
    """The "should" of "should X happen", a condition: the subject stands behind it."""
    subject = child_of(verb, "nsubj", "nsubjpass")
    should = next((t for t in verb.children if t.lower_ == "should" and t.dep_ == "aux"), None)
    behind = should is not None and subject is not None and subject.i > should.i
    return should if behind and not asks(verb.sent.text) else None
