"""Messages between Neatwork and a slot: a 32-bit length, one byte that says what it is, and the rest. docs/python.md
lists them. It knows no genome."""

from __future__ import annotations

import json
import struct
import threading
from typing import Any, BinaryIO, Optional, Tuple

PIPE_VERSION = 2

# From Neatwork.
EVALUATE, CANCEL, PREPARE, WATCH = 1, 2, 3, 4
# From the slot.
READY, UNLOADABLE, RESULTS, UNUSABLE, CANCELLED, PRINTED, WATCHED = 1, 2, 3, 4, 5, 6, 7

_HEAD = struct.Struct("<IB")
_TICKET = struct.Struct("<I")


class Pipe:
    """Writes whole messages, from any thread; reads are one thread's."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._lock = threading.Lock()

    def read(self) -> Optional[Tuple[int, int, bytes]]:
        """(kind, ticket, rest); None where the other side is gone."""
        head = self._incoming.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return None
        length, kind = _HEAD.unpack(head)
        body = self._incoming.read(length - 1)
        if len(body) < length - 1:
            return None
        return kind, _TICKET.unpack_from(body)[0], body[_TICKET.size :]

    def write(self, kind: int, *parts: bytes) -> None:
        length = 1 + sum(len(part) for part in parts)
        with self._lock:
            self._outgoing.write(b"".join((_HEAD.pack(length, kind), *parts)))
            self._outgoing.flush()

    def write_json(self, kind: int, value: Any) -> None:
        self.write(kind, json.dumps(value).encode("ascii"))

    def answer(self, kind: int, ticket: int, *parts: bytes) -> None:
        self.write(kind, _TICKET.pack(ticket), *parts)
