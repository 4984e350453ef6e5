"""Who does what a verb or an adjective says, as the parse has it and where the parse misses it."""

from spacy.tokens import Doc, Token

from bot.grammar.clauses import bare, infinitive, passive
from bot.grammar.words import GRAMMAR, VERBAL, child_of, hyphened


def said_of(noun: Token) -> Token | None:
    """Of whom a noun is said: "A is a country that ...", "A is among the countries that ..." say it of A."""
    verb = counting(noun)
    return subject_of(verb) if verb is not None else None


def counting(noun: Token) -> Token | None:
    """The verb that counts somebody among what a noun names: "A is among the countries", "A counts itself among"."""
    while noun.dep_ == "prep" or (noun.dep_ == "pobj" and noun.head.lower_ in ("among", "of")):
        noun = noun.head
    verb = noun.head if noun.dep_ == "attr" else noun
    itself = any(t.dep_ == "dobj" and t.lower_ in GRAMMAR.reflexive for t in verb.children)
    return verb if verb.lemma_ in GRAMMAR.being or (itself and verb.pos_ == "VERB") else None


def _without_noun(word: Token) -> bool:
    """Whether a word is a preposition of place that the parser hangs nothing on."""
    return word.lower_ in ("in", "at") and word.dep_ == "prep" and not list(word.children)


def subject_of(verb: Token) -> Token | None:
    """The noun that does what ``verb`` says: its own subject, or that of the verb it hangs on; None where none is.

    A relative pronoun is returned as it stands; a participle after a noun ("a letter saying") has that noun.
    """
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "ROOT" and verb.nbor(-1).text == ",":
        # Of "the minister, X, called A a joke" the parser makes a phrase.
        return verb.head
    if passive(verb):
        return child_of(child_of(verb, "agent"), "pobj")
    if verb.head.lower_ == "other" and verb.left_edge.lower_ == "than":
        # Of "all states other than A promised" the parser makes "than A promised".
        return None
    own = child_of(verb, "nsubj")
    if own is not None and hyphened(own):
        # Of "wrote co-leader X" the parser makes two subjects, "co" and "X".
        own = next((t for t in verb.rights if t.dep_ == "nsubj" and t.i > own.i), own)
    if own is not None and own.i > verb.sent.start and _without_noun(own.nbor(-1)):
        # Of "In A, the adviser X denied it" the parser takes A for who denied it.
        own = child_of(own, "appos") or own
    if own is not None or child_of(verb, "nsubjpass", "csubj", "expl") is not None:
        return (of_the_first_verb(own, verb) or own) if own is not None else None
    head = verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "dep"):
        return subject_above(verb)
    if verb.dep_ == "pcomp":
        # "X was quoted as saying": X says it, not who quotes.
        return of_whom(head.head)
    if verb.dep_ == "acl" and head.dep_ == "pobj" and head.lemma_ in GRAMMAR.events:
        # "X went into the summit promising A": who went.
        return of_whom(head.head.head)
    # "A letter saying"; "..., a newspaper reported on Monday".
    return head if verb.dep_ == "acl" and (verb.tag_ == "VBG" or head.dep_ == "npadvmod") else None


def of_the_first_verb(subject: Token, verb: Token) -> Token | None:
    """Who acts in "A hosted B and said C", where the parser makes B the subject and "A hosted" its description."""
    first = next((t for t in subject.lefts if t.dep_ == "amod" and t.tag_ in ("VBD", "VBN")), None)
    if first is None or first.is_sent_start or verb.nbor(-1).dep_ != "cc":
        return None
    actor = first.nbor(-1)
    return actor if actor.text[0].isupper() and actor.head == subject else None


def subject_above(verb: Token) -> Token | None:
    """The subject that a coordinate, infinitive or participle shares with the verb above it."""
    head = verb.head
    if verb.dep_ == "xcomp" and child_of(head, "dobj") is not None:
        return None
    if bare(verb) and verb.dep_ in ("conj", "advcl") and head.tag_ in ("VBD", "VBZ"):
        # "X insisted that Y should leave, close the bridge and pay": it is Y who is to close it.
        return None
    if verb.dep_ == "advcl" and (verb.tag_ not in ("VBG", "VBN", "VB") or verb.lower_ in GRAMMAR.to_somebody):
        return None
    if verb.dep_ == "conj" and verb.tag_ == "VBZ" and shifted(head) and head.head.tag_ == "VBD":
        # "X said A would come, and wants B": what is not in the tense of what is told is X's.
        return of_whom(head.head)
    return of_whom(head.head if head.pos_ == "ADJ" else head)


def shifted(clause: Token) -> bool:
    """Whether a clause that somebody told is in the tense of telling: "said A would come", "said A had come"."""
    helped = any(t.lower_ in ("would", "could", "had", "might") for t in clause.children if t.dep_ == "aux")
    return clause.dep_ == "ccomp" and (helped or clause.tag_ == "VBD")


def of_whom(word: Token) -> Token | None:
    """Who does what a verb says, or to whom it is done where it is passive; None of any other word."""
    if word.pos_ not in VERBAL:
        return None
    return child_of(word, "nsubjpass") if passive(word) else subject_of(word)


def holder_of(word: Token) -> Token | None:
    """Whose the attitude of a verb or adjective is; "accuse B of wanting" gives B, None where nobody is named."""
    if word.pos_ in VERBAL and word.dep_ != "acomp":
        if word.dep_ == "pcomp" and word.head.dep_ == "prep":
            above = word.head.head
            # "Criticised B for doing A", "objected to B for doing A".
            to = child_of(above, "prep") if word.head.lower_ == "for" else None
            other = child_of(above, "dobj", "nsubjpass") or child_of(to, "pobj")
            if other is not None and other.i < word.i:
                return other
        subject = letting_know(word) or subject_of(word)
        if word.dep_ == "acl" and subject == word.head and subject.dep_ in ("dobj", "pobj"):
            # "X signed a letter asking B to A": X asks.
            above = subject.head if subject.dep_ == "dobj" else subject.head.head
            if subject.dep_ == "pobj" and subject.head.lower_ == "with" and above.dep_ == "dobj":
                # "X brought a letter with names asking B to A".
                above = above.head
            return subject_of(above) if above.pos_ == "VERB" else subject
        return subject_of(word.head.head) if next_to_do(word) else subject
    governor = word.head
    if word.dep_ in ("acomp", "oprd", "conj", "xcomp", "attr", "ccomp", "advcl") and governor.pos_ in VERBAL:
        own = child_of(word, "nsubj")
        itself = own is None or own.lower_ in GRAMMAR.reflexive
        return subject_of(governor) if itself else own
    if word.dep_ != "amod":
        return None
    # "A is among the countries willing to B".
    return (said_of(governor) if governor.dep_ == "pobj" else None) or governor


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


def asked_aside(verb: Token) -> Token | None:
    """The speaker of "X, asked about B, said that A": the parser takes "X asked" for what was said."""
    aside = next((t for t in verb.lefts if t.dep_ == "ccomp" and t.tag_ in ("VBN", "VBD")), None)
    subject = child_of(aside, "nsubj")
    parted = subject is not None and verb.nbor(-1).text == subject.nbor().text == ","
    return subject if parted else None


def letting_know(verb: Token) -> Token | None:
    """Who tells in "X let B know that A", of whose "know" the parser makes B the subject."""
    lets = verb.head if verb.dep_ == "ccomp" and bare(verb) and verb.lemma_ in GRAMMAR.knowing else None
    return subject_of(lets) if lets is not None and lets.lemma_ == "let" else None


def predicative(noun: Token) -> bool:
    """Whether a noun is what a copula says: the "time" of "it is time for A", "now is the time for A"."""
    return noun.dep_ == "attr" or (noun.dep_ == "nsubj" and noun.i > noun.head.i)


def owner_of(noun: Token, uttering: frozenset[str]) -> Token | None:
    """Whose a noun is: its possessor, whom "by" or "of" names, or the subject of a verb of ``uttering`` it."""
    owner = child_of(noun, "poss")
    if owner is not None:
        own = subject_of(noun.head) if owner.tag_ == "PRP$" and noun.dep_ == "dobj" else None
        return own or owner
    by = next((t for t in noun.children if t.dep_ == "prep" and t.lower_ in ("by", "of", "from")), None)
    if by is not None:
        return child_of(by, "pobj")
    # "Is of the opinion that A".
    of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ == "be" else None
    if of is not None:
        return subject_of(of.head)
    return subject_of(noun.head) if noun.dep_ == "dobj" and noun.head.lemma_.lower() in uttering else None


def issuer_of(doc: Doc) -> str | None:
    """Whose the text below a paragraph is: "X and Y issued the following statement:"."""
    if not doc.text.rstrip().endswith(":") or not any(t.lower_ == "following" for t in doc):
        return None
    subject = subject_of(list(doc.sents)[-1].root)
    return doc[subject.left_edge.i : subject.right_edge.i + 1].text if subject is not None else None
