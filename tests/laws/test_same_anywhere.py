"""Whole answers are the same in any process, thread, event loop, order and hash seed, and for pickled keys."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from derivations import compile_key
from derivations.rows.row import answer_row

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests/data"
LAYER = {"x": ["N", "I"], "W": ["I", "H"], "d": ["N", "H"]}


def shared(name: str, step: int) -> list[dict[str, Any]]:
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line]
    return [json.loads(line) for line in lines[::step]]


def sample() -> list[dict[str, Any]]:
    pairs = [
        {"student": each["student_latex"], "teacher": each["teacher"], "format": "latex"}
        for each in shared("answer_pairs.jsonl", 5)
    ]
    derivatives = [{"student": each["answer"], "teacher": each["truth"]} for each in shared("derivative_answers.jsonl", 40)]
    chains = [
        {"student": each["answer"], "chain": each["chain"], "wanted": each["target"]} for each in shared("chain_factors.jsonl", 40)
    ]
    hostile = [
        {"student": each["student"], "teacher": each["teacher"], "variables": each["vars"], "domain": each.get("assume")}
        for each in shared("hostile_answers.jsonl", 12)
        if each["format"] == "plain" and "student_repeat" not in each
    ]
    wholes = [
        {"student": "{1, 2}", "teacher": "{2, 3}"},
        {"student": "x^2 = 4", "teacher": "x^2 = 5"},
        {"student": "A@B", "teacher": "B@A"},
        {"student": "σ(x W) ⊙ (1-σ(x W))", "teacher": "σ(x@W) ⊙ σ(-x W)", "shapes": LAYER},
        {"student": "1.41", "teacher": "sqrt(2)", "options": {"decimals": 2}},
        {"student": "2t", "given": ["z = t^2", "t = x + y"], "wanted": "dz/dx"},
    ]
    found = [*pairs, *derivatives, *chains, *hostile, *wholes]
    return [{"id": place, **row} for place, row in enumerate(found)]


ROWS = sample()


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    return [answer_row(row) for row in ROWS]


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_in_a_fresh_process_under_any_hash_seed_and_in_another_order(answers: list[dict[str, Any]], seed: str) -> None:
    typed = "\n".join(json.dumps(row) for row in reversed(ROWS))

    done = subprocess.run(
        [sys.executable, "-m", "quiz", "compare"],
        input=typed.encode(),
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    assert [json.loads(line) for line in done.stdout.splitlines()] == answers[::-1]


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_in_processes_that_are_forked_or_spawned(answers: list[dict[str, Any]], start: str) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip("this system can't fork")

    with multiprocessing.get_context(start).Pool(2) as pool:
        assert pool.map(answer_row, ROWS, chunksize=7) == answers


def test_in_threads_that_work_at_the_same_time(answers: list[dict[str, Any]]) -> None:
    with ThreadPoolExecutor(8) as pool:
        both = pool.map(answer_row, [*ROWS, *ROWS[::-1]])

        assert list(both) == [*answers, *answers[::-1]]


def test_in_an_event_loop(answers: list[dict[str, Any]]) -> None:
    async def all_at_once() -> list[dict[str, Any]]:
        here = [answer_row(row) for row in ROWS[:20]]
        return here + await asyncio.gather(*(asyncio.to_thread(answer_row, row) for row in ROWS[20:]))

    assert asyncio.run(all_at_once()) == answers


@pytest.mark.parametrize("row", [row for row in ROWS if {"student", "teacher"} <= row.keys()][::5], ids=lambda row: row["id"])
def test_for_a_key_that_was_pickled(row: dict[str, Any]) -> None:
    key = compile_key(row["teacher"], row.get("variables"), domain=row.get("domain") or "real", shapes=row.get("shapes"))

    copy = pickle.loads(pickle.dumps(key))  # noqa: S301 - our own bytes

    assert copy == key
    assert copy.compare(row["student"]) == key.compare(row["student"])
