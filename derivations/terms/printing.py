r"""Term to text and to LaTeX, in the order in which the term is written; what is printed reads back as the same term.

One fold with two tables of how an operation looks. Brackets are set by the strength of operators: only where leaving them out
would change how the text is read, and round a negative factor.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivations.terms import notation
from derivations.terms.names import parts
from derivations.terms.notation import ATOM, NEGATIVE, POWER, PRODUCT, RELATION, SUM
from derivations.terms.term import Term, names, rebuild

Printed = tuple[str, int]


def plain(node: Term) -> str:
    """The term as calculator text.

    >>> from derivations.terms.term import apply, name
    >>> x = name("x")
    >>> plain(2 * (x + 1) ** 2), plain(apply("sigmoid", x) * (1 - apply("sigmoid", x))), plain(x - (x - 1))
    ('2*(x + 1)^2', 'sigmoid(x)*(1 - sigmoid(x))', 'x - (x - 1)')
    """
    return _plain(node)[0]


def latex(node: Term) -> str:
    r"""The term as LaTeX.

    >>> from derivations.terms.term import apply, name
    >>> x = name("x")
    >>> print(latex(2 * (x + 1) / x), latex(apply("sigmoid", x) * (1 - apply("sigmoid", x))))
    \frac{2 \left(x + 1\right)}{x} \sigma\left(x\right) \left(1 - \sigma\left(x\right)\right)
    """
    if "sigma" in names(node):
        node = _sigmoid_by_name(node)  # σ is a quantity here
    return _latex(node)[0]


def _sigmoid_by_name(node: Term) -> Term:
    args = tuple(_sigmoid_by_name(each) for each in node.args)
    return Term("Sigmoid", args) if node.op == "sigmoid" else rebuild(node, args)


def _inside(printed: Printed, least: int, left: str = "(", right: str = ")") -> str:
    text, strength = printed
    return text if strength >= least else f"{left}{text}{right}"


def _number(node: Term) -> str:
    if node.literal is not None:
        return node.literal
    value = node.value
    if not isinstance(value, int | Fraction):
        return str(value)
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    places = 0
    while (exact * 10**places).denominator != 1 and places < 400:
        places += 1
    digits = str((exact * 10**places).numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _sum(node: Term, write: Callable[[Term], Printed], bracket: Callable[[Printed, int], str]) -> str:
    text = ""
    for at, summand in enumerate(node.args):
        minus = summand.op == "neg" and at > 0
        operand = summand.args[0] if minus else summand
        shown = bracket(write(operand), PRODUCT if minus or at else NEGATIVE)
        text += shown if at == 0 else f" {'-' if minus else '+'} {shown}"
    return text


# plain text


def _plain(node: Term) -> Printed:
    handler = _PLAIN.get(node.op)
    if handler is not None:
        return handler(node)
    return f"{node.op}({', '.join(plain(each) for each in node.args)})", ATOM


def _plain_product(sign: str) -> Callable[[Term], Printed]:
    def write(node: Term) -> Printed:
        factors = []
        for at, each in enumerate(node.args):
            printed = _plain(each)
            is_inner = each.op in ("mul", "matmul", "hadamard") or (at > 0 and each.op == "div")
            factors.append(f"({printed[0]})" if is_inner else _inside(printed, PRODUCT))
        return sign.join(factors), PRODUCT

    return write


def _plain_div(node: Term) -> Printed:
    above, below = node.args
    top = _plain(above)
    bottom = _plain(below)
    left = f"({top[0]})" if above.op in ("matmul", "hadamard") else _inside(top, PRODUCT)
    return f"{left}/{_inside(bottom, POWER)}", PRODUCT


def _plain_pow(node: Term) -> Printed:
    base, exponent = node.args
    raised = _plain(exponent)
    shown = raised[0] if exponent.op in ("number", "name", "constant") else f"({raised[0]})"
    return f"{_inside(_plain(base), ATOM)}^{shown}", POWER


def _plain_derivative(node: Term) -> Printed:
    quantity, *variables = (str(each.value) for each in node.args)
    glyph = str(node.value)
    if len(variables) == 1:
        return f"{glyph}{quantity}/{glyph}{variables[0]}", PRODUCT
    order = len(variables)
    if len(set(variables)) == 1:
        return f"{glyph}^{order}{quantity}/{glyph}{variables[0]}^{order}", PRODUCT
    return f"{glyph}^{order}{quantity}/{' '.join(glyph + each for each in variables)}", PRODUCT


def _plain_taken(node: Term) -> str:
    order, inner = _repeated(node)
    power = f"^{order}" if order > 1 else ""
    return f"{node.value}{power}/{node.value}{plain(node.args[1])}{power}({plain(inner)})"


def _plain_matrix(node: Term) -> Printed:
    rows = ", ".join(f"[{', '.join(plain(each) for each in row)}]" for row in _rows(node))
    return f"[{rows}]", ATOM


def _plain_relation(sign: str) -> Callable[[Term], Printed]:
    return lambda node: (_chain(node, sign, _plain, _inside), RELATION)


def _chain(node: Term, sign: str, write: Callable[[Term], Printed], bracket: Callable[[Printed, int], str]) -> str:
    """A relation; one whose left side is a relation is a chain, ``0 < x < 1``."""
    left, right = node.args
    return f"{bracket(write(left), RELATION)} {sign} {bracket(write(right), SUM)}"


def _plain_bracketed(left: str, right: str) -> Callable[[Term], Printed]:
    return lambda node: (f"{left}{', '.join(plain(each) for each in node.args)}{right}", ATOM)


def _rows(node: Term) -> list[tuple[Term, ...]]:
    assert isinstance(node.value, tuple)
    rows, columns = node.value
    return [node.args[row * columns : (row + 1) * columns] for row in range(rows)]


_PLAIN: dict[str, Callable[[Term], Printed]] = {
    "number": lambda node: (_number(node), ATOM),
    "name": lambda node: (str(node.value), ATOM),
    "constant": lambda node: (str(node.value), ATOM),
    "opaque": lambda node: (f"{node.value}({', '.join(plain(each) for each in node.args)})", ATOM),
    "add": lambda node: (_sum(node, _plain, _inside), SUM),
    "neg": lambda node: (f"-{_inside(_plain(node.args[0]), PRODUCT)}", NEGATIVE),
    "mul": _plain_product("*"),
    "matmul": _plain_product(" @ "),
    "hadamard": _plain_product(" ⊙ "),
    "div": _plain_div,
    "pow": _plain_pow,
    "transpose": lambda node: (f"{_inside(_plain(node.args[0]), ATOM)}^T", POWER),
    "derivative": _plain_derivative,
    "D": lambda node: (_plain_taken(node), ATOM),
    "at": lambda node: (f"{plain(node.args[0])} at {', '.join(plain(each) for each in node.args[1:])}", RELATION),
    "matrix": _plain_matrix,
    "list": _plain_bracketed("[", "]"),
    "set": _plain_bracketed("{", "}"),
    "tuple": _plain_bracketed("(", ")"),
    "interval": lambda node: (f"{str(node.value)[0]}{', '.join(plain(each) for each in node.args)}{str(node.value)[1]}", ATOM),
    **{op: _plain_relation(sign) for sign, op in notation.RELATIONS.items()},
}


# LaTeX


def _latex(node: Term) -> Printed:
    handler = _LATEX.get(node.op)
    if handler is not None:
        return handler(node)
    row = notation.BY_NAME.get(node.op)
    command = row.latex if row else rf"\operatorname{{{node.op}}}"
    return rf"{command}\left({', '.join(_tex(each) for each in node.args)}\right)", ATOM


def _tex(node: Term) -> str:
    return _latex(node)[0]


def _tall(printed: Printed, least: int) -> str:
    return _inside(printed, least, r"\left(", r"\right)")


def _latex_product(sign: str) -> Callable[[Term], Printed]:
    def write(node: Term) -> Printed:
        text = ""
        for at, each in enumerate(node.args):
            printed = _latex(each)
            is_inner = each.op in ("mul", "matmul", "hadamard")
            shown = rf"\left({printed[0]}\right)" if is_inner else _tall(printed, PRODUCT)
            text += shown if at == 0 else f"{_between(node.args[at - 1], each, shown, sign)}{shown}"
        return text, PRODUCT

    return write


def _between(before: Term, after: Term, shown: str, sign: str) -> str:
    """A dot where two factors side by side would be read otherwise: before a digit, between derivatives, after a name."""
    if sign.strip():
        return sign
    is_mixed = before.op == "number" and shown.startswith(r"\frac")
    is_applied = before.op == "opaque" and shown.startswith(r"\left(")
    if shown[0] in "0123456789." or is_mixed or is_applied or not {"derivative", "tuple"}.isdisjoint((before.op, after.op)):
        return r" \cdot "
    return " "


def _latex_pow(node: Term) -> Printed:
    base, exponent = node.args
    return f"{_tall(_latex(base), ATOM)}^{{{_tex(exponent)}}}", POWER


def _latex_derivative(node: Term) -> Printed:
    quantity, *variables = (_tex(each) for each in node.args)
    d = r"\partial " if node.value == "∂" else "d"
    if len(variables) == 1:
        return rf"\frac{{{d}{quantity}}}{{{d}{variables[0]}}}", POWER
    order = len(variables)
    below = f"{d}{variables[0]}^{{{order}}}" if len(set(variables)) == 1 else " ".join(f"{d}{each}" for each in variables)
    return rf"\frac{{{d.strip()}^{{{order}}} {quantity}}}{{{below}}}", POWER


_ACCENTED = frozenset(notation.ACCENTS.values())
_LETTERS = {letter: "\\" + letter for letter in notation.GREEK}


def _escaped(name: str) -> str:
    return name.replace("_", r"\_")


def _latex_name(node: Term) -> Printed:
    name = str(node.value)
    if name.startswith("1_"):  # a vector or matrix of ones
        return rf"\mathbf{{1}}_{{{name[2:]}}}", ATOM
    if name.endswith("_"):
        return rf"\mathrm{{{_escaped(name)}}}", ATOM
    base, subscripts, index = parts(name)
    digits = base[len(base.rstrip("0123456789")) :]
    letters = base[: len(base) - len(digits)]
    shown = _LETTERS.get(letters) or (letters if len(letters) <= 1 else rf"\mathrm{{{letters}}}")
    below = [digits] if digits and shown else []
    below += [each.strip("{}") for each in subscripts.split("_") if each]
    if below and below[0] in _ACCENTED and len(below) <= 2 and not digits and not shown.startswith("\\mathrm"):
        shown = rf"\{below.pop(0)}{{{shown}}}"
    text = shown + (f"_{{{','.join(below)}}}" if below else "")
    if not shown:
        text = name if not digits else rf"\mathbf{{{digits}}}_{{{''.join(below)}}}"
    return text + (f"^{{{index[1:]}}}" if index else ""), ATOM


def _latex_matrix(node: Term) -> Printed:
    rows = r" \\ ".join(" & ".join(_tex(each) for each in row) for row in _rows(node))
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}", ATOM


def _latex_bracketed(left: str, right: str) -> Callable[[Term], Printed]:
    return lambda node: (rf"\left{left}{', '.join(_tex(each) for each in node.args)}\right{right}", ATOM)


def _latex_relation(sign: str) -> Callable[[Term], Printed]:
    return lambda node: (_chain(node, sign, _latex, _tall), RELATION)


def _latex_abs(node: Term) -> Printed:
    """Bars, but not round other bars: it could not be seen which belong together."""
    inside = _tex(node.args[0])
    return (rf"\operatorname{{abs}}\left({inside}\right)" if "|" in inside else rf"\left|{inside}\right|"), ATOM


def _latex_taken(node: Term) -> Printed:
    d = r"\partial" if node.value == "∂" else "d"
    gap = " " if d != "d" else ""
    order, inner = _repeated(node)
    if order > 1:
        return (
            rf"\frac{{{d}^{{{order}}}}}{{{d}{gap}{_tex(node.args[1])}^{{{order}}}}} {_tall(_latex(inner), PRODUCT + 1)}",
            PRODUCT,
        )
    return rf"\frac{{{d}}}{{{d}{gap}{_tex(node.args[1])}}} {_tall(_latex(node.args[0]), PRODUCT + 1)}", PRODUCT


def _latex_log(node: Term) -> Printed:
    """A simple base below the sign, any other as an argument."""
    base, inside = _tex(node.args[0]), _tex(node.args[1])
    sign = rf"\log_{{{base}}}\left(" if not node.args[0].args else rf"\operatorname{{logb}}\left({base}, "
    return rf"{sign}{inside}\right)", ATOM


def _repeated(node: Term) -> tuple[int, Term]:
    """How often, and of what, a derivative is to be taken by one variable."""
    order, inner = 1, node.args[0]
    while inner.op == "D" and inner.args[1] == node.args[1]:
        order, inner = order + 1, inner.args[0]
    return order, inner


def _latex_opaque(node: Term) -> Printed:
    name = str(node.value)
    bare = name.rstrip("'")
    shown = bare if len(bare) == 1 else _LETTERS.get(bare) or rf"\operatorname{{{_escaped(bare)}}}"
    return rf"{shown}{name[len(bare) :]}\left({', '.join(_tex(each) for each in node.args)}\right)", ATOM


_LATEX: dict[str, Callable[[Term], Printed]] = {
    "number": lambda node: (_number(node), ATOM),
    "name": _latex_name,
    "constant": lambda node: (notation.CONSTANTS[str(node.value)], ATOM),
    "opaque": _latex_opaque,
    "add": lambda node: (_sum(node, _latex, _tall), SUM),
    "neg": lambda node: (f"-{_tall(_latex(node.args[0]), PRODUCT)}", NEGATIVE),
    "mul": _latex_product(" "),
    "matmul": _latex_product(r" \,{} "),
    "hadamard": _latex_product(r" \odot "),
    "div": lambda node: (rf"\frac{{{_tex(node.args[0])}}}{{{_tex(node.args[1])}}}", POWER),
    "pow": _latex_pow,
    "exp": lambda node: (f"e^{{{_tex(node.args[0])}}}", POWER),
    "sqrt": lambda node: (rf"\sqrt{{{_tex(node.args[0])}}}", ATOM),
    "cbrt": lambda node: (rf"\sqrt[3]{{{_tex(node.args[0])}}}", ATOM),
    "root": lambda node: (rf"\sqrt[{_tex(node.args[1])}]{{{_tex(node.args[0])}}}", ATOM),
    "abs": _latex_abs,
    "norm": lambda node: (rf"\left\|{_tex(node.args[0])}\right\|", ATOM),
    "floor": lambda node: (rf"\left\lfloor {_tex(node.args[0])} \right\rfloor", ATOM),
    "ceil": lambda node: (rf"\left\lceil {_tex(node.args[0])} \right\rceil", ATOM),
    "binomial": lambda node: (rf"\binom{{{_tex(node.args[0])}}}{{{_tex(node.args[1])}}}", ATOM),
    "logb": _latex_log,
    "transpose": lambda node: (rf"{_tall(_latex(node.args[0]), ATOM)}^{{\top}}", POWER),
    "derivative": _latex_derivative,
    "D": _latex_taken,
    "at": lambda node: (
        rf"\left. {_tex(node.args[0])} \right|_{{{', '.join(_tex(each) for each in node.args[1:])}}}",
        ATOM,
    ),
    "matrix": _latex_matrix,
    "list": _latex_bracketed("[", "]"),
    "set": _latex_bracketed(r"\{", r"\}"),
    "tuple": _latex_bracketed("(", ")"),
    "interval": lambda node: _latex_bracketed(str(node.value)[0], str(node.value)[1])(node),
    **{op: _latex_relation(sign) for op, sign in notation.RELATION_LATEX.items()},
}
