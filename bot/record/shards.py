"""Which servers one process of several looks after: Discord deals them out over shards by their ids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards ``ids`` of ``count``."""

    count: int = 1
    ids: tuple[int, ...] = (0,)

    def condition(self, column: str) -> str:
        """A condition in SQL on a column that holds a server's id."""
        return f"(({column} >> 22) % {self.count}) IN ({', '.join(map(str, self.ids))})"


ALL = Shards()
"""Those of a bot that is one process."""
