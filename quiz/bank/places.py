"""Where a character of a field's text stands in the file, so that an error in a formula points at it and not at the field."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar as it stands in the file: its source with quotes, the quote (``"``, ``'`` or nothing), and where it begins."""

    source: str
    quote: str
    line: int
    column: int

    def place(self, at: int) -> Place:
        """Line and column of the character at ``at`` (from 0) of the scalar's text; its beginning, where that can't be told.

        >>> Written('"z = t^2"', '"', 4, 9).place(4), Written("'it''s x'", "'", 4, 9).place(5), Written("a\\nb", "", 4, 9).place(2)
        ((4, 14), (4, 16), (4, 9))
        """
        if "\n" in self.source or at < 0:
            return self.line, self.column
        index = len(self.quote)
        for _ in range(at):
            escaped = self.source[index] == "\\" if self.quote == '"' else self.source[index : index + 2] == "''"
            index += 2 if self.quote and escaped else 1
            if index >= len(self.source):
                break
        return self.line, self.column + min(index, max(len(self.source) - 1, 0))
