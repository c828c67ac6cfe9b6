r"""Markdown as pieces of HTML whose formulas stay TeX, between ``\(`` and ``\)``: what Moodle and Anki show by MathJax."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.escaping import visible
from quiz.exports import ConversionFailed
from quiz.exports._pandoc import run

SEAM = "a\ue000seam\ue000between\ue000pieces"


def pieces(markdowns: Sequence[str], language: str) -> tuple[str, ...]:
    r"""Each Markdown text as HTML, all in one run of pandoc. Raises ConversionFailed, MissingExtra.

    >>> pieces(["$x < 1$", "a & `b`"], "en")
    ('<p><span class="math inline">\\(x &lt; 1\\)</span></p>', '<p>a &amp; <code>b</code></p>')
    """
    if not markdowns:
        return ()
    joined = f"\n\n{SEAM}\n\n".join(visible(each.replace("\r\n", "\n"), keep="\n\t") for each in markdowns)
    made = tuple(each.strip() for each in run(joined, language, "--to=html5", "--mathjax").split(f"<p>{SEAM}</p>"))
    if len(made) != len(markdowns):
        raise ConversionFailed("a block of a question's text is opened and not closed")
    return made
