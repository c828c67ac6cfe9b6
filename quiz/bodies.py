"""The text of a question with parameters: ``[[a]]`` is a value, ``[% if a > 1 %]`` a block, and TeX's braces are left alone.

Jinja in a sandbox with an unknown name as an error. What is printed is a number as TeX, or a formula by our own printer:
``[[ tex("a x + b y") ]]`` has no ``1 x`` and no ``+ -3 y`` in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from traceback import walk_tb
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from derivations.terms.printing import latex
from derivations.terms.reading import Names, Unreadable, read
from derivations.terms.term import number
from quiz.explaining import unreadable_facts
from quiz.parameters import settled

LARGEST_POWER = 64
Fault = tuple[int, str, dict[str, str]]


class _Sandbox(ImmutableSandboxedEnvironment):
    """Arithmetic of numbers only, and no power that takes all memory."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The product or power of two numbers. Raises SecurityError for others."""
        if not all(isinstance(each, int | float | Fraction) for each in (left, right)):
            raise SecurityError(f"{operator} is for numbers")
        if operator == "**" and abs(right) > LARGEST_POWER:
            raise SecurityError(f"an exponent is at most {LARGEST_POWER}")
        return super().call_binop(context, operator, left, right)


def filled(body: str, values: Mapping[str, Fraction]) -> str:
    """The body with the values put in. Raises jinja2.TemplateError, ValueError, TypeError, ArithmeticError as ``faults`` tells.

    >>> filled("[[a]]x [% if a > 2 %]$[[ tex('t = b x - a y') ]]$[% endif %]", {"a": Fraction(3), "b": Fraction(1)})
    '3x $t = x - 3 y$'
    """
    plain = {name: int(value) if value.denominator == 1 else value for name, value in values.items()}
    return _template(body).render(**plain, tex=_printer(values))


def faults(body: str, values: Mapping[str, Fraction]) -> Iterator[Fault]:
    """What keeps a body from being filled: (line of the body from 1, code, facts)."""
    environment = _environment()
    try:
        tree = environment.parse(body)
    except TemplateSyntaxError as error:
        yield error.lineno, "body-syntax", {"reason": error.message or ""}
        return
    known = {*values, "tex"}
    unknown = meta.find_undeclared_variables(tree) - known
    places = {each.name: each.lineno for each in reversed(list(tree.find_all(nodes.Name)))}
    for name in sorted(unknown):
        yield places.get(name, 1), "body-unknown-name", {"name": name}
    if unknown:
        return
    try:
        filled(body, values)
    except NotFormula as error:
        yield (
            _line_of(error),
            "formula-unreadable",
            {"text": error.text or "tex()", "reason": error.found.code, **unreadable_facts(error.found)},
        )
    except (TemplateError, ValueError, TypeError, ArithmeticError) as error:
        yield _line_of(error), "body-failed", {"reason": str(error)}


class NotFormula(ValueError):
    """What stands in ``tex(...)`` can't be read: the text, and where reading stopped."""

    def __init__(self, text: str, found: Unreadable) -> None:
        super().__init__(f"{text}: {found.code}, {found.at + 1}")
        self.text = text
        self.found = found


def _line_of(error: Exception) -> int:
    """The line of the template at which filling it stopped."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else 1


def _printer(values: Mapping[str, Fraction]) -> Callable[[str], str]:
    def tex(text: object = "") -> str:
        found = read(str(text), Names())
        if isinstance(found, Unreadable):
            raise NotFormula(str(text), found)
        return latex(settled(found.term, values))

    return tex


def _printed(value: Any) -> Any:
    """A number as TeX; a StrictUndefined passes, to raise where it is printed."""
    return latex(number(value)) if isinstance(value, int | Fraction) and not isinstance(value, bool) else value


@lru_cache(maxsize=1)
def _environment() -> _Sandbox:
    return _Sandbox(
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # numbers and formulas of our own printer go into Markdown of the bank
        keep_trailing_newline=True,
    )


@lru_cache(maxsize=512)
def _template(body: str) -> Template:
    return _environment().from_string(body)
