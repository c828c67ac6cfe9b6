"""``make pictures``: the pages that README shows, as PNG, made by the program from the shipped test and its sample class."""

from __future__ import annotations

import sys
from pathlib import Path

from quiz.answer_files import read_answers
from quiz.bank.loading import load_test
from quiz.batch import grade_all
from quiz.exports import pdf
from quiz.key import key_of
from quiz.messages import speaker
from quiz.presenting import feedback_sheet, question_sheet, worked_sheet
from quiz.sheets import Document, render_answers, render_feedback, render_questions

FOLDER = Path(__file__).parent.parent / ".pictures"
RESOLUTION = 64  # dots per inch


def documents() -> dict[str, Document]:
    """A question sheet, a worked answer sheet and a feedback sheet."""
    test = load_test("vanishing_gradient")
    keys = {each.name: key_of(each) for each in test.questions}
    graded = grade_all(test, keys, read_answers(test.folder / "sample_class.csv", test).answers)
    student = max(graded.students, key=lambda each: (_kinds_of_outcomes(graded, each), each))
    return {
        "questions": render_questions(question_sheet(test, "ja"), speaker("ja")),
        "answers": render_answers(worked_sheet(test, keys, "en"), speaker("en")),
        "feedback": render_feedback(feedback_sheet(graded, student, "en"), speaker("en")),
    }


def _kinds_of_outcomes(graded, student: str) -> int:
    return len(
        {graded.last[student, each.name].verdict.outcome for each in graded.test.questions if (student, each.name) in graded.last}
    )


def main() -> None:
    """Write the first page of each."""
    FOLDER.mkdir(exist_ok=True)
    for name, document in documents().items():
        pages = pdf.pictures(document, RESOLUTION)
        (FOLDER / f"{name}.png").write_bytes(pages[0])
        sys.stdout.write(f"{FOLDER.name}/{name}.png\n")


if __name__ == "__main__":
    main()
