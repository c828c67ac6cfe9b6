"""A table of pairs with the verdicts that are allowed, and why: what other tools get wrong, domains, small differences, numbers.

``allowed`` lists the best verdict first. The truth was found by hand and by values; what values can show of it is held here.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from derivations import compare, compile_key, read
from derivations.terms.domain import domain_of
from derivations.terms.reading import Names, Reading
from derivations.terms.term import Term, names
from tests.fuzz.pairs import same_at
from tests.values import coordinate

TABLE = Path(__file__).parents[2] / "data" / "equality_cases.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
POINTS = 6


def verdict(row: dict[str, Any]) -> object:
    """What the engine says, also where the text that stands on the right can't be a key."""
    if not isinstance(read(row["right"], _names(row)), Reading):
        return compare(row["left"], row["right"], row["domain"])
    return compile_key(row["right"], functions=row.get("functions", ()), domain=row["domain"]).compare(row["left"])


def _names(row: dict[str, Any]) -> Names:
    return Names(None, frozenset(row.get("functions", ())))


def test_no_row_gets_a_verdict_that_it_does_not_allow() -> None:
    wrong = []
    for row in ROWS:
        found = verdict(row)
        if type(found).__name__.lower() not in row["allowed"]:
            wrong.append(f"{row['left']}  |  {row['right']}  |  {row['domain']}: {found}; allowed {row['allowed']}: {row['why']}")

    assert len(ROWS) > 900
    assert not wrong, "\n".join(wrong)


def sides(row: dict[str, Any]) -> tuple[Term, Term] | None:
    found = [read(row[side], _names(row)) for side in ("left", "right")]
    return (found[0].term, found[1].term) if isinstance(found[0], Reading) and isinstance(found[1], Reading) else None


def test_what_the_table_calls_equal_has_equal_values() -> None:
    checked = 0
    for number, row in enumerate(ROWS):
        terms = sides(row)
        if row["allowed"][0] not in ("proved", "agreed") or terms is None:
            continue
        random, declared = Random(number), domain_of(row["domain"])
        free = sorted(names(terms[0]) | names(terms[1]))
        drawn = [{each: coordinate(declared[each], random) for each in free} for _ in range(POINTS if free else 1)]
        seen = [same_at(*terms, point) for point in drawn]
        checked += True in seen
        assert False not in seen, row

    assert checked > 450
