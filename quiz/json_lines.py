"""JSON lines in, JSON lines out: one answer for each line, in order, while lines still come; a bad line is an answer of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

MAX_LINE = 1_000_000  # bytes
_BLANKS = b" \t\r\n"
_MARK = "\ufeff"


class BadLine(ValueError):
    """A line that is no JSON value; ``reason`` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(line: bytes) -> Any:
    """The value of one line. Raises BadLine: also for a key that occurs twice, and for numbers that JSON does not have.

    >>> parse(b'{"id": 1}'), parse(b"[1, 2]")
    ({'id': 1}, [1, 2])
    """
    try:
        return json.loads(line.decode("utf-8").removeprefix(_MARK), object_pairs_hook=_unique, parse_constant=_refused)
    except BadLine:
        raise
    except UnicodeDecodeError as error:
        raise BadLine("not_utf8") from error
    except RecursionError as error:
        raise BadLine("too_deep") from error
    except ValueError as error:
        raise BadLine("not_json") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadLine("key_twice")
    return found


def _refused(constant: str) -> Any:
    del constant  # NaN, Infinity, -Infinity
    raise BadLine("not_json")


def lines(source: IO[bytes]) -> Iterator[bytes | BadLine]:
    """The lines that are not blank; one that is too long is read to its end and given as BadLine."""
    while line := source.readline(MAX_LINE + 1):
        if len(line) <= MAX_LINE or line.endswith(b"\n"):
            if line.strip(_BLANKS):
                yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(MAX_LINE)
        yield BadLine("too_long")


def stream(
    source: IO[bytes],
    target: IO[bytes],
    answer: Callable[[Any], Mapping[str, Any]],
    refuse: Callable[[str], Mapping[str, Any]],
    flush_each: bool,
) -> bool:
    """Answer every line; whether all could be answered, which an answer with an ``error`` says no to.

    flush_each: whether the reader of an answer may be waiting for it.
    """
    all_well = True
    for line in lines(source):
        try:
            found = refuse(line.reason) if isinstance(line, BadLine) else answer(parse(line))
        except BadLine as error:
            found = refuse(error.reason)
        all_well = all_well and not found.get("error")
        target.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        if flush_each:
            target.flush()
    target.flush()
    return all_well
