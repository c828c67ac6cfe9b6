"""No mutant of a right listing whose value differs from the gradient is called exact; those of equal value are a table.

The oracle is NumPy running the mutant, beside central differences of the right forward pass, at three tuples of sizes. Every
eighth mutant is tried here, all of them where QUIZ_ALL_LISTINGS is set (``make fuzz``).
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from functools import cache

from tests.derivations.code.mutating import Mutant, mutants, outcome
from tests.derivations.code.test_executed_listings import OWN
from tests.derivations.code.test_review_listings import LISTINGS, table

EVERYTHING = bool(os.environ.get("QUIZ_ALL_LISTINGS"))
STEP = 1 if EVERYTHING else 8
TRIED = [file for file in OWN if LISTINGS[file]["mutants"] != "none"]
QUICK = [file for file in TRIED if file not in ("softmax_loss_in_one.py", "rnn_class_bptt.py", "layers_loop.py", "gru_cell.py")]
EQUAL = {(row["file"], row["line"], row["statement"]) for row in table("equal_mutants.tsv")}


@cache
def chosen() -> list[Mutant]:
    return [each for file in (TRIED if EVERYTHING else QUICK) for each in mutants(file)][::STEP]


def test_no_mutant_of_another_value_is_called_exact() -> None:
    found = {each.key: (each, outcome(each)) for each in chosen()}
    counts = Counter(each.kind for _, each in found.values())
    sys.stdout.write(f"{len(found)} mutants: {dict(counts)}\n")

    assert {key: each.false for key, (_, each) in found.items() if each.false} == {}
    assert {key for key, (_, each) in found.items() if each.kind == "equal"} == EQUAL & set(found)
    assert counts["killed"] > len(found) // 4


def test_every_kind_of_slip_is_tried() -> None:
    assert {each.kind for each in chosen()} == {"transpose", "factor", "axis", "name", "operation"}
