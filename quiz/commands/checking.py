"""``quiz check``: once, with a report on the questions' quality, or again whenever a file is saved."""

from __future__ import annotations

import json
import os
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.opening import report_problems
from quiz.options import json_option, language_option
from quiz.terminal import CHECK_FAILED, print_table

if TYPE_CHECKING:
    from quiz.bank.problems import Problem
    from quiz.checking import Checked
    from quiz.question import Question

INTERRUPTED = 130
Found = tuple[list["Checked"], list["Problem"]]


@click.command(short_help="Prove every key; say what is wrong with files.")
@click.argument("tests", nargs=-1, metavar="[TEST]...")
@click.option("--all", "every", is_flag=True, help="Every shipped test; also where no TEST is given.")
@click.option("--report", "reports", is_flag=True, help="Tell of quality: what questions see and cover, and which are one twice.")
@click.option("--watch", "watches", is_flag=True, help="Check again whenever a file is saved, until Ctrl-C.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes; else one per processor.")
@click.option(
    "--variants", "count", metavar="N", type=click.IntRange(1, 100_000), default=10, show_default=True, help="How many are made."
)
@json_option
@language_option
def check(
    tests: tuple[str, ...], every: bool, reports: bool, watches: bool, jobs: int, count: int, as_json: bool, lang: str
) -> None:
    """Derive, prove and cross-check every key of a TEST, a few lines per question; faults as file:line:col: message.

    A TEST is a shipped name, a folder, or a question's file. Of a question with variants many are made, and each must be one that
    can be asked.

    \b
    quiz check my_test
    quiz check my_test --watch
    quiz check my_test --report
    quiz check my_test --variants 200
    quiz check --all
    """
    from quiz.bank.loading import shipped_tests

    places = tuple(dict.fromkeys((*tests, *(shipped_tests() if every or not tests else ()))))
    if watches:
        _watch(places, jobs, count, lang)
    found = _check(places, jobs, count, lang, tells=not as_json)
    holds = _holds(found)
    if as_json:
        click.echo(json.dumps(_as_json(found, reports, lang), ensure_ascii=False))
    else:
        if reports:
            _report(found[0], lang)
        _summary(found, lang)
    sys.exit(0 if holds else CHECK_FAILED)


def _check(places: tuple[str, ...], jobs: int, count: int, lang: str, tells: bool) -> Found:
    """All questions of all places, and what is wrong with files, each once; told as it is found, where it is to be told."""
    from quiz import checking

    checked: list[Checked] = []
    broken: list[Problem] = []
    read = []
    seen: set[Path] = set()
    for place in places:
        questions, problems = checking.readable(place)
        if any(each.code == "bank-no-test" for each in problems):
            report_problems(problems, lang)
        read.append((tuple(each for each in questions if each.source not in seen), problems))
        seen.update(each.source for each in questions)
    coming = iter(checking.check_questions([each for questions, _ in read for each in questions], count, jobs))
    for questions, problems in read:
        new = tuple(each for each in problems if each not in broken)
        broken.extend(new)
        if tells:
            _tell(checking.problem_lines(new, lang))
            _tell(checking.notes(questions, new, lang))
        for found in islice(coming, len(questions)):
            checked.append(found)
            if tells:
                click.echo(checking.report(found, lang))
    return checked, broken


def _watch(places: tuple[str, ...], jobs: int, count: int, lang: str) -> None:
    """Check, and check again what a saved file changes, until Ctrl-C; ends the command."""
    from quiz import checking
    from quiz.messages import say
    from quiz.watching import saved

    known: dict[tuple[str, str], Checked] = {}
    folders = {each.source.parent for place in places for each in checking.readable(place)[0]}
    folders |= {each.parent for each in map(Path, places) if each.is_file()} | {each for each in map(Path, places) if each.is_dir()}
    try:
        changes = saved(sorted(folders))
        while True:
            found: Found = ([], [])
            for place in places:
                questions, problems = checking.readable(place)
                found[1].extend(problems)
                _tell(checking.problem_lines(problems, lang))
                fresh = [each for each in questions if _version(each) not in known]
                for each in checking.check_questions(fresh, count, jobs):
                    click.echo(checking.report(each, lang))
                    known[_version(each.question)] = each
                found[0].extend(known[_version(each)] for each in questions)
            _summary(found, lang)
            click.echo(say("check-watching", {}, lang))
            files = ", ".join(sorted(each.name for each in next(changes)))
            click.echo(f"\n{say('check-saved', {'files': files}, lang)}")
    except KeyboardInterrupt:
        click.echo()
        sys.exit(INTERRUPTED)


def _version(question: Question) -> tuple[str, str]:
    """What a check of a question depends on: its file, and the listings that it names."""
    from quiz.key import digest_of

    return question.source.read_text(encoding="utf-8-sig"), digest_of(question)


def _report(checked: list[Checked], lang: str) -> None:
    from quiz.messages import speaker
    from quiz.quality import quality
    from quiz.quality_report import sentences, table

    found = quality([(each.question, each.key) for each in checked if each.key is not None])
    print_table(table(found, speaker(lang)))
    _tell(list(sentences(found, speaker(lang))))


def _as_json(found: Found, reports: bool, lang: str) -> dict[str, object]:
    from quiz import checking
    from quiz.quality import quality
    from quiz.quality_report import as_json

    checked, broken = found
    report = as_json(quality([(each.question, each.key) for each in checked if each.key is not None])) if reports else None
    return {
        "holds": _holds(found),
        "questions": [checking.as_json(each, lang) for each in checked],
        "problems": [checking.problem_json(each, lang) for each in broken],
        "report": report,
    }


def _holds(found: Found) -> bool:
    checked, broken = found
    return all(each.is_usable for each in checked) and not broken


def _summary(found: Found, lang: str) -> None:
    from quiz.messages import say

    checked, broken = found
    usable, files = sum(each.is_usable for each in checked), len({each.file for each in broken})
    click.echo(say("check-summary", {"usable": str(usable), "of": str(len(checked)), "files": str(files)}, lang))


def _tell(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)
