"""A stream of rows: one answer for each line, in order, at once; bad lines do not stop it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.json_lines import MAX_LINE, BadLine, lines, parse

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "quiz", "compare"]

BAD = [
    (b"{", "not_json"),
    (b'{"a": 1, "a": 2}', "key_twice"),
    (b'{"a": NaN}', "not_json"),
    (b'"\xff"', "not_utf8"),
    (b"[" * 100_000, "too_deep"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_what_is_no_json_value_is_refused_by_a_code(line: bytes, reason: str) -> None:
    with pytest.raises(BadLine) as refused:
        parse(line)
    assert refused.value.reason == reason


def test_a_line_that_is_too_long_does_not_shift_the_others() -> None:
    source = io.BytesIO(b'{"a": 1}\n' + b"x" * (3 * MAX_LINE) + b'\n\n{"b": 2}')

    found = list(lines(source))

    assert [type(each) for each in found] == [bytes, BadLine, bytes]
    assert parse(found[2]) == {"b": 2}  # type: ignore[arg-type]  # the assertion above says so


def test_rows_from_a_file_are_answered_in_order_and_bad_ones_end_with_code_3(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '\ufeff{"id": 1, "student": "2x", "teacher": "x+x"}\n\nno row\n{"id": 3, "student": "σ(x)", "teacher": "x"}\n', "utf-8"
    )

    done = subprocess.run([*COMMAND, str(file)], cwd=ROOT, capture_output=True, check=False)

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["id"], each["outcome"]) for each in found] == [(1, "correct"), (None, "undecided"), (3, "incorrect")]
    assert found[1]["error"] == {"field": "row", "reason": "not_json", "at": None}
    assert done.returncode == 3
    assert not done.stderr


def test_each_answer_comes_before_the_next_row_is_written() -> None:
    with subprocess.Popen(COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as talking:
        assert talking.stdin is not None
        assert talking.stdout is not None
        for number in range(3):
            talking.stdin.write(json.dumps({"id": number, "student": "x", "teacher": "x"}).encode() + b"\n")
            talking.stdin.flush()
            assert json.loads(talking.stdout.readline())["id"] == number
        talking.stdin.close()
        assert talking.wait() == 0


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    row = json.dumps({"student": "x", "teacher": "x"}).encode() + b"\n"
    with subprocess.Popen(COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as talking:
        assert talking.stdin is not None
        assert talking.stdout is not None
        assert talking.stderr is not None
        talking.stdin.write(row)
        talking.stdin.flush()
        talking.stdout.readline()
        talking.stdout.close()
        try:
            talking.stdin.write(row * 100)
            talking.stdin.close()
        except BrokenPipeError:
            pass
        assert talking.stderr.read() == b""
        assert talking.wait() == 0


LIGHT = {
    "quiz compare": "from quiz.cli import main; main(['compare', sys.argv[1]], standalone_mode=False)",
    "quiz read": "from quiz.cli import main; main(['read', '2x', '--json'], standalone_mode=False)",
    "derivations": "from derivations import compare, compile_key; compare('2x', 'x+x'); compile_key('x').compare('x')",
}
HEAVY = ("sympy", "numpy", "pydantic", "yaml", "jinja2", "rich", "derivations.code")


@pytest.mark.parametrize("door", LIGHT)
def test_a_first_verdict_imports_nothing_heavy(door: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"student": "2x", "teacher": "x+x"}\n', encoding="utf-8")
    program = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print(*[each for each in {HEAVY} if each in sys.modules], file=sys.stderr))\n{LIGHT[door]}"
    )

    done = subprocess.run([sys.executable, "-c", program, str(file)], cwd=ROOT, capture_output=True, text=True, check=True)

    assert not done.stderr.split()
