"""One encoder's cosines in terms of another's, so that what was measured with one holds for the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

QUANTILES = (0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98)
LEAST_STEP = 1e-4
"""Points nearer than this on either side are one: an encoder that gives everything the same cosine has no more."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A rising map of cosines, straight between points that match: ``given`` by this encoder, ``meant`` by the other.

    Both go from -1 to 1, which mean the same to every encoder.
    """

    given: tuple[float, ...]
    meant: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what is no such map.

        Raises:
            ValueError: the points do not rise from -1 to 1 on both sides.

        """
        sides = (self.given, self.meant)
        if len(self.given) != len(self.meant) or any(
            side[:1] != (-1.0,) or side[-1:] != (1.0,) or not np.all(np.diff(side) > 0) for side in sides
        ):
            raise ValueError("a scale's points rise from -1 to 1 on both sides")

    @classmethod
    def matching(cls, given: Sequence[float], meant: Sequence[float]) -> "Scale":
        """The map under which scores of one sample by this encoder are spread as those by the other are.

        Equal shares of both samples lie below matching points (equipercentile linking: Kolen and Brennan 2014, "Test
        Equating, Scaling, and Linking").
        """
        points = [(-1.0, -1.0)]
        for x, y in zip(np.quantile(given, QUANTILES), np.quantile(meant, QUANTILES), strict=True):
            before = points[-1]
            if all(at - last > LEAST_STEP and 1 - at > LEAST_STEP for at, last in zip((x, y), before, strict=True)):
                points.append((float(x), float(y)))
        points.append((1.0, 1.0))
        return cls(tuple(x for x, _ in points), tuple(y for _, y in points))

    def __call__(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines of this encoder in terms of the other's; the same shape."""
        return np.asarray(np.interp(cosines, self.given, self.meant), dtype=np.float32)

    def inverse(self, cosine: float) -> float:
        """Where a cosine of the other encoder lies for this one."""
        return float(np.interp(cosine, self.meant, self.given))
