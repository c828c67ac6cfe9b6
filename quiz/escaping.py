"""Text that stays text: what a student typed, made inert for the format it is written into.

Two things can go wrong with foreign text. It can be read as markup, so every character with a meaning is escaped or fenced; and
it can be invisible or reorder its neighbours (control, format and bidirectional characters, lone surrogates), so those are shown
by their code point.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import escape

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def code_point(character: str) -> str:
    """How a character that cannot be shown is written.

    >>> code_point("\\u202e")
    '[U+202E]'
    """
    return f"[U+{ord(character):04X}]"


def visible(text: str, keep: str = "") -> str:
    """``text`` with every unseen character written as its code point, except those in ``keep``.

    >>> visible("ab\\u202ec\\n")
    'ab[U+202E]c[U+000A]'
    """
    return "".join(
        code_point(character) if character not in keep and unicodedata.category(character) in UNSEEN else character
        for character in text
    )


def markdown_text(text: str) -> str:
    """``text`` as one run of Markdown prose that reads exactly as it was typed.

    Every ASCII punctuation mark is escaped, so nothing can begin a list, a link, a formula, a tag or a table cell.

    >>> print(markdown_text("<b>*x*</b> $1"))
    \\<b\\>\\*x\\*\\<\\/b\\> \\$1
    """
    return "".join(f"\\{character}" if character in PUNCTUATION else character for character in visible(text))


def markdown_code(text: str) -> str:
    """``text`` as a Markdown code span, on one line; the fence is longer than any run of backticks inside.

    >>> print(markdown_code("a`b"))
    `` a`b ``
    >>> print(markdown_code("x^2"))
    `x^2`
    """
    shown = visible(text)
    fence = "`" * (_longest_run(shown) + 1)
    padded = f" {shown} " if "`" in shown or shown != shown.strip() else shown
    return f"{fence}{padded}{fence}"


def markdown_block(text: str, info: str = "") -> str:
    """``text`` as a fenced Markdown block, its lines kept; ``info`` names the programming language to highlight.

    >>> print(markdown_block("a\\nb"))
    ```
    a
    b
    ```
    """
    shown = visible(text.replace("\r\n", "\n"), keep="\n\t")
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{info}\n{shown}\n{fence}"


def markdown_maths(tex: str) -> str:
    r"""A formula of our own printers as inline Markdown maths, fit for a table cell; an empty formula gives nothing.

    >>> print(markdown_maths(r"|x| + \|y\|"))
    $\vert x\vert  + \Vert y\Vert$
    """
    bars = {"|": r"\vert ", r"\|": r"\Vert ", "$": r"\$"}
    tokens = re.findall(r"\\[A-Za-z]+|\\.|.", visible(tex.replace("\n", " ")))
    safe = "".join(bars.get(token, token) for token in tokens).strip()
    return f"${safe}$" if safe else ""


def html_text(text: str) -> str:
    """``text`` as HTML prose or the value of an attribute.

    >>> html_text("<b>\\u202e")
    '&lt;b&gt;[U+202E]'
    """
    return str(escape(visible(text)))


def typst_string(text: str) -> str:
    """``text`` as the inside of a Typst string literal.

    >>> print(typst_string('say "x" #y'))
    say \\"x\\" #y
    """
    return visible(text).replace("\\", "\\\\").replace('"', '\\"')


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
