"""The view that briefings are composed from, out of the ledger of positions, and its picture."""

from collections.abc import Iterable, Mapping

from bot.briefings import edition
from bot.briefings.edition import Briefing, Side
from bot.briefings.view import RecordView
from bot.pictures.drawing import DRAWING
from bot.positions import disagreements
from bot.positions.ledger import Cell, Ledger, Matrix
from bot.record.article import Article
from bot.record.deliveries import Picture
from bot.record.statement import UNATTRIBUTED

NOBODY = "Nobody named"
"""How the reserved actor of words without a speaker is called."""

PICTURE = "positions.png"


def view_of(ledger: Ledger) -> RecordView:
    """The record as the ledger has read it."""
    actors = sorted({row.position.actor for row in ledger.rows})
    names = {actor: NOBODY if actor == UNATTRIBUTED else ledger.registry.name(actor) for actor in actors}
    view = RecordView.of(
        ledger.articles.values(),
        (row.position for row in ledger.rows),
        actor_names=names,
        issue_names={issue.id: issue.name for issue in ledger.issues.all},
        against=frozenset(
            (row.position.actor, row.position.issue, row.position.stance) for row in ledger.rows if row.against
        ),
        alignments={row.outlet: row.alignment for row in ledger.rows if row.outlet and row.alignment},
    )
    return view.with_disagreements(joined(ledger.disagreements(), ledger.articles))


def joined(
    found: Iterable[disagreements.Disagreement], articles: Mapping[str, Article]
) -> Iterable[edition.Disagreement]:
    """The disagreements with the articles that their sides stand in."""
    for one in found:
        if one.a.article in articles and one.b.article in articles:
            yield edition.Disagreement(one.kind, one.issue, _side(one.a, articles), _side(one.b, articles))


def _side(side: disagreements.Side, articles: Mapping[str, Article]) -> Side:
    return Side(articles[side.article], side.text, side.start, side.end, side.paragraph, side.position)


def draw(ledger: Ledger, view: RecordView, briefing: Briefing) -> Picture | None:
    """The matrix of a briefing's standing positions as a picture; None where there is nothing to draw."""
    from bot.pictures.matrix import matrix_picture

    said: dict[tuple[str, str], list[str]] = {}
    for row in view.rows:
        said.setdefault((row.position.actor, row.position.issue), []).append(row.position.stance)
    shown = [standing for standing in briefing.standing if standing.actor != UNATTRIBUTED]
    cells = {}
    for standing in shown:
        stances = said.get((standing.actor, standing.issue), [])
        cells[standing.actor, standing.issue] = Cell(
            standing.stance, {"supports", "opposes"} <= set(stances), len(stances)
        )
    if not cells:
        return None
    analysts = {standing.actor for standing in shown if not standing.rows[0].official}
    weight = {actor: sum(cell.count for (who, _), cell in cells.items() if who == actor) for actor, _ in cells}
    actors = sorted(weight, key=lambda actor: (actor in analysts, -weight[actor], actor))
    issues = [issue.id for issue in ledger.issues.all if any(key[1] == issue.id for key in cells)]
    with DRAWING:
        picture = matrix_picture(Matrix(tuple(actors), tuple(issues), cells), ledger)
    return Picture(PICTURE, picture.png, picture.alternative)
