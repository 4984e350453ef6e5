"""No module imports another that, by whatever way, imports it: every one can be understood after those below it."""

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_circle_anywhere():
    graph = grimp.build_graph("bot", "embeddings")
    below = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        order = list(TopologicalSorter(below).static_order())
    except CycleError as error:
        raise AssertionError(f"a circle: {' > '.join(error.args[1])}") from error
    assert order.index("bot.discord.bot") < order.index("bot.discord.client")
