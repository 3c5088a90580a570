"""What people's code prints: passed on line by line with the genome's id, and never more than can be read."""

from __future__ import annotations

import io
import time
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


#: Evaluations that are shorter than this have nothing to tell; those that are longer tell it this often.
EVERY_S = 3.0


class Sparing:
    """Passes on how far long evaluations are, as often as people can read it."""

    def __init__(self, told: Callable[[int, float, str], None], now: Callable[[], float] = time.monotonic) -> None:
        self._told = told
        self._now = now
        self._genome: Optional[int] = None
        self._next = 0.0

    def told(self, genome: int, share: float, note: str) -> None:
        now = self._now()
        is_first = genome != self._genome
        self._genome = genome
        if not is_first and now >= self._next:
            self._told(genome, share, note)
        if is_first or now >= self._next:
            self._next = now + EVERY_S
