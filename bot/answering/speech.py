"""Questions for somebody's words, and sentences that tell them."""

import re
from collections.abc import Iterable

from bot.answering.question import AUXILIARIES, Name

_SAYS = re.compile(
    r"\b(?:say|says|said|think|thinks|claim|claims|claimed|tell|tells|told|call|calls|called|argue|argues|argued|warn|"
    r"warns|warned|announced?|announces|demand|demands|demanded|describe|describes|described|promised?|promises|"
    r"predict|predicts|predicted|insist|insists|insisted|stated?|states|answer|answers|answered|repl(?:y|ies|ied)|"
    r"respond|responds|responded)\b",
    re.IGNORECASE,
)
_SAYS_SURELY = re.compile(r"\b(?:says?|said|told|tells?|thinks?|argues|warned|warns)\b", re.IGNORECASE)
"""Of keywords only these are verbs: "demands for peace", "claim on land" and "state" are none."""
_ASKED = re.compile(
    rf"^\W*(?:[\w'’]+ )?(?:what|how|why|when|where|which|who|whom|whose|{AUXILIARIES})\b",
    re.IGNORECASE,
)
_NOUNS = frozenset(
    {"state", "states", "claim", "claims", "demand", "demands", "call", "calls", "answer", "answers", "promise"}
)
"""Of these verbs the same is a noun: "a Norden state", "the Norden claim"."""
_OWNED = re.compile(r"(?:['’]s|\b(?:the|an?|its|his|her|their|which|what|whose)) $", re.IGNORECASE)
_DOES = re.compile(r"\b(?:do|does|did|has|have|had|will|would|can|could|should) the $", re.IGNORECASE)
"""What stands before whoever says it: "what does the Kremlin claim"."""
_WHO_DOES = re.compile(rf"^\W*who (?!(?:{AUXILIARIES})\b)", re.IGNORECASE)
"""Who it was is asked: "who reported that Italy had promised it?"."""
_BESIDE_ITS_VERB = re.compile(
    rf"(?:\W|\b(?:{AUXILIARIES}|(?:and|or) [^\W_]+|also|not|never|ever|once|first|last|just|then|now|since|"
    r"himself|herself|itself|themselves|\w+ly)\b)*$",
    re.IGNORECASE,
)
"""What may stand between somebody's name and the verb by which the words are theirs."""


def asked_to_speak(question: str, names: Iterable[Name]) -> Name | None:
    """Return the name whose words are asked for ("What did Rutte say ..."), None without one."""
    verb = (_SAYS if _ASKED.match(question) else _SAYS_SURELY).search(question)
    if verb is None or _WHO_DOES.match(question):
        return None
    before = question[: verb.start()]
    found = [(before.rfind(name.text), name) for name in names if name.text in before]
    if not found:
        return None
    place, name = max(found, key=lambda pair: pair[0])
    thing = name.text.islower() or (verb.group().lower() in _NOUNS and not _DOES.search(before[:place]))
    if thing and _OWNED.search(before[:place]):
        return None  # "Italy's constitution", "the treaty", "a Palestinian state": a thing
    between = before[place + len(name.text) :]
    # "Italy's minister" and "the UN envoy" are somebody else.
    possessive = between.startswith(("'s", "’s")) or name.text.endswith(("'s", "’s"))
    return name if not possessive and _BESIDE_ITS_VERB.match(between) else None


def without_speech(question: str) -> str:
    """A question with the verbs by which somebody's words are told blotted out."""
    return _SAYS.sub(lambda verb: " " * len(verb.group()), question)


def says(word: str) -> bool:
    """Whether a word is a verb by which somebody's words are told."""
    return bool(_SAYS.fullmatch(word))


_HOLDER = re.compile(
    r"\b(?:according to|per|in the (?:view|eyes|opinion|words) of|as seen by) (?P<who>[^,;?]+)"
    r"|\b(?:as|the way) (?P<sees>[^,;?]+?) (?:sees?|saw|tells?|told|puts?) (?:it|them|things)\b"
    r"|\bin (?P<whose>[^,;?]+?)(?:['’]s|s['’]) (?:view|eyes|opinion|words)\b",
    re.IGNORECASE,
)


def holder_of(question: str) -> str | None:
    """Whose view is asked for ("according to the envoy", "in the envoy's view"); None where nobody's is."""
    match = _HOLDER.search(question)
    return (match["who"] or match["sees"] or match["whose"]).strip() if match else None


_TELLS = re.compile(
    _SAYS.pattern + r"|\b(?:stress|note|add|believe|reiterat|emphasi|express|propos|suggest|urg|hop|want|offer|"
    r"accus|welcom|compar|liken|prais|critici[sz]|condemn|blam|denounc|reject|refus|oppos|support|back|admit|confirm|den(?:y|ie)|recall|remark|point)\w*",
    re.IGNORECASE,
)


def tells(word: str) -> bool:
    """Whether a word is a verb of saying or of attitude."""
    return bool(_TELLS.fullmatch(word))


_WHO_SAYS = re.compile(rf"^\W*who (?!(?:{AUXILIARIES})\b)(?:\w+ly )?(?P<verb>\w+)", re.IGNORECASE)


def asks_who_says(question: str) -> bool:
    """Whether it is asked whose words or attitude something is: "who admitted that the dam leaks?"."""
    match = _WHO_SAYS.match(question)
    return match is not None and tells(match["verb"])


BESIDE = 40
"""Characters between somebody's name and the verb by which the words are theirs, at most."""
_OBJECT = re.compile(r"\b(?:to|with|by|of|for|from|against|about|on|over) (?:[\w.’'-]+ ){0,3}$", re.IGNORECASE)
"""What stands before a name that is no subject: "spoke with A and noted"."""
_DONE_TO = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?$", re.IGNORECASE)
"""What stands before a participle: "A was accused" says nothing of what A said."""
_SAID_BY = re.compile(
    r"\b(?:sa(?:ys|id)|add(?:s|ed)|according to|quot(?:es|ed|ing)),? "
    r"(?:(?!(?:about|that|to|with|against|for|on|by)\b)[\w.’'-]+,? ){0,6}$",
    re.IGNORECASE,
)


def tells_words_of(sentence: str, names: Iterable[str]) -> bool:
    """Whether a sentence has one of the names as the subject of a verb by which somebody's words are told."""
    places = [match for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", sentence, re.I)]
    verbs = [verb for verb in _TELLS.finditer(sentence) if not _DONE_TO.search(sentence[: verb.start()])]
    return any(
        _SAID_BY.search(sentence[: name.start()])
        or (
            not _OBJECT.search(sentence[: name.start()])
            and any(0 <= verb.start() - name.end() <= BESIDE for verb in verbs)
        )
        for name in places
    )


_ROLE = re.compile(
    rf"^\W*(?:what|how)(?: else)? (?:{AUXILIARIES}) (?P<who>(?:the|an?|[\w.-]+['’]s?) [^,;?]+?) {_SAYS.pattern}",
    re.IGNORECASE,
)


def role_asked_to_speak(question: str) -> tuple[int, int] | None:
    """Where it stands whose words are asked for by no name: "the mayor of A", "the lawyer"; None where nobody's are.

    Several ("the diplomats") may be called otherwise each.
    """
    match = _ROLE.match(question)
    several = match is None or re.search(r"\band\b|\w(?:s|people)$", match["who"], re.IGNORECASE)
    return None if match is None or several else match.span("who")


def heard(question: str, name: Name) -> bool:
    """Whether somebody is told what is asked for: "What did A tell B?", "in A's B News interview"."""
    who = re.escape(name.text)
    return bool(
        re.search(rf"\b(?:tells?|told|interview with) (?:the )?{who}\b", question, re.I)
        or re.search(rf"\b{who}(?: [A-Z]\w*)* interview\b", question)
    )
