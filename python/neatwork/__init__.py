"""Fitness functions in Python for Neatwork: NEAT across the machines of a lab. See docs/python.md."""

from typing import Any, List

from .genome import Genome, load_genome, save_genome
from .problem import ProblemError, batch, problem

__version__ = "0.1.0"

__all__ = [
    "DistributedConfig",
    "DistributedPopulation",
    "Genome",
    "NeatModule",
    "NeatworkError",
    "ProblemError",
    "WorkerNode",
    "batch",
    "load_genome",
    "problem",
    "save_genome",
]

#: Imported when they are asked for: who needs no network needs no torch either, which takes a second to load.
_LATER = {
    "NeatModule": "network",
    "DistributedConfig": "population",
    "DistributedPopulation": "population",
    "NeatworkError": "link",
    "WorkerNode": "worker",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LATER[name]}", __name__), name)


def __dir__() -> List[str]:
    return sorted(__all__)
