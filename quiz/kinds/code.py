"""NumPy code is asked for: a statement of a listing, or a whole backward pass. It is followed in the listing's place, never run.

Every spelling with the same values is one answer. What differs is shown at inputs that can be worked out again, and a slip that
explains the difference is named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from derivations.code.listing import Listing, canonical
from quiz.answer_key import AnswerKey
from quiz.kinds import code_line
from quiz.kinds._faults import Fault
from quiz.kinds._fields import STRICT
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.question import Question
from quiz.verdict import Outcome, Verdict, invalid

MOST_LINES = 60
QUOTES = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True)
class Fields(code_line.Fields):
    """Those of ``code_line``, and one of these two.

    replace: a statement of the listing that is to be written. function: the listing's function as a whole, by its name.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    replace: str | None = None
    function: str | None = None


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields, as (field, code, facts)."""
    found = list(code_line.faults(question))
    yield from found
    fields = question.fields
    if (fields.replace is None) == (fields.function is None):
        yield ("replace",), "code-replace-or-function", {}
    elif not found and fields.replace is not None and line_of(question, code_line.listing_shown(question)) is None:
        yield ("replace",), "code-no-such-statement", {"statement": fields.replace}
    elif not found and fields.function not in (None, code_line.listing_shown(question).name):
        yield ("function",), "code-other-function", {"function": str(fields.function)}


def make_key(question: Question) -> AnswerKey:
    """The listing's own statement or function, proved to be the wanted derivative, and cross-checked. Raises CodeError."""
    from quiz.kinds import _written_keys

    return _written_keys.make_key(question)


def recheck(question: Question, key: AnswerKey) -> bool:
    """Whether the kept key is proved again; the digest covers the listing's text."""
    from quiz.kinds import _written_keys

    return _written_keys.reproves(question, key)


def materials(question: Question) -> tuple[str, ...]:
    """Texts beside the question's fields that the key depends on: the whole source file of the listing."""
    return code_line.materials(question)


def presented(question: Question) -> Presented:
    """What the sheet shows: the listing, with a gap where the answer belongs."""
    listing = code_line.listing_shown(question)
    lines = listing.text.splitlines()
    if question.fields.function is not None:
        head = listing.function.body[0].lineno - listing.function.lineno
        return Presented(listing="\n".join([*lines[:head], "    ..."]), room=12)
    line = line_of(question, listing)
    statement = next(each for each in listing.statements if each.line == line)
    start, end = statement.line - 1, _end_of(listing, statement.line)
    indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
    return Presented(listing="\n".join([*lines[:start], f"{indent}{statement.target} = ______", *lines[end:]]), room=3)


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Follow the listing with what was written in its place, and compare every value."""
    from quiz.kinds import _written

    plain = code_of(text)
    if plain.count("\n") >= MOST_LINES:
        return invalid(question.points, "code_limit", {"limit": "lines"})
    return _written.grade(question, key, plain)


def code_of(text: str) -> str:
    """The code of an answer: without fences, a prompt, the line number it was copied with; full-width signs as plain ones.

    >>> code_of("```python\\n17: grad['W1'] = np.dot(x．T, delta1)\\n```")
    "grad['W1'] = np.dot(x.T, delta1)"
    """
    plain = text.replace("\r\n", "\n").expandtabs(4).strip("\n")
    plain = plain if plain.isascii() else "\n".join(map(_half_width, plain.split("\n")))
    fenced = re.fullmatch(r"\s*```[a-z]*\n(.*?)\n?```\s*", plain, re.DOTALL)
    plain = fenced[1] if fenced else plain
    return re.sub(r"^\s*(?:>>>\s|(?:L|line\s*)?\d{1,4}\s*[:|]\s*)", "", plain) if "\n" not in plain.strip() else plain


def _half_width(line: str) -> str:
    code, mark, comment = line.partition("#")
    return unicodedata.normalize("NFKC", code).translate(QUOTES) + mark + comment


def line_of(question: Question, listing: Listing) -> int | None:
    """The line of the statement that is to be written, counted in the listing; None where there is no such statement."""
    wanted = canonical(question.fields.replace or "", listing.variables)
    source = wanted if isinstance(wanted, str) or wanted is None else wanted.source
    return next((each.line for each in listing.statements if source in (each.source, each.target)), None)


def _end_of(listing: Listing, line: int) -> int:
    """The last line of a statement, counted in the listing."""
    import ast

    first = listing.function.lineno
    ends = [
        each.end_lineno for each in ast.walk(listing.function) if isinstance(each, ast.stmt) and each.lineno - first + 1 == line
    ]
    return max(each or first for each in ends) - first + 1


_HEAD = "def backward(network, x, d, z1, y):\n"
_WHOLE = f"""{_HEAD}    x, d = np.atleast_2d(x), np.atleast_2d(d)
    e = (y - d) / d.size
    h = e @ network['W2'].T * z1 * (1 - z1)
    return {{'b2': e.sum(0), 'W2': z1.T @ e, 'b1': h.sum(0), 'W1': x.T @ h}}
"""

SAMPLES = (
    Sample("backward_pass/write_backward", _WHOLE, Outcome.CORRECT),
    Sample("backward_pass/write_backward", _WHOLE.replace("(y - d)", "(d - y)"), Outcome.INCORRECT),
    Sample("backward_pass/write_backward", _WHOLE.replace("h.sum(0)", "h.mean(0)"), Outcome.PARTIAL),
    Sample("backward_pass/write_backward", _WHOLE.replace("'b1': h.sum(0), ", ""), Outcome.PARTIAL),
    Sample("backward_pass/write_backward", f"{_HEAD}    while True:\n        pass", Outcome.UNDECIDED),
    Sample("backward_pass/write_backward", f"import os\n{_WHOLE}", Outcome.INVALID),
    Sample("backward_pass/write_backward", "x.T @ delta1", Outcome.INVALID),
)
