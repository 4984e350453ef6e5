"""What answering takes from the rest of the record, as functions: it knows no store."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.answering.candidate import Candidate
from bot.answering.claims import Claim, Counted
from bot.answering.excerpts import Speaker
from bot.answering.other_side import Stand, Taken
from bot.answering.standings import Stood


@dataclass(frozen=True, slots=True)
class LookUps:
    """What answering looks things up in.

    ``speaker`` tells who says a span, ``speakers`` all whose words it holds, ``actors`` for whom it counts,
    ``alignment`` how an outlet is aligned, ``stands`` on which sides of disagreements a candidate stands, on an issue
    or (None) on figures, ``actor_id`` whom a name or id stands for;
    ``covers`` gives what the record covers, for refusals.
    ``issues`` gives the ids of the issues that a question names, ``stances`` the clear stances that a span takes;
    ``issue`` the id of the one that a question is most about, ``standings`` who stands where on it, ``mentioned`` the
    ids of the actors that a question names, ``holder`` who held an office on a date, ``chief`` those whom all
    issues are about, ``actor_name`` and ``issue_name`` what to show for an id, ``claim`` what the words of a claim
    say, ``counted`` the figures that articles give for a quantity.
    """

    speaker: Speaker
    alignment: Callable[[str | None], str | None]
    covers: Callable[[], Sequence[str]]
    stands: Callable[[Candidate, str | None], Collection[Stand]]
    actors: Callable[[str, int, int], frozenset[str]]
    actor_id: Callable[[str], str | None]
    speakers: Callable[[str, int, int], frozenset[str]] = lambda _article, _start, _end: frozenset()
    issues: Callable[[str], frozenset[str]] = lambda _question: frozenset()
    stances: Callable[[str, int, int], frozenset[Taken]] = lambda _article, _start, _end: frozenset()
    issue: Callable[[str], str | None] = lambda _question: None
    standings: Callable[[str, frozenset[str]], Sequence[Stood]] = lambda _issue, _actors: ()
    mentioned: Callable[[str], frozenset[str]] = lambda _question: frozenset()
    holder: Callable[[str, str | None], str | None] = lambda _office, _on: None
    chief: frozenset[str] = frozenset()
    actor_name: Callable[[str], str] = str
    issue_name: Callable[[str], str] = str
    claim: Callable[[str], Claim] = lambda _words: Claim()
    counted: Callable[[str], Counted] = lambda _quantity: ()
