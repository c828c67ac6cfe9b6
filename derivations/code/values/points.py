"""Where free names are looked at in numbers: a function of the name alone, so that every table sees the same points."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

POINTS = 3


class Points(dict[str, npt.NDArray[np.float64]]):
    """The values of each name at the points, made when they are asked for; all positive where that is needed."""

    is_positive = False

    def __missing__(self, name: str) -> npt.NDArray[np.float64]:
        seed = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=6).digest(), "big")
        generator = np.random.default_rng(seed)
        return generator.uniform(0.2, 1.7, size=POINTS) if self.is_positive else generator.normal(size=POINTS)
