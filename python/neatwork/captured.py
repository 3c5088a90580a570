"""What people's code prints: passed on line by line with the genome's id, and never more than can be read."""

from __future__ import annotations

import io
from typing import Callable, Optional

#: Of one genome.
LINES = 20
CHARACTERS = 2000


class Captured(io.TextIOBase):
    """Stands for sys.stdout and sys.stderr."""

    encoding = "utf-8"  # type: ignore[assignment]

    def __init__(self, told: Callable[[Optional[int], str], None]) -> None:
        self._told = told
        self._genome: Optional[int] = None
        self._unfinished = ""
        self._lines = 0
        self._left = CHARACTERS
        self._dropped = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() takes a string, not {type(text).__name__}")
        if self._left <= 0 or self._lines >= LINES:
            self._dropped += len(text)
            return len(text)
        kept = text[: self._left]
        self._left -= len(kept)
        self._dropped += len(text) - len(kept)
        *lines, self._unfinished = (self._unfinished + kept).split("\n")
        for line in lines:
            self._tell(line)
        return len(text)

    def _tell(self, line: str) -> None:
        if self._lines >= LINES:
            self._dropped += len(line) + 1
        elif line.strip() != "":
            self._lines += 1
            self._told(self._genome, line)

    def begin(self, genome: Optional[int]) -> None:
        """What is printed from now on is this genome's."""
        self.end()
        self._genome = genome

    def end(self) -> None:
        if self._unfinished == "" and self._lines == 0 and self._dropped == 0:
            return
        self._tell(self._unfinished)
        if self._dropped > 0:
            self._told(self._genome, f"… and {self._dropped} more characters, which are not shown")
        self._unfinished = ""
        self._lines, self._left, self._dropped = 0, CHARACTERS, 0
