"""Networks in plain Python, one row of numbers after the other: the definitions of core/network/activation.ts and
core/network/aggregation.ts, and the measure of the other two ways to compute."""

from __future__ import annotations

import math
from typing import Callable, List, Optional, Sequence, Tuple

from .spec import NetworkSpec

#: Largest magnitude that the unbounded functions return.
LARGEST = 1e60
SIGMOID_SLOPE = 4.9
SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772


def clamp(x: float, limit: float) -> float:
    # Written so that NaN passes.
    return limit if x > limit else -limit if x < -limit else x


def exp(x: float) -> float:
    return math.inf if x > 709.782712893384 else math.exp(x)


def _bounded(x: float) -> float:
    return clamp(x, LARGEST)


def _sigmoid(x: float) -> float:
    return 1 / (1 + exp(-SIGMOID_SLOPE * x))


def _gauss(x: float) -> float:
    z = clamp(x, 3.4)
    return math.exp(-5 * z * z)


def _selu(x: float) -> float:
    return _bounded(SELU_SCALE * x) if x > 0 else SELU_SCALE * SELU_ALPHA * math.expm1(x)


def _hat(x: float) -> float:
    height = 1 - abs(x)
    return 0.0 if height < 0 else height


#: By the code of the activation.
ACTIVATE: Tuple[Callable[[float], float], ...] = (
    _sigmoid,
    math.tanh,
    lambda x: 0.0 if x < 0 else _bounded(x),
    _bounded,
    lambda x: math.sin(clamp(5 * x, 60)),
    _gauss,
    lambda x: _bounded(x if x > 0 else 0.005 * x),
    lambda x: _bounded(x) if x > 0 else math.expm1(x),
    _selu,
    lambda x: 0.2 * math.log(1 + exp(clamp(5 * x, 60))),
    lambda x: clamp(x, 1.0),
    lambda x: 0.0 if abs(x) < 1 / LARGEST else 1 / x,
    lambda x: math.log(1e-7 if x < 1e-7 else x),
    lambda x: math.exp(clamp(x, 60)),
    lambda x: abs(_bounded(x)),
    _hat,
    lambda x: _bounded(x * x),
    lambda x: _bounded(x * x * x),
)


def _sum(values: List[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total


def _product(values: List[float]) -> float:
    result = values[0]
    for value in values[1:]:
        result = clamp(result * value, LARGEST)
    return result


def _maxabs(values: List[float]) -> float:
    best = values[0]
    for value in values[1:]:
        if abs(value) > abs(best):
            best = value
    return best


def _median(values: List[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) >> 1
    return ordered[middle] if len(ordered) % 2 == 1 else (ordered[middle - 1] + ordered[middle]) / 2


#: By the code of the aggregation; never called without a value.
AGGREGATE: Tuple[Callable[[List[float]], float], ...] = (
    _sum,
    _product,
    max,
    min,
    _maxabs,
    lambda values: _sum(values) / len(values),
    _median,
)

#: (place of the node, bias, response, activation, aggregation or None for the sum, (source, weight) pairs)
_Step = Tuple[int, float, float, Callable[[float], float], Optional[Callable[[List[float]], float]], list]


class PlainNetwork:
    """Computes one row at a time. Recurrent networks keep their state until :meth:`reset`."""

    def __init__(self, spec: NetworkSpec) -> None:
        self._spec = spec
        incoming = spec.incoming()
        is_forward = spec.kind == "feed-forward"
        order = [node for layer in spec.layers() for node in layer] if is_forward else range(len(incoming))
        self._steps: List[_Step] = [
            (
                spec.inputs + node,
                spec.bias[node],
                spec.response[node],
                ACTIVATE[spec.activation[node]],
                AGGREGATE[spec.aggregation[node]] if spec.aggregation[node] != 0 else None,
                incoming[node],
            )
            for node in order
        ]
        self._values = [0.0] * (spec.inputs + len(incoming))

    def reset(self) -> None:
        self._values = [0.0] * len(self._values)

    def activate(self, row: Sequence[float]) -> List[float]:
        """One pass: ``spec.inputs`` numbers in, ``spec.outputs`` numbers out."""
        spec = self._spec
        if len(row) != spec.inputs:
            raise ValueError(f"the network has {spec.inputs} inputs, and {len(row)} numbers came")
        values = self._values
        values[: spec.inputs] = [float(value) for value in row]
        if spec.kind == "feed-forward":
            for place, bias, response, activate, aggregate, sources in self._steps:
                if aggregate is None:
                    total = 0.0
                    for source, weight in sources:
                        total += weight * values[source]
                else:
                    total = aggregate([weight * values[source] for source, weight in sources]) if sources else 0.0
                values[place] = activate(bias + response * total)
        else:
            values = self._values = self._next(values)
        return values[spec.inputs : spec.inputs + spec.outputs]

    def _next(self, values: List[float]) -> List[float]:
        """All nodes at once from the values of the step before; a ctrnn's go part of the way."""
        after = list(values)
        constants = self._spec.time_constant
        for place, bias, response, activate, aggregate, sources in self._steps:
            weighted = [weight * values[source] for source, weight in sources]
            total = 0.0 if not weighted else _sum(weighted) if aggregate is None else aggregate(weighted)
            wanted = activate(bias + response * total)
            if constants is not None:
                wanted = values[place] + (wanted - values[place]) / constants[place - self._spec.inputs]
            after[place] = wanted
        return after
