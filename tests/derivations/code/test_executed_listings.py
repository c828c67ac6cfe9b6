"""What is called exact agrees with NumPy running the listing and with differences of its forward pass, at three tuples of sizes."""

from __future__ import annotations

import pytest

from derivations.code.expecting import label
from tests.derivations.code.executing import SIZES, Executed, differ
from tests.derivations.code.test_review_listings import LISTINGS, right

OTHERWISE = {
    "missing_helper.py": "Python can't run what lacks a definition",
    "elman_over_time.py": "its gradients agree in numbers and are not proved",
    "training_loop.py": "its gradients are by parameters that the loop has updated",
    "gradient_that_is_added.py": "its gradients are negative",
}
OWN = [file for file in LISTINGS if file not in OTHERWISE]


@pytest.mark.parametrize("file", OWN)
def test_what_is_called_exact_agrees_with_numpy_and_differences(file: str) -> None:
    for found in right(file):
        last = {label(each.target, each.name): each for each in found.judged}.values()
        exact = [(each, one.quantity.name) for each in last for one in each.equals if one.is_exact and one.quantity.version == 0]
        assert exact, "nothing is called exact"
        runs = [Executed(found.model, turn) for turn in range(len(SIZES))]
        wrong = [
            (each.target, name, run.sizes)
            for each, name in exact
            for run in runs
            if name in found.model.shapes and differ(run.stored(each.target, each.name), run.gradient(name))
        ]
        assert wrong == []
