"""Calls a fitness function for genomes and says of each what came of it. It knows no pipe."""

from __future__ import annotations

import math
import sys
import traceback
from typing import Any, Callable, List, Optional, Tuple, Union

from .chance import chance
from .genome import Genome
from .metrics import checked_metrics
from .problem import Fitness, wants_batch, wants_one, where_raised
from .wire import Failed, Scored

Evaluation = Union[Scored, Failed]


def seed_all(seed: int) -> None:
    """The chance of ``random``, and of numpy and torch where they are in use."""
    chance.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(seed)


class Evaluator:
    """Evaluates genomes one by one, so that none knows who shares its batch; a function marked with
    ``neatwork.batch`` gets them together."""

    def __init__(self, function: Fitness, told: Callable[[Optional[int], str], None] = lambda genome, text: None):
        """``told`` gets a genome's id and the traceback of what it threw."""
        self._function = function
        self._one = wants_one(function)
        self._told = told
        self.wants_batch = wants_batch(function)

    def one(self, genome: Genome) -> Evaluation:
        genome_id = genome.id
        before = genes_of(genome)
        try:
            seed_all(genome.seed)
            if self._one:
                fitness = self._function(genome)
            else:
                returned = self._function([genome])
                fitness = returned if genome.fitness is None else genome.fitness
                if isinstance(returned, (list, tuple)) and fitness is returned and not _is_measured(returned):
                    return Failed(genome_id, "value", _RETURNED.format(type(returned).__name__))
            metrics = genome.metrics
            if _is_measured(fitness):
                fitness, metrics = fitness
        except BaseException as error:  # whatever it is, it is the genome's and not the slot's
            return self._threw(genome_id, error)
        return _changed(genome_id) if is_changed(genome, before) else _checked(genome_id, fitness, metrics)

    def together(self, genomes: List[Genome]) -> List[Evaluation]:
        """One call for all; what it throws is nobody's in particular."""
        ids = [genome.id for genome in genomes]
        before = [genes_of(genome) for genome in genomes]
        try:
            seed_all(genomes[0].seed if genomes else 0)
            self._function(list(genomes))
        except BaseException as error:
            failed = self._threw(ids[0] if len(ids) == 1 else None, error)
            cause = failed.cause if len(ids) == 1 else "batch"
            return [Failed(genome_id, cause, failed.reason, failed.trace) for genome_id in ids]
        return [
            _changed(genome_id) if is_changed(genome, genes) else _checked(genome_id, genome.fitness, genome.metrics)
            for genome_id, genome, genes in zip(ids, genomes, before)
        ]

    def _threw(self, genome_id: Optional[int], error: BaseException) -> Failed:
        if isinstance(error, KeyboardInterrupt):
            raise error
        trace = _trace(error)
        self._told(genome_id, trace)
        place = where_raised(error)
        if isinstance(error, MemoryError):
            return Failed(genome_id or 0, "ended", f"it ran out of memory ({place})", trace)
        if isinstance(error, SystemExit):
            return Failed(genome_id or 0, "threw", f"the function called exit ({place})", trace)
        words = f"the evaluation threw {type(error).__name__}: {_words(error)} ({place})"
        return Failed(genome_id or 0, "threw", words, trace)


_RETURNED = (
    "the function set no fitness, but returned a {}: let it set genome.fitness of every genome that it gets, to a "
    "finite number"
)


def _is_measured(fitness: Any) -> bool:
    """A fitness with its metrics."""
    return type(fitness) is tuple and len(fitness) == 2 and isinstance(fitness[1], dict)


def genes_of(genome: Genome) -> Tuple[Any, ...]:
    """A copy of all that makes the genome's network, to tell whether it was changed."""
    spec = genome.network
    return (
        genome.id,
        spec,
        spec.activation[:],
        spec.aggregation[:],
        spec.bias[:],
        spec.response[:],
        spec.time_constant and spec.time_constant[:],
        spec.connections[:],
    )


def is_changed(genome: Genome, before: Tuple[Any, ...]) -> bool:
    try:
        return genes_of(genome) != before
    except Exception:  # what stands there now are no genes at all
        return True


def _changed(genome_id: int) -> Failed:
    return Failed(
        genome_id,
        "value",
        "the function changed the genome: its fitness would be that of another network. Let it change a copy "
        "(copy.deepcopy), or a NeatModule of it",
    )


def _words(error: BaseException) -> str:
    try:
        return " ".join(str(error).split())[:600]
    except Exception:
        return "its message can't be shown"


def _trace(error: BaseException) -> str:
    try:
        # The first frame is this module's call.
        following = error.__traceback__.tb_next if error.__traceback__ is not None else None
        return "".join(traceback.format_exception(type(error), error, following, limit=-12))
    except Exception:
        return type(error).__name__


def _checked(genome_id: int, fitness: Any, metrics: Any) -> Evaluation:
    if type(fitness) is not float or not math.isfinite(fitness):
        number = _number(genome_id, fitness)
        if isinstance(number, Failed):
            return number
        fitness = number
    if type(metrics) is dict and not metrics:
        return Scored(genome_id, fitness)
    kept = checked_metrics(metrics)
    return Failed(genome_id, "value", kept) if isinstance(kept, str) else Scored(genome_id, fitness, kept)


def _number(genome_id: int, fitness: Any) -> Union[float, Failed]:
    if fitness is None:
        return Failed(genome_id, "value", "the function set no fitness: let it set genome.fitness, or return a number")
    if isinstance(fitness, (str, bytes)) or not hasattr(fitness, "__float__"):
        return Failed(
            genome_id, "value", f"the fitness must be a finite number, but it was of type {type(fitness).__name__}"
        )
    try:
        number = float(fitness)
    except Exception as error:
        return Failed(genome_id, "value", f"the fitness is no single number: {type(error).__name__}: {_words(error)}")
    if not math.isfinite(number):
        return Failed(genome_id, "value", f"the fitness must be a finite number, but it was {number}")
    return number
