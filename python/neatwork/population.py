"""DistributedPopulation: NEAT driven from Python. The engine is Neatwork's, in a process of its own; this side steps it
and looks at what it evolved."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from typing import Any, Callable, Dict, List, Optional

from .command import neatwork_command
from .genome import Genome
from .link import NeatworkError


class DistributedConfig:
    """How the master listens, and how long it waits; times in seconds."""

    def __init__(
        self,
        host: str = "0.0.0.0",
        port: int = 5000,
        min_workers: int = 1,
        heartbeat_interval: float = 5.0,
        task_timeout: float = 300.0,
    ) -> None:
        #: Address that the master listens on.
        self.host = host
        self.port = port
        #: Workers without which evolution waits.
        self.min_workers = min_workers
        #: Seconds between health checks.
        self.heartbeat_interval = heartbeat_interval
        #: Most seconds that a worker may take for a batch.
        self.task_timeout = task_timeout


class DistributedPopulation:
    """
    ``seed``: same seed, same result, whoever evaluates.
    ``settings``: what a config file of Neatwork may hold, as a dictionary.
    ``worst_fitness``: what a genome gets whose evaluation fails; below every real one.
    ``deterministic``: whether the same genome and seed always get the same fitness.
    ``show``: print who joins, which genomes failed and why, and what functions print on their workers.
    """

    def __init__(
        self,
        pop_size: int,
        num_inputs: int,
        num_outputs: int,
        distributed_config: Optional[DistributedConfig] = None,
        *,
        seed: int = 1,
        settings: Optional[Dict[str, Any]] = None,
        worst_fitness: float = 0.0,
        deterministic: bool = True,
        show: bool = True,
    ) -> None:
        config = distributed_config or DistributedConfig()
        self.config = config
        #: Of the generation evaluated last; -1 before the first.
        self.generation = -1
        #: What the master says of that generation: best, mean, species, populationHash, …
        self.statistics: Dict[str, Any] = {}
        #: One per address of this machine.
        self.join_links: List[str] = []
        self._genomes: Optional[List[Genome]] = None
        self._show = show
        self._settings_file = _settings_file(settings)
        command = [*neatwork_command(), "drive", "--inputs", str(num_inputs), "--outputs", str(num_outputs)]
        command += ["--population", str(pop_size), "--seed", str(seed), f"--worst-fitness={worst_fitness!r}"]
        command += ["--host", config.host, "--port", str(config.port), "--min-workers", str(config.min_workers)]
        command += ["--heartbeat-interval-ms", _ms(config.heartbeat_interval)]
        command += ["--task-timeout-ms", _ms(config.task_timeout)]
        command += [] if deterministic else ["--no-deterministic"]
        command += [] if self._settings_file is None else ["--config", self._settings_file]
        self._process = _Process(command, show)
        try:
            listening = self._wait_for("listening")
        except BaseException:
            self.shutdown()
            raise
        self.join_links = listening["joinLinks"]
        self.port = listening["port"]
        self._say(f"Workers join with: {listening['joinLink']}")

    def run_generation(self, fitness_function: Optional[Callable[..., Any]] = None) -> None:
        """Evaluates the next generation on the workers, and waits for it; waits for workers too. The function is not
        called: the workers have theirs."""
        self._process.say({"command": "step"})
        self.statistics = self._wait_for("generation")
        self.generation = self.statistics["generation"]
        self._genomes = None

    @property
    def genomes(self) -> List[Genome]:
        """The genomes evaluated last, each with its fitness."""
        if self._genomes is None:
            self._process.say({"command": "genomes"})
            told = self._wait_for("genomes")["genomes"]
            self._genomes = [Genome.from_json(one["genome"], one["fitness"]) for one in told]
        return self._genomes

    @property
    def best_genome(self) -> Optional[Genome]:
        """The best ever found."""
        self._process.say({"command": "champion"})
        told = self._wait_for("champion")
        return None if told["genome"] is None else Genome.from_json(told["genome"], told["fitness"])

    def shutdown(self) -> None:
        """Ends the run: workers leave, the port is free."""
        self._process.end()
        if self._settings_file is not None and os.path.exists(self._settings_file):
            os.unlink(self._settings_file)

    def __enter__(self) -> "DistributedPopulation":
        return self

    def __exit__(self, *_: Any) -> None:
        self.shutdown()

    def __del__(self) -> None:
        process = getattr(self, "_process", None)
        if process is not None:
            process.end()

    def _wait_for(self, kind: str) -> Dict[str, Any]:
        for line in iter(self._process.listen, None):
            if line["type"] == kind:
                return line
            if line["type"] == "error":
                raise NeatworkError(line["message"])
            if line["type"] == "result":
                raise NeatworkError("The run has ended; make another population.")
            self._report(line)
        raise NeatworkError(self._process.last_words())

    def _report(self, line: Dict[str, Any]) -> None:
        if line["type"] == "waiting":
            self._say(f"Waiting for workers: {line['connected']} of {line['needed']} connected.")

    def _say(self, sentence: str) -> None:
        if self._show:
            print(sentence, file=sys.stderr, flush=True)


def _ms(seconds: float) -> str:
    return str(round(seconds * 1000))


def _settings_file(settings: Optional[Dict[str, Any]]) -> Optional[str]:
    if settings is None:
        return None
    handle, path = tempfile.mkstemp(prefix="neatwork-", suffix=".json")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(settings, file)
    return path


class _Process:
    """``neatwork drive``: lines of JSON in, lines of JSON out."""

    def __init__(self, command: List[str], show: bool) -> None:
        try:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                bufsize=1,
            )
        except OSError as error:
            raise NeatworkError(f"The command {command[0]} can't be started ({error.strerror}).") from error
        self._show = show
        self._words: List[str] = []
        self._is_over = False
        self._reader = threading.Thread(target=self._read_errors, daemon=True)
        self._reader.start()
        # Before Python takes its threads away: a script may end, or fail, with its population still there.
        atexit.register(self.end)

    def say(self, value: Dict[str, Any]) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(json.dumps(value) + "\n")
            self._child.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise NeatworkError("The run has ended; make another population.") from error

    def listen(self) -> Optional[Dict[str, Any]]:
        """The next line; None when the process has ended."""
        assert self._child.stdout is not None
        text = self._child.stdout.readline()
        return json.loads(text) if text else None

    def last_words(self) -> str:
        """What it said on standard error before it ended."""
        code = self._child.wait()
        self._reader.join(timeout=5)
        said = " ".join(self._words[-3:])
        return f"Neatwork ended with exit code {code}. {said}".strip()

    def end(self) -> None:
        """Its input ends, and it with it."""
        atexit.unregister(self.end)
        self._is_over = True
        child = self._child
        if child.poll() is None and child.stdin is not None:
            try:
                child.stdin.close()
            except OSError:
                pass
            if child.stdout is not None:
                child.stdout.read()
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._reader.join(timeout=5)
        for stream in (child.stdin, child.stdout, child.stderr):
            if stream is not None and not stream.closed:
                try:
                    stream.close()
                except OSError:
                    pass

    def _read_errors(self) -> None:
        """Logs are JSON too: who comes and goes, what functions print, which genomes failed; and the end of it is kept."""
        assert self._child.stderr is not None
        for line in self._child.stderr:
            sentence = sentence_in(line)
            self._words = [*self._words[-9:], sentence]
            if self._show and not self._is_over:
                print(sentence, file=sys.stderr, flush=True)


def sentence_in(line: str) -> str:
    """What a line of the log says; of a warning, that it is one."""
    try:
        said = json.loads(line)
        # Workers choose their names themselves.
        text = "".join(one if one.isprintable() else " " for one in str(said["msg"]))
        return f"warning: {text}" if said["level"] in ("warn", "error") else text
    except (ValueError, KeyError, TypeError):
        return line.strip()
