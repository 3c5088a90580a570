"""WorkerNode: a script's fitness function for somebody's master. Sockets, reconnection and time limits are Neatwork's;
the script is run again in a process for every slot, where ``start()`` evaluates."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any, List, Optional

from .command import neatwork_command
from .link import JoinLink, NeatworkError, find_link, is_loopback
from .problem import Fitness, Loaded, describe, function_hash

_LOOK_SECONDS = 0.5
#: Tells a slot's process which of a script's workers it is.
_WHICH = "NEATWORK_WORKER_ID"

_ENDINGS = {
    2: "it was not started as it should be",
    3: "the network could not be used",
    4: "the master refused this worker",
}


class WorkerNode:
    """
    ``master_host``, ``master_port``: where the master listens.
    ``worker_id``: what the master calls this worker.
    ``fitness_function``: gets a list of genomes and sets ``fitness`` of each, or gets one ``genome`` and returns it.
    ``capacity``: how many genomes are evaluated at a time, each by a process of its own.
    ``join``: the master's join link, or a file that holds it; by default NEATWORK_JOIN, or what a master of the same
    account on this machine keeps for it.
    ``once``: leave when the run ends; otherwise the worker waits for the next.
    """

    def __init__(
        self,
        master_host: str,
        master_port: int,
        worker_id: Any,
        fitness_function: Fitness,
        capacity: int = 1,
        join: Optional[str] = None,
        once: bool = True,
    ) -> None:
        if not callable(fitness_function):
            raise TypeError(f"fitness_function must be a function, and it is of type {type(fitness_function).__name__}")
        if not isinstance(capacity, int) or not 1 <= capacity <= 1024:
            raise ValueError(f"capacity is {capacity!r}; it must be a whole number from 1 to 1024")
        name = str(worker_id).strip()
        if not (0 < len(name) <= 60 and name.isprintable()):
            raise ValueError(f"worker_id is {worker_id!r}; it must be a number, or a name of at most 60 letters")
        self.master_host = master_host
        self.master_port = _port(master_port)
        self.worker_id = worker_id
        self.fitness_function = fitness_function
        self.capacity = capacity
        self.join = join
        self.once = once

    def start(self) -> None:
        """Blocks while the worker works. Raises NeatworkError where it could not."""
        from .slot import Slot

        if Slot.current is not None:
            return self._evaluate_here(Slot.current)
        script = _script()
        function_hash(self.fitness_function)  # says now, and not in a slot, that there is no source
        link = self._wait_for_link()
        arguments = [link.text, "--python-script", script, "--slots", str(self.capacity)]
        arguments += ["--name", str(self.worker_id), "--with-parent"]
        arguments += ["--once"] if self.once else []
        arguments += ["--insecure"] if "cert=none" in link.text else []
        environment = {**os.environ, _WHICH: str(self.worker_id)}
        environment.setdefault("NEATWORK_PYTHON", sys.executable)
        code = run_to_end([*neatwork_command(), "worker", *arguments], environment)
        if code not in (0, 130):
            why = _ENDINGS.get(code, "something failed")
            raise NeatworkError(f"The worker ended with exit code {code}: {why}. What it said stands above.")

    def _evaluate_here(self, slot: Any) -> None:
        """This process is a slot of the worker; a script may start others, which are none of its business."""
        if os.environ.get(_WHICH) not in (None, str(self.worker_id)):
            return
        function = self.fitness_function
        names = getattr(function, "__globals__", {})
        slot.serve(Loaded(function, describe(function, names), function_hash(function)))

    def _wait_for_link(self) -> JoinLink:
        """A master of this machine may be about to start; one elsewhere needs a link."""
        link = find_link(self.master_host, self.master_port, self.join)
        if link is None and not is_loopback(self.master_host):
            raise NeatworkError(
                f"There is no join link for {self.master_host}:{self.master_port}. Copy the link that the master prints "
                "into NEATWORK_JOIN, or give it as WorkerNode(…, join=…)."
            )
        if link is None:
            print(f"Waiting for a master at {self.master_host}:{self.master_port}…", file=sys.stderr)
        while link is None:
            time.sleep(_LOOK_SECONDS)
            link = find_link(self.master_host, self.master_port, self.join)
        return link


def _port(port: Any) -> int:
    try:
        number = int(port)
    except (TypeError, ValueError):
        number = 0
    if not 1 <= number <= 65535:
        raise ValueError(f"master_port is {port!r}; it must be a number from 1 to 65535, such as 5000")
    return number


def _script() -> str:
    file = getattr(sys.modules.get("__main__"), "__file__", None)
    if file is None or not os.path.isfile(file):
        raise NeatworkError(
            "A worker runs its script again for every slot, and there is no script here. Put the function and the "
            "WorkerNode into a file, and start it with python FILE."
        )
    return os.path.abspath(file)


def run_to_end(command: List[str], environment: "dict[str, str]") -> int:
    """Ctrl-C reaches the command too, which says goodbye to its master; a second one ends both."""
    try:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError as error:
        raise NeatworkError(f"The command {command[0]} can't be started ({error.strerror}).") from error
    try:
        return child.wait()
    except KeyboardInterrupt:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.kill()
            raise
    finally:
        if child.stdin is not None:
            child.stdin.close()
        if child.poll() is None:
            child.terminate()
            child.wait()
