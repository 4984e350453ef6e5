"""Reading the view that briefings are composed from out of the stores."""

from collections.abc import Callable, Sequence

from bot.briefings.edition import Disagreement
from bot.briefings.view import RecordView
from bot.positions.issues import Issues
from bot.positions.registry import Registry
from bot.record.articles import ArticleStore
from bot.record.positions import PositionStore
from bot.record.statement import UNATTRIBUTED

NOBODY = "Nobody named"
"""How the reserved actor of words without a speaker is called."""

FindDisagreements = Callable[[RecordView], Sequence[Disagreement]]


def view_reader(
    articles: ArticleStore,
    positions: PositionStore,
    registry: Registry,
    issues: Issues,
    disagreements: FindDisagreements | None = None,
) -> Callable[[], RecordView]:
    """What reads the record as it stands: for ``Briefer``.

    ``disagreements`` finds where actors or figures stand against each other; without it opposite standing
    positions are paired (``bot.briefings.opposed``).
    """
    from bot.briefings.opposed import opposed

    def read() -> RecordView:
        found = positions.list()
        names = {actor: registry.name(actor) for actor in sorted({position.actor for position in found})}
        names[UNATTRIBUTED] = NOBODY
        view = RecordView.of(
            articles.all(), found, actor_names=names, issue_names={issue.id: issue.name for issue in issues.all}
        )
        return view.with_disagreements((disagreements or opposed)(view))

    return read
