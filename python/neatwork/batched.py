"""How numpy's and torch's networks are laid out: nodes in groups that are computed at once. It knows neither numpy nor
torch."""

from __future__ import annotations

from typing import List, NamedTuple, Tuple

from .spec import NetworkSpec


class Group(NamedTuple):
    """Nodes of one aggregation that need nothing of each other."""

    #: Places among the values, in the order in which values are computed.
    nodes: List[int]
    #: Indices of the nodes in the spec.
    genes: List[int]
    aggregation: int
    #: (first, end) of each node's connections among ``sources``.
    spans: List[Tuple[int, int]]
    #: Places of the sources.
    sources: List[int]
    #: Indices of the connections in the spec.
    connections: List[int]
    #: (activation, positions within the group) of each activation in it.
    activations: List[Tuple[int, List[int]]]


class Layout(NamedTuple):
    #: Layers of groups; a recurrent network has one layer.
    layers: List[List[Group]]
    #: Place of each output among the values.
    outputs: List[int]


def layout_of(spec: NetworkSpec) -> Layout:
    """Values are numbered: inputs, then the nodes as their layers and groups come."""
    into: List[List[int]] = [[] for _ in spec.bias]
    for at, (_, target, _) in enumerate(spec.connections):
        into[target - spec.inputs].append(at)
    layers = spec.layers() if spec.kind == "feed-forward" else [list(range(len(spec.bias)))]
    grouped = [_by_aggregation(spec, layer, into) for layer in layers]
    place = {source: source for source in range(spec.inputs)}
    for layer in grouped:
        for _, genes in layer:
            for gene in genes:
                place[spec.inputs + gene] = len(place)
    return Layout(
        [[_group(spec, genes, aggregation, into, place) for aggregation, genes in layer] for layer in grouped],
        [place[spec.inputs + output] for output in range(spec.outputs)],
    )


def _by_aggregation(spec: NetworkSpec, layer: List[int], into: List[List[int]]) -> List[Tuple[int, List[int]]]:
    """A node without connections counts as a sum: every aggregation of nothing is 0."""
    found: dict = {}
    for gene in layer:
        aggregation = spec.aggregation[gene] if into[gene] else 0
        found.setdefault(aggregation, []).append(gene)
    return sorted(found.items())


def _group(spec: NetworkSpec, genes: List[int], aggregation: int, into: List[List[int]], place: dict) -> Group:
    connections = [at for gene in genes for at in into[gene]]
    spans, first = [], 0
    for gene in genes:
        spans.append((first, first + len(into[gene])))
        first += len(into[gene])
    activations: dict = {}
    for position, gene in enumerate(genes):
        activations.setdefault(spec.activation[gene], []).append(position)
    return Group(
        nodes=[place[spec.inputs + gene] for gene in genes],
        genes=genes,
        aggregation=aggregation,
        spans=spans,
        sources=[place[spec.connections[at][0]] for at in connections],
        connections=connections,
        activations=sorted(activations.items()),
    )
