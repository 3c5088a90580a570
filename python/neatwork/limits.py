"""What keeps a slot's process within bounds, as far as the operating system helps. Time is its owner's to watch."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1


def die_with_owner() -> None:
    """On Linux even a process that never listens again ends with whoever started it."""
    if sys.platform != "linux":
        return
    try:
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except (ImportError, OSError, AttributeError):
        return  # the end of the pipe tells it, only later


def limit_memory(limit_mb: int) -> None:
    """Beyond what is loaded already, the process gets ``limit_mb`` of data; asking for more raises MemoryError. Where
    there is no such limit, a thread looks at what the process takes."""
    if limit_mb <= 0:
        return
    try:
        import resource
    except ImportError:
        return
    if sys.platform == "linux":
        most = _data_bytes() + limit_mb * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    else:
        threading.Thread(target=_watch, args=(resource, limit_mb), daemon=True).start()


def _data_bytes() -> int:
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:
        for line in status:
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def _watch(resource: object, limit_mb: int) -> None:
    unit = 1 if sys.platform == "darwin" else 1024
    while True:
        time.sleep(0.2)
        taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6  # type: ignore[attr-defined]
        if taken > limit_mb:
            os.write(2, f"neatwork: out of memory, megabytes: {taken:.0f}\n".encode("ascii"))
            os._exit(137)
