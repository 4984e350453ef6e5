"""Which side a statement takes on an issue: attitude words in scope, negation, conditions.

The words are data (``config/stance.toml`` and each issue's own); the grammar is here: a negation turns the
attitude that follows it within its clause, an attitude toward an inverting object ("lifting sanctions") turns
around, a condition makes a yes conditional, and only some conditions do so with a no. What is left thin is unclear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.positions.issues import Issues
from bot.positions.patterns import Hit, Patterns, longest, same_length_fold
from bot.record.statement import Stance
from bot.tables import Section, load_table


class Attitude(Section):
    """Words for and against anything."""

    supports_strongly: tuple[str, ...]
    supports: tuple[str, ...]
    supports_faintly: tuple[str, ...] = ()
    opposes_strongly: tuple[str, ...]
    opposes: tuple[str, ...]
    neither: tuple[str, ...] = ()
    reverses: tuple[str, ...] = ()
    lessens: tuple[str, ...] = ()


class Unclear(Section):
    """Words of those who take no side."""

    decides: tuple[str, ...]
    phrases: tuple[str, ...]


class Condition(Section):
    """Words that tie a yes, or a no, to something else."""

    phrases: tuple[str, ...]
    none: tuple[str, ...] = ()
    firm: tuple[str, ...]
    from_refusal: tuple[str, ...]


class Negation(Section):
    """Words that negate, and how far they reach."""

    words: tuple[str, ...]
    not_negation: tuple[str, ...] = ()
    ends: tuple[str, ...]
    reach_words: Annotated[int, Field(gt=0)]


class StanceFile(Section):
    """The whole of ``stance.toml``."""

    attitude: Attitude
    unclear: Unclear
    condition: Condition
    negation: Negation


_CLAUSE_ENDS = (",", ";", ". ", " and ", " but ", " because ", " before ", " until ", " unless ", " if ")
_INVERTED = re.compile(r"\bshould (?=[A-Z])")
"""In "should Atlantis refuse" a name after "should" makes it a condition: a subject stands before a modal."""


_CONCESSION = re.compile(r"\b(?:though|although|albeit|whereas|despite|notwithstanding)\b", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:is|was|are|were|be|being)\b")


@dataclass(frozen=True, slots=True)
class _Evidence:
    points: float
    words: str
    at: int
    own: bool


POINTS = {
    "supports_strongly": 2.0,
    "supports": 0.8,
    "supports_faintly": 0.4,
    "opposes_strongly": -2.0,
    "opposes": -0.8,
}
OWN = 3.0
"""What a word of the issue itself is worth: more than any general one."""
NEGATED_NO = 0.4
"""What is left of a no that is negated ("did not rule out"): hardly a yes."""
NEGATED_OWN_NO = 0.1
"""And of one of the issue's own, which more often repeats the no ("against a foreign occupation")."""
NEGATED_TOPIC = -2.0
"""A negation that reaches the issue's own words and no attitude: "no foreign troops"."""
NEAR_WORDS = 2
"""Words between a negation and a no that it negates ("not rule out"); further off the no stands."""
AGAINST_OWN = 0.4
"""What a general word counts for against the issue's own."""
LATER = 0.6
"""What an attitude counts for behind a comma after the first one: the main clause comes first."""
CONDITION_REACH = 60
"""Letters after "if", "once" ... in which the thing it names is looked for."""
CONCEDED = 0.25
"""What an attitude counts for in a clause that concedes ("though it will handle logistics")."""
CLOSE = 4
"""Letters between a yes and the "not" that it is to ("vowed not to", "wants no")."""
STRONG = 1.6
"""Points from which a word such as "details" no longer makes a statement unclear."""
CLEAR = 0.8
"""Points from which a side is taken."""


class StanceClassifier:
    """Reads the stance of a statement toward an issue's sentence."""

    def __init__(self, lexicon: StanceFile, issues: Issues, file: Path) -> None:
        """Compile the lexicon for every issue.

        Raises:
            ConfigurationError: an entry that is not a pattern.

        """
        self._issues = issues
        self._negation = lexicon.negation
        attitude = lexicon.attitude
        general: dict[str, Sequence[str]] = {
            "supports_strongly": attitude.supports_strongly,
            "supports": attitude.supports,
            "supports_faintly": attitude.supports_faintly,
            "opposes_strongly": attitude.opposes_strongly,
            "opposes": attitude.opposes,
            "neither": attitude.neither,
            "not_negation": lexicon.negation.not_negation,
        }
        self._general = Patterns(general, str(file))
        self._unclear = Patterns({"decides": lexicon.unclear.decides, "unclear": lexicon.unclear.phrases}, str(file))
        self._conditions = Patterns(
            {"none": lexicon.condition.none, "firm": lexicon.condition.firm, "condition": lexicon.condition.phrases},
            str(file),
        )
        self._from_refusal = Patterns({"from_refusal": lexicon.condition.from_refusal}, str(file))
        self._reversing = Patterns({"reverses": attitude.reverses}, str(file))
        self._lessening = Patterns({"lessens": attitude.lessens}, str(file))
        self._negators = Patterns({"negation": lexicon.negation.words}, str(file))
        self._own = {
            issue.id: Patterns(
                {"own_supports": issue.supports, "own_opposes": issue.opposes, "inverts": issue.inverts},
                f'{file.parent / "issues.toml"}: issue "{issue.id}"',
            )
            for issue in issues.all
        }

    @classmethod
    def load(cls, file: Path, issues: Issues) -> "StanceClassifier":
        """Read ``stance.toml``.

        Raises:
            ConfigurationError: one sentence with file and key.

        """
        return cls(load_table(file, StanceFile), issues, file)

    def classify(
        self, text: str, issue: str, cue: str | None = None, speaker: str | None = None, negated: bool = False
    ) -> tuple[Stance, tuple[str, ...]]:
        """The stance of ``text`` toward the issue's sentence, and the words that decided it.

        ``cue`` is the saying verb where it stands outside the text ("rejected"), ``negated`` whether it is negated
        there. ``speaker`` is not looked at: a stance is read from words, never from who is known to hold it.
        """
        del speaker
        whole = text if not cue or cue.casefold() in text.casefold() else f"{'not ' if negated else ''}{cue}: {text}"
        found = self._weigh(whole, issue)
        points = sum(item.points for item in found)
        evidence = tuple(dict.fromkeys(item.words for item in found))
        strong = any(item.own for item in found)
        unclear = self._unclear.all(whole)
        if any(hit.group == "decides" for hit in unclear) or (unclear and not strong and abs(points) < STRONG):
            return "unclear", tuple(hit.words for hit in unclear)
        conditions, asked = self._conditions_of(whole, issue)
        tied = tuple(hit.words for hit in conditions)
        if points <= -CLEAR:
            refusing = [hit for hit in self._from_refusal.all(whole)]
            against = any(item.own and item.points < 0 for item in found)
            if not against and any(self._on_topic(whole, hit, issue) for hit in refusing):
                # "No talks before the guns fall silent": a no to everything else until this is done.
                return "supports", (*evidence, *(hit.words for hit in refusing))
            if refusing and not self._own_matter(whole, refusing, issue):
                return "conditional", (*evidence, *(hit.words for hit in refusing))
            return "opposes", tuple(item.words for item in found if item.points < 0)
        if conditions and (points > 0 or any(hit.group == "firm" for hit in conditions)):
            return "conditional", (*evidence, *tied)
        if points >= CLEAR or (asked and points >= 0):
            return "supports", tuple(item.words for item in found if item.points > 0) or asked
        return "unclear", evidence

    def _conditions_of(self, text: str, issue: str) -> tuple[list[Hit], tuple[str, ...]]:
        """What a yes is tied to; and the firm conditions whose own matter the issue is ("only after a truce")."""
        conditions, asked = [], []
        inverted = [Hit("condition", m.start(), m.end(), m.group()) for m in _INVERTED.finditer(text)]
        for hit in (*self._conditions.all(text), *inverted):
            if hit.group == "none" or self._own_matter(text, [hit], issue):
                continue
            if self._on_topic(text, hit, issue):
                asked += [hit.words] if hit.group == "firm" else []
            else:
                conditions.append(hit)
        return conditions, tuple(asked)

    def _own_matter(self, text: str, hits: list[Hit], issue: str) -> bool:
        """Whether these words are part of what the issue itself is about ("without Russia's consent")."""
        own = self._own[issue].all(text) if issue in self._own else []
        exempt = self._issues[issue].not_conditions if issue in self._issues else ()
        return all(
            any(o.start < hit.end and hit.start < o.end for o in own)
            or any(hit.words.casefold().startswith(word) for word in exempt)
            for hit in hits
        )

    def _on_topic(self, text: str, hit: Hit, issue: str) -> bool:
        """Whether what a condition names is the issue itself."""
        end = min((at for mark in (",", ";", ". ") if (at := text.find(mark, hit.end)) >= 0), default=len(text))
        end = min(end, hit.end + CONDITION_REACH)
        return any(hit.start < topic.end and topic.start < end for topic in self._topics(text, issue))

    def _topics(self, text: str, issue: str) -> list[Hit]:
        return [hit for hit in self._issues.patterns[issue].all(text) if hit.group == "cue"]

    def _weigh(self, text: str, issue: str) -> list[_Evidence]:
        own = self._own[issue].all(text) if issue in self._own else []
        hits = longest([*own, *self._general.all(text)])
        topic = self._topics(text, issue)
        inverted = any(hit.group == "inverts" for hit in hits)
        negators = [
            n for n in self._negators.all(text) if not any(h.start <= n.start and n.end <= h.end for h in hits)
        ]
        scopes = [(n, self._scope_end(text, n)) for n in negators]
        lessening = self._lessening.all(text)
        conceded = [(m.start(), self._comma_after(text, m.end())) for m in _CONCESSION.finditer(text)]
        found: list[_Evidence] = []
        used: set[int] = set()
        reversing = [
            (r, self._comma_after(text, r.end))
            for r in self._reversing.all(text)
            if not any(n.end <= r.start < end or n.start <= r.start < n.end for n, end in scopes)
        ]
        for hit in hits:
            points = _points(hit)
            within = any(t.start <= hit.start and hit.end <= t.end and t.end > hit.end for t in topic)
            if not points or (points < 0 and within and hit.group in POINTS):
                continue
            if (less := _for_lack(text, lessening, hit, hits)) is not None:
                found += less
                continue
            scope = next((n for n, end in scopes if n.end <= hit.start < end), None)
            if scope is not None:
                used.add(scope.start)
                scope = scope if _negates(scope, hit, points, text) else None
            turned = next((r for r, end in reversing if r.end < hit.start < end), None)
            # "vowed not to", "wants no", "would not": the yes is to a no.
            after = next((n for n, _ in scopes if 0 <= n.start - hit.end <= CLOSE), None)
            if after is not None and abs(points) < STRONG:
                continue
            turns = (scope is None) != (turned is None)
            own_no = hit.group == "own_opposes"
            if turns:
                points = -points if points > 0 else -points * (NEGATED_OWN_NO if own_no else NEGATED_NO)
            elif scope is not None:
                points *= NEGATED_NO
            elif after is not None and points > 0 and not hit.group.startswith("own"):
                points = -points
            if inverted and hit.group in POINTS:
                points = -points
            later = LATER if found and text.rfind(",", found[0].at, hit.start) >= 0 else 1.0
            later = CONCEDED if _inside(hit.start, conceded) else later
            words = " ".join(h.words for h in (scope, turned, hit) if h is not None)
            found.append(
                _Evidence(points * later, words, hit.start, hit.group.startswith("own") and not (own_no and turns))
            )
        found = _own_first(found)
        for negator, end in scopes:
            near = next((t for t in topic if negator.end <= t.start < end or t.start <= negator.start < t.end), None)
            if near and negator.start not in used:
                found.append(_Evidence(NEGATED_TOPIC, f"{negator.words} {near.words}", negator.start, False))
        return found

    def _comma_after(self, text: str, at: int) -> int:
        ends = [found for mark in _CLAUSE_ENDS if (found := text.find(mark, at)) >= 0]
        return min(ends, default=len(text))

    def _scope_end(self, text: str, negator: Hit) -> int:
        folded = same_length_fold(text)
        ends = [at for end in self._negation.ends if (at := folded.find(end, negator.end)) >= 0]
        end = min(ends, default=len(text))
        reached = folded[negator.end : end].split(" ")[: self._negation.reach_words + 1]
        return negator.end + len(" ".join(reached))


def _negates(negator: Hit, hit: Hit, points: float, text: str) -> bool:
    """Whether a negation turns an attitude it reaches.

    "Cannot ... without Russia" asks for Russia, and "will not discuss an unacceptable plan" stays a no.
    """
    far = len(text[negator.end : hit.start].split()) > NEAR_WORDS
    return not same_length_fold(hit.words).startswith("without") and not (points < 0 and far)


def _lessened(text: str, lessening: list[Hit], hit: Hit) -> Hit | None:
    """The doing less of something that this word is said of: "easing the pressure would be a mistake"."""
    for less in lessening:
        between = text[less.end : hit.start]
        if less.end < hit.start and _PREDICATE.search(between) and not re.search(r"[;.]|, (?:and|but)\b", between):
            return less
    return None


def _inside(at: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in stretches)


def _for_lack(text: str, lessening: list[Hit], hit: Hit, hits: list[Hit]) -> list[_Evidence] | None:
    """A no to less of a thing turned into a yes ("to cut off the aid would be a mistake"); None for other words."""
    points = _points(hit)
    if points >= 0 or hit.group not in POINTS:
        return None
    if any(less.start <= hit.start < less.end for less in lessening):
        said = any(_lessened(text, lessening, other) for other in hits if _points(other) < 0)
        return [] if said else None
    less = _lessened(text, lessening, hit)
    return [_Evidence(-points, f"{less.words} {hit.words}", hit.start, False)] if less else None


def _own_first(found: list[_Evidence]) -> list[_Evidence]:
    """The issue's own words outweigh general ones of the other side."""
    sign = sum(item.points for item in found if item.own)
    if not sign:
        return found
    return [e if e.own or e.points * sign > 0 else replace(e, points=e.points * AGAINST_OWN) for e in found]


def _points(hit: Hit) -> float:
    if hit.group == "own_supports":
        return OWN
    if hit.group == "own_opposes":
        return -OWN
    return POINTS.get(hit.group, 0.0)
