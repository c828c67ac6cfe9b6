"""Why a listing could not be read or followed: a code with facts, for the message files to speak of."""

from __future__ import annotations


class CodeError(Exception):
    """A listing that cannot be read or interpreted.

    code:  ``unsupported``, ``syntax``, ``missing_file``, ``missing_function``, ``unknown_name``, ``raised``, ``limit``,
           ``shape``.
    line:  the line of the listing, counted from 1, or None.
    facts: what the code speaks of, such as the construct's name.
    """

    def __init__(self, code: str, line: int | None = None, **facts: str) -> None:
        super().__init__(f"{code} at line {line}: {facts}")
        self.code = code
        self.line = line
        self.facts = facts
