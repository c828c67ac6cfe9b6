"""``make bench``: sheets and variants, as multiples of ``import sympy`` in the same process. What counts is the ratio.

Each run is a process of its own, with keys in the cache, as they are for whoever has run ``quiz check``. The first sheet is timed
from the first import of ours, with pandoc and Typst started for it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace

from tests.bench.repeated import REFERENCE, ratios

RUNS = 3
STUDENTS, QUESTIONS, VARIANTS = 30, 10, 200
GOALS = {"first sheet": 4, f"feedback PDFs, {STUDENTS} x {QUESTIONS}": 20, f"{VARIANTS} variants of a formula": 15}


def first_sheet() -> None:
    """A question sheet as PDF."""
    from quiz.bank.loading import load_test
    from quiz.exports import pdf
    from quiz.messages import speaker
    from quiz.presenting import question_sheet
    from quiz.sheets import render_questions

    assert pdf.write(render_questions(question_sheet(load_test("vanishing_gradient"), "ja"), speaker("ja")))


def feedback() -> None:
    """A feedback sheet for each student of the sample class, every question asked twice under another name; graded before."""
    from quiz.exports import pdf
    from quiz.messages import speaker
    from quiz.presenting import feedback_sheet
    from quiz.sheets import render_feedback

    graded = _graded()
    for student in graded.students[:STUDENTS]:
        assert pdf.write(render_feedback(feedback_sheet(graded, student, "ja"), speaker("ja")))


def _graded():
    from quiz.answer_files import read_answers
    from quiz.bank.loading import load_test
    from quiz.batch import grade_all
    from quiz.key import key_of

    once = load_test("vanishing_gradient")
    again = tuple(replace(each, name=f"{each.name}_again") for each in once.questions)
    test = replace(once, questions=(*once.questions, *again))
    answers = read_answers(once.folder / "sample_class.csv", once).answers
    doubled = [*answers, *(replace(each, question=f"{each.question}_again") for each in answers)]
    assert len(test.questions) == QUESTIONS
    return grade_all(test, {each.name: key_of(each) for each in test.questions}, doubled)


def variants() -> None:
    """Each variant made, its key put in and checked again, its answer looked at."""
    from quiz.bank.loading import load_test
    from quiz.stress import stressed

    assert not stressed(load_test("chain_rule_variants").by_name["inner_linear"], VARIANTS).flaws


def measure() -> dict[str, float]:
    """Seconds of this process: the import, then each task once."""
    tasks: tuple[Callable[[], None], ...] = (first_sheet, feedback, variants)
    start = time.perf_counter()
    import sympy  # noqa: F401

    found = {REFERENCE: time.perf_counter() - start}
    for name, task in zip(GOALS, tasks, strict=True):
        start = time.perf_counter()
        task()
        found[name] = time.perf_counter() - start
    return found


def main() -> None:
    """Print medians over several processes, beside their goals."""
    found = ratios("sheets", RUNS, warm_up=1)  # the first run fills the cache of keys
    for name, goal in GOALS.items():
        sys.stdout.write(f"{name:40} {found[name]:6.2f} x import sympy (goal {goal})\n")


if __name__ == "__main__":
    main()
