"""Markdown with TeX maths as a terminal can show it: ``$\\dfrac{dz}{dx} = 2t$`` is dz/dx = 2t there.

Nothing is read as a formula, so that whatever an author writes stays as it is written; a command that is not known is its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_GREEK = re.findall(
    r"\w+",
    """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega
    Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega""",
)
_LETTERS = {
    **dict(zip(_GREEK, "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", strict=True)),
    **{"varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "ell": "l", "infty": "∞", "hbar": "ħ"},
    **{
        "lfloor": "⌊",
        "rfloor": "⌋",
        "lceil": "⌈",
        "rceil": "⌉",
        "lVert": "‖",
        "rVert": "‖",
        "Vert": "‖",
        "lvert": "|",
        "rvert": "|",
    },
    **{"vert": "|", "mid": "|", "langle": "⟨", "rangle": "⟩", "sum": "Σ", "prod": "Π", "int": "∫", "top": "T", "prime": "'"},
    **{"dots": "...", "ldots": "...", "cdots": "...", "vdots": "...", "quad": "  ", "qquad": "   "},
    **{"{": "{", "}": "}", "|": "‖", "$": "$", "%": "%", "_": "_", "&": "&", "#": "#", "!": ""},
}
_BETWEEN = {
    **{
        "cdot": "·",
        "times": "×",
        "odot": "⊙",
        "otimes": "⊗",
        "oplus": "⊕",
        "div": "÷",
        "pm": "±",
        "mp": "∓",
        "circ": "∘",
        "ast": "*",
    },
    **{"leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "equiv": "≡", "sim": "~", "propto": "∝"},
    **{"to": "→", "rightarrow": "→", "mapsto": "↦", "leftarrow": "←", "Rightarrow": "⇒", "in": "∈", "ll": "≪", "gg": "≫"},
}
_TIGHT = {"partial": "∂", "nabla": "∇"}
_ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
    "vec": "\u20d7",
}
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_FONTS = frozenset(
    {"mathbf", "mathrm", "mathsf", "mathit", "mathcal", "mathbb", "boldsymbol", "bm", "text", "textbf", "operatorname"}
)
_SIZES = re.compile(r"(?:left|right|[bB]igg?[lrm]?)$")
_NOTHING = frozenset({"displaystyle", "textstyle", "limits", "nolimits"})
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_WRITTEN = re.compile(
    r"(?P<code>```.*?```|`[^`\n]*`)|\$\$(?P<display>.*?)\$\$|(?<!\\)\$(?P<inline>[^$]+)\$|\*\*(?P<bold>[^*\n]+)\*\*", re.DOTALL
)
_MATRIX = re.compile(r"[pbvBV]?matrix$")
MOST_BRACES = 200


def unformatted(text: str) -> str:
    """Text with its maths as a person would type it; code stays.

    >>> unformatted("Let $t = x^{10}$. Find $\\\\dfrac{\\\\partial E}{\\\\partial w_{ji}}$, **not** `$t`.")
    'Let t = x^10. Find ∂E/∂w_ji, not `$t`.'
    """
    return re.sub(r"\n{3,}", "\n\n", _WRITTEN.sub(_piece, text))


def maths(tex: str) -> str:
    """A formula in TeX as text on a line, or on several where it has several.

    >>> maths(r"\\mathbf{y} = \\frac{1}{2}x + \\sqrt{n} \\cdot \\left( \\hat{y} - \\tfrac{a+b}{c} \\right)^2")
    'y = (1/2)x + √n · (ŷ - (a+b)/c)^2'
    >>> maths(r"W = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}, \\sigma'(u) \\leq \\unknown{u}")
    "W = [1, 2; 3, 4], σ'(u) ≤ unknown u"
    >>> maths(r"\\tanh \\dfrac{x}{2} = \\dfrac13 \\ln x")
    'tanh (x/2) = 1/3 ln x'
    """
    if tex.count("{") > MOST_BRACES:
        return tex
    return _tidy(_Formula(tex).text())


def _piece(found: re.Match[str]) -> str:
    if found["code"]:
        return found["code"]
    if found["display"] is not None:
        return "\n" + "\n".join(f"    {line}" for line in maths(found["display"]).split("\n")) + "\n"
    return found["bold"] or maths(found["inline"])


def _tidy(text: str) -> str:
    lines = (re.sub(r"(?<=[(\[⌊‖]) +| +(?=[)\]⌋,.;])", "", re.sub(r" +", " ", line)).strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def _bracketed(text: str) -> str:
    """With brackets, where it is more than one thing."""
    return f"({text})" if re.search(r"[ +\-/·×=]", text) else text


class _Formula:
    """A formula's tokens, taken from the left."""

    def __init__(self, tex: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(tex)
        self.at = 0
        self.matrices = 0
        self.is_after_word = False

    def text(self, end: str = "") -> str:
        """All up to ``end``, a token, or to the formula's end."""
        return "".join(self.pieces(end))

    def pieces(self, end: str) -> Iterator[str]:
        """What stands up to ``end``, one thing after another."""
        while self.at < len(self.tokens):
            token = self.take()
            if token == end:
                return
            yield self.command(token[1:]) if token[0] == "\\" and len(token) > 1 else self.sign(token)

    def sign(self, token: str) -> str:
        """A token that is no command."""
        self.is_after_word = self.is_after_word and token.isspace()
        match token:
            case "{":
                return self.text("}")
            case "^" | "_":
                raised = _tidy(self.argument())
                return token + (raised if re.fullmatch(r"[^\W_]*|.", raised) else f"({raised})")
            case "&":
                return ", " if self.matrices else " "
            case "~":
                return " "
        return " " if token.isspace() else token

    def command(self, name: str) -> str:
        """A command with what it takes."""
        is_after_word, self.is_after_word = self.is_after_word, False
        if name in _FRACTIONS:
            over, under = _bracketed(_tidy(self.argument())), _bracketed(_tidy(self.argument()))
            follows = self.tokens[self.at] if self.at < len(self.tokens) else " "
            is_joined = is_after_word or re.match(r"[\w(]|\\[A-Za-z]", follows)
            return f"({over}/{under})" if is_joined else f"{over}/{under}"
        if name == "sqrt":
            inside = _tidy(self.argument())
            return f"√{inside}" if len(inside) == 1 else f"√({inside})"
        if name in _ACCENTS:
            return f"{self.argument()}{_ACCENTS[name]}"
        if name in _FONTS:
            return self.argument()
        if name in ("begin", "end"):
            return self.environment(name, self.argument())
        if _SIZES.match(name):
            following = self.take() if self.at < len(self.tokens) else ""
            return "" if following == "." else self.command(following[1:]) if following[:1] == "\\" else following
        return self.symbol(name)

    def symbol(self, name: str) -> str:
        """A command that takes nothing."""
        if name in _TIGHT:
            self.skip_spaces()
            return _TIGHT[name]
        if name in _BETWEEN:
            return f" {_BETWEEN[name]} "
        if name in _NOTHING:
            return ""
        if name == "\\":
            return "; " if self.matrices else "\n"
        known = _LETTERS.get(name, name if name.isalpha() else " ")
        follows = self.tokens[self.at] if self.at < len(self.tokens) else ""
        self.is_after_word = is_word = len(known) > 1 and known.isalpha()
        return f"{known} " if is_word and re.match(r"[\w{\\]", follows) and follows != "_" else known

    def environment(self, which: str, name: str) -> str:
        """The beginning or the end of an environment; a matrix is written as a list of rows."""
        if name == "array":
            self.skip_spaces()
            if which == "begin" and self.tokens[self.at : self.at + 1] == ["{"]:
                self.argument()
        if not _MATRIX.match(name):
            return ""
        self.matrices += 1 if which == "begin" else -1
        self.skip_spaces()
        return "[" if which == "begin" else "]"

    def argument(self) -> str:
        """A group in braces, or a single thing."""
        self.skip_spaces()
        if self.at >= len(self.tokens):
            return ""
        token = self.take()
        return self.command(token[1:]) if token[0] == "\\" and len(token) > 1 else self.sign(token)

    def skip_spaces(self) -> None:
        """Pass over spaces, which end a command's name."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1

    def take(self) -> str:
        """The next token."""
        self.at += 1
        return self.tokens[self.at - 1]
