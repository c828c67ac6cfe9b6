"""What YAML's own complaints mean to somebody who wrote a question: a code, facts, and the place to look at."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from quiz.bank.places import Place

Complaint = tuple[str, Mapping[str, str], Place]

_CODES = (
    (r"found character '\\t' that cannot start any token", "bank-yaml-tab"),
    (r"found character '(?P<found>.)' that cannot start any token", "bank-yaml-character"),
    (r"found undefined alias '?(?P<found>[^']*)'?", "bank-yaml-alias"),
    (r"expected alphabetic or numeric character, but found .*", "bank-yaml-alias"),
    (r"mapping values are not allowed here", "bank-yaml-colon"),
    (r"could not find expected ':'", "bank-yaml-no-colon"),
    (r"expected ',' or '(?P<found>[\]}])', but got .*", "bank-yaml-bracket"),
    (r"found unknown escape character '(?P<found>.)'", "bank-yaml-escape"),
    (r"found unexpected end of stream", "bank-yaml-quote"),
    (r"expected <block end>, but found .*", "bank-yaml-indent"),
)
_AT_THE_BEGINNING = frozenset({"bank-yaml-no-colon", "bank-yaml-bracket", "bank-yaml-quote"})
"""Complaints that YAML makes where it gives up; the fault is where the entry, the bracket or the quote begins."""


def complaint(error: yaml.YAMLError) -> Complaint:
    """A code, its facts, and line and column in the YAML text, counted from 0.

    >>> try:
    ...     yaml.compose("wanted: @x", Loader=yaml.BaseLoader)
    ... except yaml.YAMLError as error:
    ...     complaint(error)
    ('bank-yaml-character', {'found': '@'}, (0, 8))
    """
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    for pattern, code in _CODES:
        found = re.fullmatch(pattern, problem)
        if found:
            begins = code in _AT_THE_BEGINNING and context is not None and (mark is None or context.line < mark.line)
            return code, found.groupdict(), _place(context if begins else mark)
    return "bank-yaml", {"reason": problem[:100]}, _place(mark)


def _place(mark: yaml.Mark | None) -> Place:
    return (mark.line, mark.column) if mark else (0, 0)
