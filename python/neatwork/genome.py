"""A genome in Python: what a fitness function is given, and what is saved and loaded as JSON."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Union

from .spec import ACTIVATIONS, AGGREGATIONS, NetworkSpec, spec_from_json

PathLike = Union[str, "os.PathLike[str]"]


class AtWork(NamedTuple):
    """Where a genome is evaluated, as far as it may know."""

    aborted: Callable[[], bool]
    told: Callable[[int, float, str], None]


class Genome:
    """``id``, ``seed`` and ``network`` come with it; a fitness function sets ``fitness``.

    A fitness function may also put numbers by name into ``metrics``, for the charts of the run.

    ``options`` are the values of the problem's OPTIONS, the same for all genomes of a generation. Long evaluations may look
    at ``aborted`` and call ``progress``.

    ``nodes`` and ``connections`` are lists of dictionaries in the shape of genome JSON. What a worker is given is the
    expressed network only, whose nodes and connections are numbered anew.
    """

    __slots__ = ("id", "seed", "fitness", "metrics", "options", "_network", "_json", "_at_work")

    def __init__(self, id: int, network: Optional[NetworkSpec] = None, *, seed: int = 0) -> None:
        self.id = id
        #: Unsigned 32-bit; of (run seed, generation, genome), never of who evaluates.
        self.seed = seed
        self.fitness: Any = None
        self.metrics: Any = {}
        self.options: Mapping[str, Any] = {}
        self._network = network
        self._json: Optional[Dict[str, Any]] = None
        self._at_work: Optional[AtWork] = None

    @classmethod
    def from_json(cls, value: Dict[str, Any], fitness: Optional[float] = None) -> "Genome":
        """Of genome JSON, or of what a champion.json holds. Raises ValueError for anything else."""
        holder = value if isinstance(value, dict) else {}
        genome = holder.get("genome", holder)
        try:
            network = spec_from_json(genome)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"this is no sound genome: {type(error).__name__}: {error}") from error
        made = cls(genome["genomeId"], network)
        made.fitness = holder.get("fitness") if fitness is None else fitness
        made._json = genome
        return made

    def __getstate__(self) -> Dict[str, Any]:
        """Copies, and what is sent to other processes, are evaluated by nobody."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "_at_work"}

    def __setstate__(self, state: Dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)
        self._at_work = None

    @property
    def aborted(self) -> bool:
        """Nobody waits for this genome's evaluation any more: a long one may end, whatever it sets."""
        return self._at_work is not None and self._at_work.aborted()

    def progress(self, share: float, note: str = "") -> None:
        """Tells people how far a long evaluation is, from 0 to 1, and what it is at; it may be called often."""
        if self._at_work is not None:
            self._at_work.told(self.id, min(max(float(share), 0.0), 1.0), str(note)[:200])

    @property
    def network(self) -> NetworkSpec:
        if self._network is None:
            raise ValueError(f"genome {self.id} has no network")
        return self._network

    @property
    def inputs(self) -> int:
        return self.network.inputs

    @property
    def outputs(self) -> int:
        return self.network.outputs

    @property
    def nodes(self) -> List[Dict[str, Any]]:
        return self.to_json()["nodes"]

    @property
    def connections(self) -> List[Dict[str, Any]]:
        return self.to_json()["connections"]

    def to_json(self) -> Dict[str, Any]:
        """Genome JSON, as Neatwork's own commands read it."""
        if self._json is None:
            self._json = _json_of(self.id, self.network)
        return self._json

    def save(self, path: PathLike) -> None:
        """Writes the genome to a file, whole or not at all."""
        folder = os.path.dirname(os.path.abspath(os.fspath(path)))
        handle, draft = tempfile.mkstemp(dir=folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self.to_json(), file, indent=2)
                file.write("\n")
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise

    @classmethod
    def load(cls, path: PathLike) -> "Genome":
        """Of a genome's file, or of the champion.json of a run folder. Raises ValueError with what is wrong."""
        with open(path, encoding="utf-8") as file:
            try:
                return cls.from_json(json.load(file))
            except ValueError as error:
                raise ValueError(f"The file {os.fspath(path)} holds no genome: {error}.") from error

    def __repr__(self) -> str:
        return f"<Genome {self.id}, fitness {self.fitness}>"


def _json_of(id: int, spec: NetworkSpec) -> Dict[str, Any]:
    def node(at: int) -> Dict[str, Any]:
        if at < spec.inputs:
            return _node(at, "input", "identity", "sum", 0, 1)
        gene = at - spec.inputs
        activation, aggregation = ACTIVATIONS[spec.activation[gene]], AGGREGATIONS[spec.aggregation[gene]]
        role = "output" if gene < spec.outputs else "hidden"
        made = _node(at, role, activation, aggregation, spec.bias[gene], spec.response[gene])
        if spec.time_constant is not None:
            made["timeConstant"] = spec.time_constant[gene]
        return made

    return {
        "format": "neatwork-genome",
        "version": 1,
        "kind": spec.kind,
        "genomeId": id,
        "inputs": spec.inputs,
        "outputs": spec.outputs,
        "nodes": [node(at) for at in range(spec.inputs + len(spec.bias))],
        "connections": [
            {"innovation": at + 1, "source": source, "target": target, "weight": weight, "enabled": True}
            for at, (source, target, weight) in enumerate(spec.connections)
        ],
    }


def _node(id: int, role: str, activation: str, aggregation: str, bias: float, response: float) -> Dict[str, Any]:
    return {
        "id": id,
        "role": role,
        "activation": activation,
        "aggregation": aggregation,
        "bias": bias,
        "response": response,
    }


def save_genome(genome: Genome, path: PathLike) -> None:
    genome.save(path)


def load_genome(path: PathLike) -> Genome:
    return Genome.load(path)
