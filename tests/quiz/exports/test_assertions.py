"""The notebook with assert cells: valid, its own answers pass, wrong ones fail, and what students get holds nothing of a key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from quiz.bank.loading import load_test
from quiz.exports import assertions
from quiz.question import Test
from tests.quiz.exports.tests_of_our_own import formula, formulas, hostile, keys, write_test

SHIPPED = load_test("vanishing_gradient")


def notebook(test: Test, language: str = "en") -> Any:
    found = nbformat.reads(assertions.write(test, keys(test), language).decode(), as_version=4)
    nbformat.validate(found)
    return found


def run(sources: list[str]) -> dict[str, Any]:
    """The cells one after the other, in one namespace, as a notebook runs them."""
    namespace: dict[str, Any] = {}
    for source in sources:
        exec(compile(source, "cell", "exec"), namespace)  # noqa: S102 - our own notebook is run as a student runs it
    return namespace


def code(found: Any) -> list[str]:
    return [cell.source for cell in found.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_is_a_valid_notebook_and_its_own_answers_pass_its_checks(language: str, tmp_path: Path) -> None:
    for test in (SHIPPED, formulas(tmp_path / "own")):
        found = notebook(test, language)
        run(code(found))
        graded = [cell for cell in found.cells if cell.metadata.get("nbgrader", {}).get("grade")]
        assert [cell.metadata.nbgrader.points for cell in graded] == [float(each.points) for each in test.questions]
        assert all("assert" in cell.source for cell in graded)


def test_a_wrong_answer_fails_its_check(tmp_path: Path) -> None:
    for test in (SHIPPED, formulas(tmp_path / "own")):
        cells = code(notebook(test))
        for at in range(1, len(cells), 2):
            if "return" in cells[at]:
                wrong = re.sub(r"return (.*)", r"return 1.0001 * (\1)", cells[at])
            else:
                wrong = re.sub(r"= .+", "= 4", cells[at])
            with pytest.raises(AssertionError):
                run([cells[0], wrong, cells[at + 1]])


def test_a_right_answer_may_be_written_in_any_way() -> None:
    cells = code(notebook(SHIPPED))

    run([cells[0], "chain_rule = lambda a, b: np.float64(2) * b + a + a", cells[2]])


def test_what_students_get_holds_nothing_of_a_key() -> None:
    """nbgrader takes out what stands between its marks, and the answers of cells that are marked by hand."""
    released = [
        re.sub(r"### BEGIN (SOLUTION|HIDDEN TESTS).*?### END \1", "", cell.source, flags=re.DOTALL)
        for cell in notebook(SHIPPED).cells
        if not (cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution"))
    ]

    assert not any("2*(x + y)" in each or "points =" in each for each in released)
    assert sum("assert" in each for each in released) == len(SHIPPED.questions)


def test_answers_are_found_by_tag_and_cells_by_name() -> None:
    cells = notebook(SHIPPED).cells

    tagged = [tag for cell in cells for tag in cell.metadata.get("tags", [])]
    assert tagged == [f"answer:{each.name}" for each in SHIPPED.questions]
    assert len({cell.id for cell in cells}) == len(cells)
    assert np.all([re.fullmatch(r"[\w-]{1,64}", cell.id) for cell in cells])


def test_what_numbers_cannot_check_is_marked_by_hand(tmp_path: Path) -> None:
    factored = "form: {target: factored, credit: 1/2}\n"
    test = write_test(tmp_path / "own", {"f": formula(["y = x^3 + x^2"], "dy/dx", more=factored)})
    cells = notebook(test).cells

    by_hand = [cell for cell in cells if cell.metadata.nbgrader.grade]
    assert [cell.cell_type for cell in by_hand] == ["markdown"]
    assert by_hand[0].metadata.nbgrader.solution


def test_texts_and_bytes(tmp_path: Path) -> None:
    test = hostile(tmp_path / "own")
    written = assertions.write(test, keys(test), "en")

    assert written == assertions.write(test, keys(test), "en")
    assert 'x[[0]] = {1: \\"a\\"}  # {@a@}' in written.decode()
