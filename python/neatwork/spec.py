"""A network as data: what is needed to compute it, and nothing of how it was bred. The Python side of
core/network/network-spec.ts and of core/neat/network-of.ts."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

#: The index is the code that travels in batches.
ACTIVATIONS: Tuple[str, ...] = (
    "sigmoid",
    "tanh",
    "relu",
    "identity",
    "sin",
    "gauss",
    "leaky-relu",
    "elu",
    "selu",
    "softplus",
    "clamped",
    "inv",
    "log",
    "exp",
    "abs",
    "hat",
    "square",
    "cube",
)
#: The index is the code that travels in batches.
AGGREGATIONS: Tuple[str, ...] = ("sum", "product", "max", "min", "maxabs", "mean", "median")

KINDS: Tuple[str, ...] = ("feed-forward", "recurrent", "ctrnn")


class NetworkSpec:
    """Nodes are numbered densely: inputs, outputs, hidden ones. Lists of nodes begin with the first output; entry i
    is node ``inputs + i``. Connections stand in the order of summation."""

    __slots__ = (
        "kind",
        "inputs",
        "outputs",
        "activation",
        "aggregation",
        "bias",
        "response",
        "time_constant",
        "connections",
    )

    def __init__(
        self,
        kind: str,
        inputs: int,
        outputs: int,
        *,
        activation: Sequence[int],
        aggregation: Sequence[int],
        bias: Sequence[float],
        response: Sequence[float],
        connections: Sequence[Tuple[int, int, float]],
        time_constant: Optional[Sequence[float]] = None,
    ) -> None:
        self.kind = kind
        self.inputs = inputs
        self.outputs = outputs
        #: Index into ACTIVATIONS per node.
        self.activation = activation
        #: Index into AGGREGATIONS per node.
        self.aggregation = aggregation
        self.bias = bias
        self.response = response
        #: Of a ctrnn's nodes, in steps, at least 1; None for other kinds.
        self.time_constant = time_constant
        #: (source, target, weight).
        self.connections = connections

    def incoming(self) -> List[List[Tuple[int, float]]]:
        """(source, weight) of the connections into each node, in the order of summation."""
        grouped: List[List[Tuple[int, float]]] = [[] for _ in self.bias]
        for source, target, weight in self.connections:
            grouped[target - self.inputs].append((source, weight))
        return grouped

    def layers(self) -> List[List[int]]:
        """Nodes of a feed-forward network in an order in which they can be computed: each layer needs only those
        before it. Raises ValueError for a cycle."""
        incoming = self.incoming()
        depth: Dict[int, int] = {}
        waiting = [0] * len(incoming)
        followers: List[List[int]] = [[] for _ in incoming]
        for node, sources in enumerate(incoming):
            for source, _ in sources:
                if source >= self.inputs:
                    waiting[node] += 1
                    followers[source - self.inputs].append(node)
        ready = [node for node, count in enumerate(waiting) if count == 0]
        for node in ready:
            depth[node] = 1 + max((depth[s - self.inputs] for s, _ in incoming[node] if s >= self.inputs), default=-1)
            for follower in followers[node]:
                waiting[follower] -= 1
                if waiting[follower] == 0:
                    ready.append(follower)
        if len(ready) != len(incoming):
            raise ValueError("the network is said to be feed-forward, but it has a cycle")
        layers: List[List[int]] = [[] for _ in range(1 + max(depth.values(), default=-1))]
        for node in range(len(incoming)):
            layers[depth[node]].append(node)
        return layers


def spec_from_json(genome: Mapping[str, Any]) -> NetworkSpec:
    """The expressed network of a genome as JSON: enabled connections between nodes on which an output depends.
    Raises ValueError for what is no genome."""
    if genome.get("format") != "neatwork-genome" or genome.get("version") != 1:
        raise ValueError('this is no genome of Neatwork: it should say "format": "neatwork-genome", "version": 1')
    inputs, outputs, kind = genome["inputs"], genome["outputs"], genome["kind"]
    if kind not in KINDS:
        raise ValueError(f'there is no kind of network called "{kind}"; the kinds are {", ".join(KINDS)}')
    genes = {node["id"]: node for node in genome["nodes"] if node["role"] != "input"}
    enabled = [gene for gene in genome["connections"] if gene["enabled"]]
    place = _places(inputs, outputs, sorted(genes), enabled)
    nodes = [genes[node] for node in sorted(place, key=place.__getitem__) if node >= inputs]
    return NetworkSpec(
        kind,
        inputs,
        outputs,
        activation=[_code(ACTIVATIONS, node["activation"], "activation") for node in nodes],
        aggregation=[_code(AGGREGATIONS, node["aggregation"], "aggregation") for node in nodes],
        bias=[float(node["bias"]) for node in nodes],
        response=[float(node["response"]) for node in nodes],
        time_constant=[float(node.get("timeConstant", 1)) for node in nodes] if kind == "ctrnn" else None,
        connections=[
            (place[gene["source"]], place[gene["target"]], float(gene["weight"]))
            for gene in enabled
            if gene["target"] in place
        ],
    )


def _places(inputs: int, outputs: int, nodes: Sequence[int], enabled: Sequence[Mapping[str, Any]]) -> Dict[int, int]:
    """Dense number of every node that an output depends on, inputs and outputs first."""
    sources: Dict[int, List[int]] = {}
    for gene in enabled:
        sources.setdefault(gene["target"], []).append(gene["source"])
    needed = set(range(inputs + outputs))
    stack = list(range(inputs, inputs + outputs))
    while stack:
        for source in sources.get(stack.pop(), ()):
            if source not in needed:
                needed.add(source)
                stack.append(source)
    ordered = list(range(inputs + outputs)) + [node for node in nodes if node >= inputs + outputs and node in needed]
    return {node: at for at, node in enumerate(ordered)}


def _code(names: Tuple[str, ...], name: str, what: str) -> int:
    try:
        return names.index(name)
    except ValueError:
        raise ValueError(f'there is no {what} called "{name}"; there are {", ".join(names)}') from None
