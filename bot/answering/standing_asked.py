"""Which positions of the ledger a question asks for: of whom, on which issue."""

from collections.abc import Sequence

from bot.answering.look_ups import LookUps
from bot.answering.standings import Stood, asked_to_act, asks_where_they_stand, granted, of_one, whose


def standing_asked(
    look_ups: LookUps, question: str, actor: str | None
) -> tuple[str, frozenset[str], Sequence[Stood]]:
    """Return the issue on which a question asks who stands where, of whom (empty: of all), and who does."""
    issue = look_ups.issue(question)
    if issue is None:
        return "", frozenset(), ()
    if asks_where_they_stand(question):
        wanted = frozenset({actor}) if actor else whose(question, look_ups.mentioned)
        if not wanted and of_one(question):
            # "The mayor's position": of somebody whom the ledger does not know by that.
            return "", frozenset(), ()
        return issue, wanted, look_ups.standings(issue, wanted)
    taken = granted(question, look_ups.mentioned)
    if taken is not None:
        # "Why does A back it?" of one that is against it: where it stands comes first.
        stood = look_ups.standings(issue, taken[0])
        otherwise = stood if all(one.stance != taken[1] for one in stood) else ()
        return issue if otherwise else "", frozenset(), otherwise
    acting = asked_to_act(question, look_ups.mentioned)
    stood = look_ups.standings(issue, acting) if acting else ()
    return issue if acting else "", frozenset() if stood else acting, stood
