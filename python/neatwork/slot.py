"""The process that Neatwork starts for a slot and keeps warm: batches in, results out, over the pipe.

    python -m neatwork.slot --function fitness.py:xor_fitness
    python -m neatwork.slot --script worker_script.py

A script is run whole; where it calls WorkerNode.start(), the slot begins.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import queue
import runpy
import signal
import sys
import threading
import time
from typing import Any, Dict, List, Optional, Set, Tuple

from . import pipe as messages
from .captured import Captured, Sparing
from .chance import chance
from .evaluate import Evaluation, Evaluator, seed_all
from .genome import AtWork
from .limits import die_with_owner, limit_memory
from .pipe import PIPE_VERSION, Pipe
from .play import Play, watched
from .problem import Loaded, ProblemError, load_function, where_raised
from .wire import PROTOCOL_VERSION, WireError, decode_batch, encode_results

#: What masters call a problem whose function the workers bring along.
OPEN_NAME = "own-of-the-workers"


class Slot:
    """One per process: it takes over standard input and output."""

    #: The slot that this process is; None in every other process.
    current: Optional["Slot"] = None

    def __init__(self, limit_mb: int = 0) -> None:
        incoming = os.fdopen(os.dup(0), "rb")
        outgoing = os.fdopen(os.dup(1), "wb")
        _quiet_standard_streams()
        self._pipe = Pipe(incoming, outgoing)
        self._process_id = os.getpid()
        self._printed = Captured(self._tell)
        sys.stdout = sys.stderr = self._printed
        chance.stand_before()
        self._limit_mb = limit_mb
        self._waiting: "queue.SimpleQueue[Any]" = queue.SimpleQueue()
        self._cancelled: Set[int] = set()
        self._problems: Tuple[str, ...] = ()
        self._options: Dict[str, Any] = {}

    def serve(self, loaded: Loaded) -> None:
        """Answers batches until the other side is gone."""
        self._printed.begin(None)
        self._problems = (loaded.description["name"], OPEN_NAME)
        self._pipe.write_json(
            messages.READY,
            {
                "pipe": PIPE_VERSION,
                "protocol": PROTOCOL_VERSION,
                "python": sys.version.split()[0],
                "hash": loaded.hash,
                "problem": loaded.description,
                "play": None if loaded.play is None else loaded.play.description,
            },
        )
        limit_memory(self._limit_mb)
        evaluator = Evaluator(loaded.function, self._tell_all)
        gc.freeze()  # what is loaded stays: the collector needs not look at it again and again
        threading.Thread(target=self._listen, daemon=True).start()
        self._options = {name: spec["default"] for name, spec in loaded.description["options"].items()}
        while True:
            kind, ticket, rest = self._waiting.get()
            if kind == messages.PREPARE:
                self._options = json.loads(rest)
                continue
            if kind == messages.WATCH:
                self._show(loaded.play, rest)
                continue
            self._answer(evaluator, ticket, rest)
            self._cancelled.discard(ticket)

    def refuse(self, reason: str) -> None:
        """Says why there is nothing to evaluate with."""
        self._printed.begin(None)
        self._pipe.write_json(messages.UNLOADABLE, {"reason": reason})

    def _listen(self) -> None:
        """A thread of its own, so that a busy slot hears that nobody waits any more."""
        while True:
            message = self._pipe.read()
            if message is None:
                end_with_children()
                return
            kind, ticket, rest = message
            if kind in (messages.EVALUATE, messages.PREPARE, messages.WATCH):
                self._waiting.put(message)
            elif kind == messages.CANCEL:
                self._cancelled.add(ticket)

    def _answer(self, evaluator: Evaluator, ticket: int, frame: bytes) -> None:
        if ticket in self._cancelled:  # while another batch was evaluated
            self._pipe.answer(messages.CANCELLED, ticket)
            return
        at_work = AtWork(lambda: ticket in self._cancelled, Sparing(self._tell_progress).told)
        try:
            batch = decode_batch(frame)
            if batch.problem not in self._problems:
                raise WireError(f'this slot evaluates {self._problems[0]}, and not "{batch.problem}"')
            for genome in batch.genomes:
                # A copy: what one function call does to it must not reach the next.
                genome.options = dict(self._options)
                genome._at_work = at_work
        except WireError as error:
            self._pipe.answer(messages.UNUSABLE, ticket, str(error).encode("utf-8", "replace"))
            return
        started = time.perf_counter()
        evaluations = self._evaluations(evaluator, ticket, batch.genomes)
        if evaluations is None:
            self._pipe.answer(messages.CANCELLED, ticket)
            return
        elapsed_ms = (time.perf_counter() - started) * 1000
        count = len(evaluations).to_bytes(4, "little")
        self._pipe.answer(messages.RESULTS, ticket, count, encode_results(batch, elapsed_ms, evaluations))

    def _show(self, play: Optional[Play], frame: bytes) -> None:
        """An episode of the first genome of a batch frame, or why it can't be shown."""
        try:
            (genome,) = decode_batch(frame).genomes
            genome.options = dict(self._options)
            seed_all(genome.seed)
            if play is None:
                raise WireError("this file has nothing to show")
            shown = watched(play, genome)
            # NaN and infinities are no JSON.
            json.dumps(shown, allow_nan=False)
        except Exception as error:
            said = " ".join(str(error).split())[:600]
            shown = {"reason": f"{type(error).__name__}: {said} ({where_raised(error)})"}
        self._pipe.write_json(messages.WATCHED, shown)

    def _evaluations(self, evaluator: Evaluator, ticket: int, genomes: List[Any]) -> Optional[List[Evaluation]]:
        printed = self._printed
        evaluations: List[Evaluation] = []
        if evaluator.wants_batch:
            printed.begin(genomes[0].id if len(genomes) == 1 else None)
            evaluations = evaluator.together(genomes)
            self._end_where_forked()
            if ticket in self._cancelled:
                return None
        else:
            for genome in genomes:
                if ticket in self._cancelled:
                    return None
                printed.begin(genome.id)
                evaluations.append(evaluator.one(genome))
                self._end_where_forked()
                if ticket in self._cancelled:
                    return None  # what an evaluation that nobody waits for came to is nothing
        printed.begin(None)
        return evaluations

    def _end_where_forked(self) -> None:
        """A process that the function forked, and let return, must not answer a second time."""
        if os.getpid() != self._process_id:
            os._exit(0)

    def _tell(self, genome: Optional[int], line: str) -> None:
        if os.getpid() != self._process_id:  # the pipe is one process's
            os.write(2, (line[:500] + "\n").encode("utf-8", "replace"))
            return
        self._pipe.write_json(messages.PRINTED, {"genomeId": genome, "text": line[:500]})

    def _tell_progress(self, genome: int, share: float, note: str) -> None:
        if os.getpid() != self._process_id:
            return
        self._pipe.write_json(messages.PRINTED, {"genomeId": genome, "text": note, "share": share})

    def _tell_all(self, genome: Optional[int], text: str) -> None:
        self._printed.begin(genome)
        self._printed.write(text)


def _quiet_standard_streams() -> None:
    """Nobody but the pipe reads from 0 or writes to 1: C code that prints does so to the error stream."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdin = open(os.devnull)


def end_with_children() -> None:
    """At once, whatever the function does at the moment, with the processes that it started."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(0)


def main(arguments: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m neatwork.slot", description="One evaluating slot of Neatwork.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--function", help="FILE:FUNCTION")
    what.add_argument("--script", help="a file that starts a WorkerNode")
    parser.add_argument("--memory-mb", type=int, default=0, help="megabytes that this process may take; 0 for all")
    options = parser.parse_args(arguments)
    die_with_owner()
    # People's code says "from neatwork import …" and must find this very slot.
    from neatwork.slot import Slot as slot_class

    slot = slot_class(options.memory_mb)
    slot_class.current = slot
    try:
        if options.function is not None:
            slot.serve(load_function(options.function))
        else:
            run_script(options.script)
            slot.refuse(f"{os.path.basename(options.script)} ended without WorkerNode(…).start().")
    except ProblemError as error:
        slot.refuse(str(error))
    return 1


def run_script(path: str) -> None:
    """As ``python path`` would. Raises ProblemError for what the script raises."""
    sys.argv = [path]
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    try:
        runpy.run_path(path, run_name="__main__")
    except ProblemError:
        raise
    except (Exception, SystemExit) as error:
        raise ProblemError(
            f"{os.path.basename(path)} can't be run: {type(error).__name__}: {error} ({where_raised(error)})."
        ) from error


if __name__ == "__main__":
    sys.exit(main())
