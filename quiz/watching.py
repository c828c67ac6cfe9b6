"""Notices that files were saved, by looking at their times and sizes; a folder of questions is looked through in a millisecond.

A library that asks the operating system would be one more thing to install, for a folder with some dozens of files.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PAUSE = 0.4
WATCHED = ("*.quiz.md", "*.yaml", "*.py", "*.ipynb")

State = dict[Path, tuple[int, int]]


def saved(folders: Iterable[Path], pause: Callable[[float], None] = time.sleep) -> Iterator[frozenset[Path]]:
    """The files that were saved, created or deleted since the last time, as soon as there are any; it never ends by itself.

    pause: waits so many seconds.
    """
    places = tuple(folders)
    before = _state(places)
    while True:
        pause(PAUSE)
        now = _state(places)
        changed = frozenset(file for file in before.keys() | now.keys() if before.get(file) != now.get(file))
        before = now
        if changed:
            yield changed


def _state(folders: Iterable[Path]) -> State:
    found: State = {}
    for file in (file for folder in folders for pattern in WATCHED for file in folder.glob(pattern)):
        try:
            status = file.stat()
        except OSError:
            continue  # deleted meanwhile
        found[file] = (status.st_mtime_ns, status.st_size)
    return found
