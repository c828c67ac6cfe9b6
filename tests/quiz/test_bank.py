"""Broken bank files: each fault at its place, with a suggestion where a name is mistyped, all faults of a file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.bank import frontmatter
from quiz.bank.loading import load_question, load_test
from quiz.bank.problems import BankError
from quiz.checking import problem_text

GOOD = """---
kind: formula
points: 2
given: ["z = t^2", "t = x + y"]
wanted: dz/dx
---
# ja
求めよ。
# en
Find it.
"""

FORMULA = GOOD[GOOD.index("formula") : GOOD.index("\n---\n#")]

BROKEN = [
    ("no front matter", ("---\nkind", "kind"), ["q.quiz.md:1:1: a question file begins with its fields between two lines of ---"]),
    ("points", ("points: 2", "points: two"), ["q.quiz.md:3:1: points is “two”"]),
    ("negative points", ("points: 2", "points: -1"), ["q.quiz.md:3:1: points is “-1”"]),
    ("mistyped field", ("wanted:", "wantd:"), ["q.quiz.md:5:1: unknown field “wantd” (did you mean “wanted”?)", "missing"]),
    ("mistyped kind", ("formula", "formla"), ["q.quiz.md:2:1: unknown kind “formla”", "(did you mean “formula”?)"]),
    ("unreadable given", ("t = x + y", "t = x + "), ["q.quiz.md:4:20: “t = x + ” can't be read at position 9: missing_operand"]),
    ("no definition", ("t = x + y", "x + y"), ["q.quiz.md:4:20: “x + y” is no definition"]),
    ("unreadable wanted", ("wanted: dz/dx", "wanted: dz/dx)"), ["q.quiz.md:5:1: “dz/dx)” can't be read at position 6"]),
    ("yaml", ('given: ["z', "given: [*z"), ["q.quiz.md:4:", "YAML"]),
    ("twice", ("points: 2", "kind: choice"), ["q.quiz.md:3:1: the field “kind” occurs twice"]),
    ("no body", ("# ja\n求めよ。\n# en\nFind it.\n", ""), ["q.quiz.md:2:1: the question has no text"]),
    ("domain", ("points: 2", "domain: {x: postive}"), ["q.quiz.md:3:10: “postive” is no domain"]),
    ("form", ("points: 2", "form: {target: nice}"), ["q.quiz.md:3:8: unknown form “nice”"]),
    ("credit", ("points: 2", "credit: {chain_forgot_iner: 1/2}"), ["q.quiz.md:3:10: credit speaks of", "“chain_forgot_inner”"]),
    (
        "credit above one",
        ("points: 2", "credit: {chain_forgot_inner: 3/2}"),
        ["q.quiz.md:3:10: credit.chain_forgot_inner is “3/2”"],
    ),
    ("attempts", ("points: 2", "attempts: 0"), ["q.quiz.md:3:1: attempts is “0”"]),
    ("penalty", ("points: 2", "penalty: 2"), ["q.quiz.md:3:1: penalty is “2”"]),
    ("mistyped hints", ("points: 2", "hint: [x]"), ["q.quiz.md:3:1: unknown field “hint” (did you mean “hints”?)"]),
    ("parts", ("points: 2", "parts: [{wanted: dz/}]"), ["q.quiz.md:3:10: “dz/” can't be read at position 4"]),
    ("mistyped part", ("points: 2", "parts: [{wantd: dz/dx}]"), ["q.quiz.md:3:10: unknown field “wantd”"]),
    (
        "two parts of one name",
        ("points: 2", "parts: [{name: a, wanted: dz/dx}, {name: a, wanted: dz/dt}]"),
        ["two parts are called “a”"],
    ),
    ("lines and end", ("kind: formula", "kind: derivation\ncredit: {line: 1/2, end: 1/4}"), ["q.quiz.md:3:1: the credit", "3/4"]),
    (
        "nothing to derive",
        (FORMULA, FORMULA.replace("formula", "derivation").replace("dz/dx", "max(dz/dt)")),
        [":5:1: lines"],
    ),
    ("keep", ("kind: formula", "kind: derivation\nkeep: [u]"), ["q.quiz.md:3:8: keep speaks of “u”", "z, t"]),
    ("two faults", ("points: 2", "points: two\nwandet: 1"), ["q.quiz.md:3:1: points", "q.quiz.md:4:1: unknown field “wandet”"]),
]


def problems(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q.quiz.md").write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_question(Path("q.quiz.md"))
    return "\n".join(problem_text(each, "en") for each in caught.value.problems)


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_each_fault_is_said_at_its_place(
    change: tuple[str, str], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert change[0] in GOOD

    said = problems(tmp_path, GOOD.replace(*change), monkeypatch)

    assert all(each in said for each in expected), said


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "q.quiz.md").write_text(GOOD, encoding="utf-8")

    question = load_question(tmp_path / "q.quiz.md")

    assert (question.kind, question.points, question.bodies["ja"]) == ("formula", 2, "求めよ。")


def test_aliases_that_repeat_themselves_are_refused(tmp_path: Path) -> None:
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdef", "bcdefg", strict=True)
    )
    (tmp_path / "q.quiz.md").write_text(bomb + "---\n# en\nx\n", encoding="utf-8")

    with pytest.raises(BankError, match="bank-too-large"):
        load_question(tmp_path / "q.quiz.md")


def test_headings_inside_code_fences_are_code() -> None:
    text = "# en\n```\n# no heading\n```\nend"

    assert list(frontmatter.sections(text, 1)) == [("en", "```\n# no heading\n```\nend")]


def test_an_unknown_test_and_a_missing_question_are_said(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="bank-no-test"):
        load_test("vanishing")
    (tmp_path / "test.yaml").write_text("questions: [nothing]\n", encoding="utf-8")
    with pytest.raises(BankError, match="bank-no-question"):
        load_test(str(tmp_path))
