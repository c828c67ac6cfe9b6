"""Begins a test, or a question of a test: files that pass ``quiz check`` as they stand, written to be changed.

The texts are those of ``templates/new``: ``<kind>.quiz.md``, and the listing that some of them name. A kind is offered when it
has such a text. At the end of its fields come those of ``_more.yaml``,
commented out: what any question may have.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from quiz import kinds
from quiz.bank.questions import SUFFIX
from quiz.registry import load
from quiz.resources import templates_folder
from quiz.schemas import schema

FIRST_NAME = "first_question"
USUAL_KIND = "formula"
LISTING = "_listing.py"
SCHEMAS = {"question": "question.json", "test": "test.json"}


class NotStarted(Exception):
    """Files that would be overwritten, or a name that can't be a question's: a code and facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


def offered() -> tuple[str, ...]:
    """The kinds of question that can be begun.

    >>> "formula" in offered()
    True
    """
    return tuple(each for each in load(kinds) if (_texts() / f"{each}{SUFFIX}").is_file())


def start_test(folder: Path, name: str, kind: str) -> tuple[Path, ...]:
    """Write a new test with one question, and return the files. Raises NotStarted; OSError where the folder can't be written to."""
    if folder.exists() and any(folder.iterdir()):
        raise NotStarted("new-not-empty", folder=str(folder))
    test = (_texts() / "test.yaml").read_text(encoding="utf-8").replace(FIRST_NAME, name)
    written = {folder / "test.yaml": test, **_question(folder, name, kind)}
    for which, file in SCHEMAS.items():
        written[folder / ".schemas" / file] = json.dumps(schema(which), ensure_ascii=False, indent=1)
    return _write(written)


def add_question(folder: Path, name: str, kind: str) -> tuple[Path, ...]:
    """Write a question into a test and name it in its test.yaml; the files. Raises NotStarted, OSError."""
    listed = with_question((folder / "test.yaml").read_text(encoding="utf-8-sig"), name)
    if listed is None:
        raise NotStarted("new-no-list", file=str(folder / "test.yaml"))
    return _write({**_question(folder, name, kind), folder / "test.yaml": listed})


def with_question(text: str, name: str) -> str | None:
    """A test.yaml with one more question at the end of its list, all else left as it is; None where it has no such list.

    >>> with_question("questions: [a]  # two\\nreveal: after\\n", "b")
    'questions: [a, b]  # two\\nreveal: after\\n'
    >>> with_question("questions:\\n  - a\\n  - b\\n", "c")
    'questions:\\n  - a\\n  - b\\n  - c\\n'
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    questions = next((value for key, value in pairs if key.value == "questions"), None)
    if not isinstance(questions, yaml.SequenceNode):
        return None
    if questions.flow_style or not questions.value:
        end = questions.end_mark.index - 1
        return f"{text[:end].rstrip()}{', ' if questions.value else ''}{name}{text[end:]}"
    last = questions.value[-1]
    line = text.find("\n", last.start_mark.index if isinstance(last, yaml.ScalarNode) else last.end_mark.index - 1)
    head, tail = (text + "\n", "") if line < 0 else (text[: line + 1], text[line + 1 :])
    return f"{head}{' ' * questions.start_mark.column}- {name}\n{tail}"


def _question(folder: Path, name: str, kind: str) -> dict[Path, str]:
    """A question's files, with what is to stand in them."""
    if not re.fullmatch(r"[A-Za-z0-9_]+", name):
        raise NotStarted("new-bad-name", name=name)
    text = (_texts() / f"{kind}{SUFFIX}").read_text(encoding="utf-8")
    more = (_texts() / "_more.yaml").read_text(encoding="utf-8")
    found = {folder / f"{name}{SUFFIX}": text.replace("\n---\n", f"\n{more}---\n", 1).replace(f"{LISTING}:", f"{name}.py:")}
    if LISTING in text:
        found[folder / f"{name}.py"] = (_texts() / LISTING).read_text(encoding="utf-8")
    taken = [str(each) for each in found if each.exists()]
    if taken:
        raise NotStarted("new-exists", files=", ".join(taken))
    return found


def _write(texts: dict[Path, str]) -> tuple[Path, ...]:
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(texts)


def _texts() -> Path:
    return templates_folder() / "new"
