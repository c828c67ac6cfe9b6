"""The pytest plug-in, run by pytest itself on question files."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from quiz.cli import main

pytest_plugins = ["pytester"]

HERE = ("-p", "no:quiz", "-p", "quiz.pytest_plugin", "-p", "no:cacheprovider")
GOOD = '---\nkind: formula\ngiven: ["z = t^2", "t = a x + y"]\nwanted: dz/dx\n---\n# en\nFind it.\n'


def write(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / f"{name}.quiz.md").write_text(text, encoding="utf-8")


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """In a process of its own: within this one, modules would be loaded twice."""
    pytester._monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    return pytester.runpytest_subprocess(*HERE, *options)


def test_a_good_question_passes_and_each_fault_fails_in_the_authors_words(pytester: pytest.Pytester) -> None:
    write(pytester.path, "good")
    write(pytester.path, "unreadable", ("y", "y +"), ("wanted", "wantd"))
    write(pytester.path, "wrong", ("wanted:", "answer: 2x\nwanted:"))

    result = run(pytester, "-v")

    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(["*good.quiz.md::key PASSED*", "*unreadable.quiz.md::file FAILED*", "*wrong.quiz.md::key FAILED*"])
    result.stdout.fnmatch_lines(["unreadable.quiz.md:4:1: unknown field “wantd” (did you mean “wanted”?)"])
    result.stdout.fnmatch_lines(["*wrong.quiz.md:4:1: The author's answer 2x does not agree*"])
    assert "Traceback" not in result.stdout.str()


def test_variants_and_samples_are_tests_of_their_own(pytester: pytest.Pytester) -> None:
    write(pytester.path, "varied", ("kind: formula\n", "kind: formula\nparameters: {a: integer 2..9}\n"))
    write(pytester.path, "sampled", ("kind: formula\n", 'kind: formula\nsamples: {correct: ["2a(a x + y)"], invalid: ["2("]}\n'))
    write(pytester.path, "misjudged", ("kind: formula\n", 'kind: formula\nsamples: {correct: ["2(a x + y)"]}\n'))

    result = run(pytester, "-v", "--quiz-variants", "3", "--quiz-lang", "ja")

    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["*varied.quiz.md::variants PASSED*"])
    result.stdout.fnmatch_lines(["misjudged.quiz.md:3:21: 解答例「2(a x + y)」の判定は「不正解」で、「正解」ではありません"])


def test_question_files_are_left_alone_on_demand(pytester: pytest.Pytester) -> None:
    write(pytester.path, "unreadable", ("wanted", "wantd"))

    assert run(pytester, "--no-quiz").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_hook_checks_the_files_that_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    write(tmp_path, "good")
    write(tmp_path, "wrong", ("wanted:", "answer: 2x\nwanted:"))
    (tmp_path / "test.yaml").write_text("questions: [good]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    program, *arguments = hook["entry"].split()

    assert program == "quiz"
    assert CliRunner().invoke(main, [*arguments, "good.quiz.md", "./test.yaml"]).exit_code == 0
    assert CliRunner().invoke(main, [*arguments, "wrong.quiz.md"]).exit_code == 1
