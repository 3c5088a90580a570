"""Networks on numpy arrays: a row, or many at once. Imported only where numpy is."""

from __future__ import annotations

from typing import Any, Callable, Tuple

import numpy as np

from .batched import Group, layout_of
from .plain import LARGEST, SELU_ALPHA, SELU_SCALE, SIGMOID_SLOPE
from .spec import NetworkSpec


def _bounded(x: Any) -> Any:
    return np.clip(x, -LARGEST, LARGEST)


def _elu(x: Any) -> Any:
    # expm1 of what isn't taken may overflow; it is limited before.
    return np.where(x > 0, _bounded(x), np.expm1(np.minimum(x, 0)))


def _selu(x: Any) -> Any:
    negative = SELU_SCALE * SELU_ALPHA * np.expm1(np.minimum(x, 0))
    return np.where(x > 0, _bounded(SELU_SCALE * x), negative)


def _inv(x: Any) -> Any:
    small = np.abs(x) < 1 / LARGEST
    return np.where(small, 0.0, 1 / np.where(small, 1.0, x))


ACTIVATE: Tuple[Callable[[Any], Any], ...] = (
    lambda x: 1 / (1 + np.exp(np.minimum(-SIGMOID_SLOPE * x, 709.0))),
    np.tanh,
    lambda x: np.maximum(_bounded(x), 0),
    _bounded,
    lambda x: np.sin(np.clip(5 * x, -60, 60)),
    lambda x: np.exp(-5 * np.clip(x, -3.4, 3.4) ** 2),
    lambda x: _bounded(np.where(x > 0, x, 0.005 * x)),
    _elu,
    _selu,
    lambda x: 0.2 * np.log(1 + np.exp(np.clip(5 * x, -60, 60))),
    lambda x: np.clip(x, -1, 1),
    _inv,
    lambda x: np.log(np.maximum(x, 1e-7)),
    lambda x: np.exp(np.clip(x, -60, 60)),
    lambda x: np.abs(_bounded(x)),
    lambda x: np.maximum(1 - np.abs(x), 0),
    lambda x: _bounded(x * x),
    lambda x: _bounded(x * x * x),
)


def _product(values: Any) -> Any:
    result = values[:, 0]
    for at in range(1, values.shape[1]):
        result = _bounded(result * values[:, at])
    return result


def _maxabs(values: Any) -> Any:
    # The first of equals, which argmax is documented to find.
    first = np.argmax(np.abs(values), axis=1)
    return values[np.arange(len(values)), first]


AGGREGATE: Tuple[Callable[[Any], Any], ...] = (
    lambda values: values.sum(axis=1),
    _product,
    lambda values: values.max(axis=1),
    lambda values: values.min(axis=1),
    _maxabs,
    lambda values: values.mean(axis=1),
    lambda values: np.median(values, axis=1),
)
_SUM = 0


class _Computed:
    """A group with its numbers as arrays."""

    def __init__(self, group: Group, spec: NetworkSpec) -> None:
        self.nodes = np.array(group.nodes)
        self.first, self.end = group.nodes[0], group.nodes[-1] + 1
        self.bias = np.array([spec.bias[gene] for gene in group.genes])
        self.response = np.array([spec.response[gene] for gene in group.genes])
        self.sources = np.array(group.sources, dtype=np.intp)
        self.weight = np.array([spec.connections[at][2] for at in group.connections])
        self.spans = group.spans
        self.aggregation = group.aggregation
        self.activations = [
            (ACTIVATE[code], slice(None) if len(group.activations) == 1 else np.array(at))
            for code, at in group.activations
        ]
        # Sums are a product with a matrix of the group's connections.
        self.matrix = None
        if group.aggregation == _SUM and group.sources:
            self.used, columns = np.unique(self.sources, return_inverse=True)
            self.matrix = np.zeros((len(self.used), len(group.nodes)))
            for position, (first, end) in enumerate(group.spans):
                for at in range(first, end):
                    self.matrix[columns[at], position] += self.weight[at]

    def wanted(self, values: Any) -> Any:
        """What the group's nodes come to, for every row."""
        x = self.bias + self.response * self._totals(values)
        if len(self.activations) == 1:
            return self.activations[0][0](x)
        result = np.empty_like(x)
        for activate, at in self.activations:
            result[:, at] = activate(x[:, at])
        return result

    def _totals(self, values: Any) -> Any:
        if self.aggregation == _SUM:
            return 0.0 * values[:, :1] if self.matrix is None else values[:, self.used] @ self.matrix
        weighted = values[:, self.sources] * self.weight
        aggregate = AGGREGATE[self.aggregation]
        return np.stack([aggregate(weighted[:, first:end]) for first, end in self.spans], axis=1)


class NumpyNetwork:
    """Computes (rows, inputs) arrays of float64. Recurrent networks keep a state per row until :meth:`reset`."""

    def __init__(self, spec: NetworkSpec) -> None:
        self._spec = spec
        layout = layout_of(spec)
        self._layers = [[_Computed(group, spec) for group in layer] for layer in layout.layers]
        self._outputs = np.array(layout.outputs)
        self._state: Any = None
        self._constants = None
        if spec.time_constant is not None:
            order = [gene for layer in layout.layers for group in layer for gene in group.genes]
            self._constants = np.array([spec.time_constant[gene] for gene in order])

    def reset(self) -> None:
        self._state = None

    def activate(self, rows: Any) -> Any:
        spec = self._spec
        if rows.ndim != 2 or rows.shape[1] != spec.inputs:
            raise ValueError(f"the network has {spec.inputs} inputs, and an array of shape {rows.shape} came")
        shape = (len(rows), spec.inputs + len(spec.bias))
        with np.errstate(over="ignore", invalid="ignore"):
            if spec.kind == "feed-forward":
                values = np.empty(shape)
                values[:, : spec.inputs] = rows
                for layer in self._layers:
                    for group in layer:
                        values[:, group.first : group.end] = group.wanted(values)
            else:
                values = self._step(rows, shape)
        return values[:, self._outputs]

    def _step(self, rows: Any, shape: Tuple[int, int]) -> Any:
        inputs = self._spec.inputs
        if self._state is None:
            self._state = np.zeros(shape)
        if self._state.shape != shape:
            raise ValueError(
                f"the network's state is of {len(self._state)} rows, and {shape[0]} came: call reset() before other rows"
            )
        before = self._state.copy()
        before[:, :inputs] = rows
        after = before.copy()
        for group in self._layers[0]:
            after[:, group.first : group.end] = group.wanted(before)
        if self._constants is not None:
            after[:, inputs:] = before[:, inputs:] + (after[:, inputs:] - before[:, inputs:]) / self._constants
        self._state = after
        return after
