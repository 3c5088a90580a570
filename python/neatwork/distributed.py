"""The names of the guide: ``from neatwork.distributed import DistributedPopulation, DistributedConfig, WorkerNode``."""

from .link import NeatworkError
from .population import DistributedConfig, DistributedPopulation
from .worker import WorkerNode

__all__ = ["DistributedConfig", "DistributedPopulation", "NeatworkError", "WorkerNode"]
