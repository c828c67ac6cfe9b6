"""Fonts of documents. They travel inside wheels, so that a sheet looks the same on every machine and needs no system package.

A page's mathematics needs a font with a MATH table, or brackets do not grow around fractions and matrices. The whole font is large,
so a page carries a subset: a core that nearly every formula needs, made once per process, and more only where a page needs it.
The subset is packed as WOFF, not WOFF2: 20 kB more on a page, and half a second less before the first one.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from re import findall

from quiz.extras import extra_file, extra_module

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
GREEK = "ΓΔΘΛΣΦΨΩαβγδεζηθικλμνξπρστυφχψω"
CORE = LETTERS + GREEK + "0123456789 +-−=<>≤≥≠≈±×⋅·∂∇∑∏∫√∞→∈′″,.;:!?()[]{}|∥⟨⟩/*⊤⊙…⋯"
CORE_POINTS = frozenset(map(ord, CORE))


def mathematics_font_file() -> Path:
    """STIX Two Math (SIL Open Font License), as the wheel ``ziamath`` carries it. Raises MissingExtra without it."""
    return extra_file("ziamath", "fonts/STIXTwoMath-Regular.ttf", "documents")


def japanese_font_file() -> Path:
    """IPAexGothic (IPA Font License), as the wheel ``matplotlib-fontja`` carries it. Raises MissingExtra without it."""
    return extra_file("matplotlib_fontja", "fonts/ipaexg.ttf", "documents")


def code_font_file() -> Path:
    """DejaVu Sans Mono, the font of code, as ``matplotlib`` (which the Japanese font needs) carries it."""
    return extra_file("matplotlib", "mpl-data/fonts/ttf/DejaVuSansMono.ttf", "documents")


def mathematics_font(html: str) -> bytes:
    """A WOFF subset of the mathematics font with every character of the page's formulas, in the shapes that formulas use."""
    used = frozenset(map(ord, "".join(findall(r"<math.*?</math>", html))))
    return _subset(frozenset(point for point in used - CORE_POINTS - _styled() if point > 0x7F))


@lru_cache(maxsize=32)
def _subset(more: frozenset[int]) -> bytes:
    """The core and ``more`` as WOFF; the same bytes for the same characters."""
    subset = extra_module("fontTools.subset", "documents")
    ttlib = extra_module("fontTools.ttLib", "documents")
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["ssty", "dtls"]
    options.name_IDs = [0, 1, 2, 13, 14]
    made = BytesIO()
    with ttlib.TTFont(mathematics_font_file(), recalcTimestamp=False, lazy=True) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=CORE_POINTS | more | _styled())
        subsetter.subset(font)
        font.flavor = "woff"
        font.save(made)
    return made.getvalue()


def _styled() -> frozenset[int]:
    """Mathematical bold and italic Latin, and italic Greek: a browser draws a single letter in italics (h is Planck's constant)."""
    return frozenset(range(0x1D400, 0x1D468)) | frozenset(range(0x1D6E2, 0x1D71C)) | {0x210E}


@lru_cache(maxsize=1)
def printable() -> frozenset[int]:
    """The code points that a PDF can show: those of the Japanese, the mathematics and the code font."""
    ttlib = extra_module("fontTools.ttLib", "documents")
    points: set[int] = set()
    for file in (japanese_font_file(), mathematics_font_file(), code_font_file()):
        with ttlib.TTFont(file, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)
