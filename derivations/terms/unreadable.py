"""Why a text could not be read: a code, a place, what was found and what was expected. Codes, never sentences.

The languages' message files are tested against ``CODES`` and ``EXPECTED``; a new reason is a row here and a sentence there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# The code, and the facts that come with it.
CODES: dict[str, tuple[str, ...]] = {
    "empty": (),
    "limit_length": ("limit",),
    "limit_tokens": ("limit",),
    "limit_depth": ("limit",),
    "limit_digits": ("limit",),
    "limit_exponent": ("limit",),
    "limit_signs": ("limit",),
    "forbidden_character": ("name",),
    "confusable_letter": ("name", "looks_like"),
    "unbalanced_open": (),
    "unbalanced_close": (),
    "mismatched_bracket": ("opened",),
    "missing_operand": (),
    "missing_operator": (),
    "missing_argument": ("function",),
    "wrong_argument_count": ("function", "wanted", "given"),
    "unknown_name": ("nearest",),
    "unknown_function": ("nearest",),
    "unknown_command": (),
    "ambiguous_division": ("first", "second"),
    "ambiguous_power": ("first", "second"),
    "ambiguous_argument": ("first", "second"),
    "ambiguous_inverse": ("first", "second"),
    "ambiguous_bars": (),
    "ambiguous_comma": (),
    "mixed_number": ("first", "second"),
    "number_after_name": ("first", "second"),
    "several_answers": (),
    "several_equations": (),
    "misplaced_relation": (),
    "repeated_factorial": (),
    "double_exponent": (),
    "prime": (),
    "prose": (),
    "not_supported": ("construct",),
}

# What may stand in ``expected``.
EXPECTED = ("operand", "operator", "argument", "name", "end", "(", ")", "]", "{", "}", r"\}", "|", "⌋", "⌉", r"\end", "=", "/")

LIMIT_LENGTH = 4_000
LIMIT_TOKENS = 2_000
LIMIT_DEPTH = 64
LIMIT_CHAIN = 320  # operations nested to the left: x/x/x/...
LIMIT_DIGITS = 400
LIMIT_EXPONENT = 400
LIMIT_SIGNS = 64


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why and where a text could not be read.

    code: a key of ``CODES``. at: position in the text as typed. found: the characters there, as typed.
    expected: what could have stood there, from ``EXPECTED``. facts: what the sentence of the code speaks of.
    """

    code: str
    at: int
    found: str = ""
    expected: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


class Stop(Exception):
    """Ends a reading from within; it never leaves ``read``. ``place``: from where to where in the text."""

    def __init__(self, code: str, place: tuple[int, int], expected: tuple[str, ...] = (), /, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.expected = expected
        self.facts = facts

    def moved(self, by: int) -> Stop:
        """The same reason, later in the text."""
        return Stop(self.code, (self.place[0] + by, self.place[1] + by), self.expected, **self.facts)
