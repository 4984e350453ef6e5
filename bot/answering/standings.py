"""Who stands where on an issue, asked of the ledger: each actor's newest clear stance, and the words that say so."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import LABELS, Excerpt, Stances
from bot.answering.candidate import Candidate
from bot.ledger.cell import stance_of, weight
from bot.ledger.rows import Row
from bot.record.statement import UNATTRIBUTED, Stance

ABOUT_AS_WELL = 0.05
"""Of an actor's words that fit a question so nearly alike the newest are shown."""
_STANDS = re.compile(
    r"\b(?:support|back|favou?r|oppos|reject|refus|endors|approv|agree|disagree|accept|object|volunteer|"
    r"rul(?:e[sd]?|ing) out)\w*\b"
    r"|\b(?:against|in favou?r of|wants?|(?<!of the )willing|ready|prepared|divided)\b|\bstands? on\b|\bfor or\b"
    # Of the United States, Nations and Kingdom nobody asks whether they are of one mind.
    r"|\b(?-i:united)\b(?! (?:states|nations|kingdom)\b)"
    r"|\b(?:position|stance|view|attitude)s?\b(?: of\b)?",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:oppos|reject|refus|disagree|object|block|veto|declin|resist)\w*\b|\brul(?:e[sd]?|ing) out\b|\bagainst\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:support|back|endors|approv|agree|accept|welcom|volunteer)\w*\b|\bfavou?r\w*\b|\b(?:willing|ready|prepared)\b",
    re.IGNORECASE,
)
_SIDES: Mapping[Stance, re.Pattern[str]] = {"opposes": _AGAINST, "supports": _FOR}
_WHY = re.compile(r"^\W*why\b", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:who|which)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:who|which|what|where|is|are|do|does|did|has|have|had|will|would|can|could)\b", re.IGNORECASE
)
_WHERE = re.compile(
    r"^\W*(?:[\w.'’-]+ ){1,4}(?:position|stance|view|attitude)s? (?:on|toward|towards|about)\b", re.IGNORECASE
)
"""Keywords that ask it: "A's position on B"."""
_OPENS = re.compile(r"^\W*(?:is|are|do|does|did|has|have|had|will|would|can|could)\s+", re.IGNORECASE)
"""An auxiliary with a capital is none of the name behind it: "Did Lund refuse"."""
_OF_ONE = re.compile(
    r"(?:['’]s|s['’]) (?:position|stance|view|attitude)s?\b|\b(?:position|stance|view|attitude)s? of\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"^\W*(?:should|must|ought)\b", re.IGNORECASE)
"""What is right is asked: the answer is who holds it to be."""
_SAYS = re.compile(
    r"\b(?:(?<!\ba )(?<!\bany )(?<!\bno )sa(?:y|ys|id)|call(?:s|ed)?|told|tell|describ\w+)\b", re.IGNORECASE
)


def asks_where_they_stand(question: str) -> bool:
    """Whether a question asks who is for or against something, or where somebody stands."""
    asks = (
        _WHERE.search(question) or _SHOULD.search(question) or (_ASKS.search(question) and _STANDS.search(question))
    )
    return bool(asks) and not _SAYS.search(question)


_AUXILIARY = re.compile(r"^\W*(?:is|are|do|does|will|would)\s+(?P<who>(?:[\w.'’-]+\s+){1,3})", re.IGNORECASE)


def asked_to_act(question: str, mentioned: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The actors of whom it is asked whether they do something ("Will A send troops?"); none for other questions."""
    match = _AUXILIARY.match(question)
    return mentioned(match["who"]) if match else frozenset()


def whose(question: str, mentioned: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The actors whose stance a question asks for; none where it asks of all ("which countries ...").

    They stand before the word of attitude, or behind "the position of": "Does A back it?", not "who backs it in A?".
    """
    word = _STANDS.search(question)
    if word is None or _WHO.search(question) or _SHOULD.search(question):
        return frozenset()
    before, behind = _OPENS.sub("", question[: word.start()]), question[word.end() :]
    return mentioned(behind.split(" on ")[0]) if word.group().endswith(" of") else mentioned(before)


def of_one(question: str) -> bool:
    """Whether it is asked where somebody stands who is named in the question, by name or otherwise."""
    return _OF_ONE.search(question) is not None


@dataclass(frozen=True, slots=True)
class Stood:
    """One actor's stance on an issue and the rows that say it, the newest and weightiest first."""

    actor: str
    stance: Stance
    rows: tuple[Row, ...]


class Standings:
    """The newest clear stance of every actor on every issue."""

    def __init__(
        self, rows: Iterable[Row], people: Mapping[str, str] | None = None, blocs: Collection[str] = ()
    ) -> None:
        """Read the actors' own ``rows``.

        ``people`` are the names of persons by id, who speak for somebody else; ``blocs`` the ids of actors of several
        members, who may stand on both sides.
        """
        self._people = dict(people or {})
        cells: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            p = row.position
            if row.shown and p.actor != UNATTRIBUTED and p.stance in LABELS:
                cells.setdefault((p.issue, p.actor), []).append(row)
        self._by_issue: dict[str, list[Stood]] = {}
        for (issue, actor), group in cells.items():
            self._by_issue.setdefault(issue, []).extend(_newest(actor, group, several=actor in blocs))

    def on(self, issue: str, actors: Collection[str] = ()) -> list[Stood]:
        """Who stands where on ``issue``, those of ``actors`` where any are given.

        A person stands where it has said so itself, whoever it spoke for: a former chancellor is not her state.
        """
        stood = self._by_issue.get(issue, [])
        if not actors:
            return stood
        names = {self._people[actor] for actor in actors if actor in self._people}
        own = (
            replace(one, rows=one.rows if one.actor in actors else tuple(_said_by(names, one.rows))) for one in stood
        )
        return [one for one in own if one.rows]


def _said_by(names: Collection[str], rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.position.speaker in names)


def _newest(actor: str, rows: Sequence[Row], *, several: bool) -> Iterator[Stood]:
    """A later clear stance replaces an earlier one; an actor that took both sides at one date is named on both.

    Of ``several`` members each replaces but what it said itself ("European diplomats", "European states"). What has
    no date counts only where nothing is dated.
    """
    voices: dict[str | None, list[Row]] = {}
    for row in rows:
        voices.setdefault(row.position.speaker if several else None, []).append(row)
    taken = {stance for said in voices.values() for stance in _last_taken(said)}
    for stance in LABELS:
        if stance in taken:
            told = [row for row in rows if row.position.stance == stance]
            told.sort(key=lambda row: (row.article.id, row.position.start))
            told.sort(key=lambda row: (row.published or "", weight(row)), reverse=True)
            yield Stood(actor, stance, tuple(told))


def _last_taken(rows: Sequence[Row]) -> set[Stance]:
    newest = max(row.published or "" for row in rows)
    last = [row for row in rows if (row.published or "") == newest]
    taken = {row.position.stance for row in last}
    return taken if {"supports", "opposes"} <= taken else {stance_of(last)}


def granted(question: str, mentioned: Callable[[str], frozenset[str]]) -> tuple[frozenset[str], Stance] | None:
    """Of whom "why does A back it?" takes for granted to be for or against, and which; None for other questions."""
    words = {side: pattern.search(question) for side, pattern in _SIDES.items()}
    found = [(side, match) for side, match in words.items() if match is not None]
    if not _WHY.search(question) or len(found) != 1:
        return None
    side, match = found[0]
    actors = mentioned(question[: match.start()])
    return (actors, side) if actors else None


def side_asked(question: str) -> Stance | None:
    """The side that "who is for it" and "which states reject it" ask for; None for both, and of one actor."""
    if not _WHO.search(question):
        return None
    asked = [side for side, pattern in _SIDES.items() if pattern.search(question)]
    return asked[0] if len(asked) == 1 else None


def voices(
    stood: Sequence[Stood],
    candidates: Sequence[Candidate],
    most: int,
    side: Stance | None = None,
    *,
    newest: bool = False,
) -> list[Candidate]:
    """The words to show for who stands where: both sides first, then by how well they fit the question.

    Of the sides the one asked for (``side``) leads. ``newest``: an actor's newest words are shown however they fit.

    ``candidates`` are what was retrieved, best first. An actor's rows that were retrieved go before those that were
    not; one sentence that speaks for several is shown once. At most ``most`` are returned.
    """
    retrieved: dict[str, list[tuple[int, Candidate]]] = {}
    for number, candidate in enumerate(candidates):
        retrieved.setdefault(candidate.article, []).append((number, candidate))
    places: dict[tuple[str, int, int], int] = {}
    for one in stood:
        for row in one.rows:
            p = row.position
            near = retrieved.get(p.article, ())
            places[p.article, p.start, p.end] = next(
                (number for number, c in near if c.start < p.end and p.start < c.end), len(candidates)
            )
    best: list[tuple[int, float, Stance, Row]] = []
    for one in stood:
        ranks = [places[r.position.article, r.position.start, r.position.end] for r in one.rows]
        row, place = (one.rows[0], ranks[0]) if newest else _newest_fitting(one.rows, ranks, candidates)
        best.append((place, -weight(row), one.stance, row))
    best.sort(key=lambda entry: (*entry[:2], entry[3].article.id, entry[3].position.start, entry[3].position.actor))
    stances = sorted(dict.fromkeys(entry[2] for entry in best), key=lambda stance: stance != side)
    for number, stance in enumerate(stances):
        # The best of each stance leads.
        first = next(entry for entry in best[number:] if entry[2] == stance)
        best.remove(first)
        best.insert(number, first)
    shown: dict[tuple[str, int, int], Candidate] = {}
    top = candidates[0].score if candidates else 1.0
    for place, _, _, row in best:
        p = row.position
        score = (
            candidates[place].score
            if place < len(candidates)
            else min(top, candidates[-1].score if candidates else 1)
        )
        made = Candidate(p.article, p.start, p.end, p.paragraph, p.text, score, score, frozenset(), frozenset())
        shown.setdefault((p.article, p.start, p.end), made)
    return list(shown.values())[:most]


def _newest_fitting(rows: Sequence[Row], ranks: Sequence[int], candidates: Sequence[Candidate]) -> tuple[Row, int]:
    """The first of an actor's rows that fits the question about as well as any, and its rank among the candidates."""
    least = min(ranks)
    fits = [candidates[rank].fit if rank < len(candidates) else -1.0 for rank in ranks]
    bar = fits[ranks.index(least)] - ABOUT_AS_WELL
    found = next(n for n, (rank, fit) in enumerate(zip(ranks, fits, strict=True)) if rank == least or fit >= bar)
    return rows[found], ranks[found]


def stances_of(
    issue: str,
    stood: Sequence[Stood],
    excerpts: Sequence[Excerpt],
    actor_name: Callable[[str], str],
    issue_name: Callable[[str], str],
) -> tuple[Stances, ...]:
    """Actors by stance, each with the place of the excerpt that says it; who has none among them is left out."""
    found: list[Stances] = []
    for stance in LABELS:
        actors = []
        for one in stood:
            places = (
                number for number, excerpt in enumerate(excerpts) if any(_within(row, excerpt) for row in one.rows)
            )
            place = next(places, None) if one.stance == stance else None
            if place is not None:
                actors.append((one.actor, actor_name(one.actor), place))
        if actors:
            found.append(Stances(issue, issue_name(issue), stance, tuple(sorted(actors, key=lambda actor: actor[2]))))
    return tuple(found)


def _within(row: Row, excerpt: Excerpt) -> bool:
    p = row.position
    return p.article == excerpt.article and excerpt.start <= p.start and p.end <= excerpt.end
