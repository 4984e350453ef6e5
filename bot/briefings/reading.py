"""The view that briefings are composed from, out of the ledger of positions, and its picture."""

from collections.abc import Mapping
from functools import partial

from bot.briefings.edition import Briefing, Window
from bot.briefings.stored import StoredTold
from bot.briefings.told import Told
from bot.briefings.view import RecordView
from bot.ledger.ledger import Ledger
from bot.ledger.matrix import Matrix
from bot.pictures.drawing import DRAWING
from bot.positions.issues import CUE, OTHER, Issues, points
from bot.record.article import Article
from bot.record.citations import Quotation
from bot.record.deliveries import Picture
from bot.record.schedules import Scope
from bot.record.statement import UNATTRIBUTED

NOBODY = "Nobody named"
"""How the reserved actor of words without a speaker is called."""

PICTURE = "positions.png"


def view_of(ledger: Ledger, guild: int | None = None) -> RecordView:
    """The record as the ledger of a server's readers has it."""
    strayed = ledger.stored.strayed()

    def told(window: Window, scope: Scope, there: Mapping[str, Article]) -> Told:
        some = ledger if len(there) == len(ledger.articles) else ledger.before(there)
        return StoredTold(some, window, scope, whole=ledger, strayed=strayed, guild=guild)

    return RecordView(
        ledger.articles,
        told,
        actor_names={
            actor: NOBODY if actor == UNATTRIBUTED else ledger.name(actor) for actor in sorted(ledger.held())
        },
        issue_names={issue.id: issue.name for issue in ledger.issues.all if issue.id != OTHER},
        alignments=ledger.stored.alignments,
        names_issue=partial(_names, ledger.issues),
        sees=ledger.stored.positions.sees,
    )


def _names(issues: Issues, issue: str, words: str) -> bool:
    return issue in issues and points(issues.patterns[issue].all(words)) >= CUE


def draw(ledger: Ledger, briefing: Briefing) -> Picture | None:
    """The matrix of a briefing's standing positions as a picture; None where there is nothing to draw."""
    from bot.pictures.matrix import matrix_picture

    shown = [standing for standing in briefing.standing if standing.actor != UNATTRIBUTED]
    cells = {(standing.actor, standing.issue): standing.cell for standing in shown}
    if not cells:
        return None
    analysts = {standing.actor for standing in shown if not standing.rows[0].official}
    weight = {actor: sum(cell.count for (who, _), cell in cells.items() if who == actor) for actor, _ in cells}
    actors = sorted(weight, key=lambda actor: (actor in analysts, -weight[actor], actor))
    issues = [issue.id for issue in ledger.issues.all if any(key[1] == issue.id for key in cells)]
    with DRAWING:
        moved = {(change.now.position.actor, change.now.position.issue) for change in briefing.changes}
        matrix = Matrix(tuple(actors), tuple(issues), cells)
        best = [standing.rows[0] for standing in shown]
        picture = matrix_picture(matrix, ledger, changed=moved, rows=best)
    cites = tuple(Quotation.of(row.article, row.position.text).labelled(row.position) for row in picture.rows)
    return Picture(PICTURE, picture.png, picture.alternative, cites)
