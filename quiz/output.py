"""A folder that a command writes into: nothing is overwritten that this program did not write itself and left unchanged.

A list of what was written, with a hash of each file, lies in the folder. A file that is not in the list, or that somebody has
changed since, is theirs.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

LIST = ".written-by-quiz.json"


class Occupied(Exception):
    """Files stand in the way that this program did not write, or that were changed since."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        super().__init__(", ".join(map(str, files)))
        self.files = files


class OutputFolder:
    """Collects files and writes them all together, or none of them.

    replaced: after ``write``, the files that an earlier run had written and this one wrote again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.replaced: tuple[Path, ...] = ()
        self._files: dict[Path, bytes] = {}

    def add(self, name: str, content: bytes) -> Path:
        """Put a file at ``name`` below the folder, for ``write``. Raises ValueError where another one is already there."""
        path = self.folder / name
        if self._files.get(path, content) != content:
            raise ValueError(f"two files are called {name}")
        self._files[path] = content
        return path

    def write(self) -> tuple[Path, ...]:
        """Write every file. Raises Occupied, and writes nothing, where a file would be lost; OSError where it can't write."""
        listed = self._listed()
        present = [path for path in self._files if path.exists()]
        theirs = tuple(path for path in present if not path.is_file() or listed.get(self._name(path)) != _hash(path.read_bytes()))
        if theirs:
            raise Occupied(theirs)
        for path, content in self._files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            listed[self._name(path)] = _hash(content)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / LIST).write_text(json.dumps(listed, indent=1, sort_keys=True, ensure_ascii=False), encoding="utf-8")
        self.replaced = tuple(present)
        return tuple(self._files)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _listed(self) -> dict[str, str]:
        try:
            found = json.loads((self.folder / LIST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
