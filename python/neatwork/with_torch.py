"""Networks as a torch module: differentiable, batched, in float64 inside. Imported only where torch is."""

from __future__ import annotations

from typing import Any, Callable, Tuple

import torch

from .batched import Group, layout_of
from .plain import LARGEST, SELU_ALPHA, SELU_SCALE, SIGMOID_SLOPE
from .spec import NetworkSpec


def _bounded(x: Any) -> Any:
    return torch.clamp(x, -LARGEST, LARGEST)


def _elu(x: Any) -> Any:
    return torch.where(x > 0, _bounded(x), torch.expm1(torch.clamp(x, max=0)))


def _selu(x: Any) -> Any:
    negative = SELU_SCALE * SELU_ALPHA * torch.expm1(torch.clamp(x, max=0))
    return torch.where(x > 0, _bounded(SELU_SCALE * x), negative)


def _inv(x: Any) -> Any:
    small = torch.abs(x) < 1 / LARGEST
    ones = torch.ones_like(x)
    return torch.where(small, torch.zeros_like(x), 1 / torch.where(small, ones, x))


ACTIVATE: Tuple[Callable[[Any], Any], ...] = (
    lambda x: torch.sigmoid(SIGMOID_SLOPE * x),
    torch.tanh,
    lambda x: torch.relu(_bounded(x)),
    _bounded,
    lambda x: torch.sin(torch.clamp(5 * x, -60, 60)),
    lambda x: torch.exp(-5 * torch.clamp(x, -3.4, 3.4) ** 2),
    lambda x: _bounded(torch.where(x > 0, x, 0.005 * x)),
    _elu,
    _selu,
    lambda x: 0.2 * torch.log(1 + torch.exp(torch.clamp(5 * x, -60, 60))),
    lambda x: torch.clamp(x, -1, 1),
    _inv,
    lambda x: torch.log(torch.clamp(x, min=1e-7)),
    lambda x: torch.exp(torch.clamp(x, -60, 60)),
    lambda x: torch.abs(_bounded(x)),
    lambda x: torch.relu(1 - torch.abs(x)),
    lambda x: _bounded(x * x),
    lambda x: _bounded(x * x * x),
)


def _product(values: Any) -> Any:
    result = values[:, 0]
    for at in range(1, values.shape[1]):
        result = _bounded(result * values[:, at])
    return result


def _maxabs(values: Any) -> Any:
    # One after the other: of equals the first is taken, which torch's argmax does not promise.
    best = values[:, 0]
    for at in range(1, values.shape[1]):
        best = torch.where(torch.abs(values[:, at]) > torch.abs(best), values[:, at], best)
    return best


def _median(values: Any) -> Any:
    ordered = torch.sort(values, dim=1).values
    middle = values.shape[1] >> 1
    return ordered[:, middle] if values.shape[1] % 2 == 1 else (ordered[:, middle - 1] + ordered[:, middle]) / 2


AGGREGATE: Tuple[Callable[[Any], Any], ...] = (
    lambda values: values.sum(dim=1),
    _product,
    lambda values: values.max(dim=1).values,
    lambda values: values.min(dim=1).values,
    _maxabs,
    lambda values: values.mean(dim=1),
    _median,
)
_SUM = 0


class _Computed:
    """A group with its indices as tensors."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.genes = torch.tensor(group.genes)
        self.sources = torch.tensor(group.sources, dtype=torch.long)
        self.connections = torch.tensor(group.connections, dtype=torch.long)
        self.targets = torch.tensor(
            [position for position, (first, end) in enumerate(group.spans) for _ in range(first, end)],
            dtype=torch.long,
        )
        columns = [at for _, positions in group.activations for at in positions]
        self.back = torch.tensor(sorted(range(len(columns)), key=columns.__getitem__))

    def wanted(self, values: Any, module: "TorchNetwork") -> Any:
        """What the group's nodes come to, for every row."""
        x = module.bias[self.genes] + module.response[self.genes] * self._totals(values, module)
        activations = self.group.activations
        if len(activations) == 1:
            return ACTIVATE[activations[0][0]](x)
        return torch.cat([ACTIVATE[code](x[:, at]) for code, at in activations], dim=1)[:, self.back]

    def _totals(self, values: Any, module: "TorchNetwork") -> Any:
        weighted = values[:, self.sources] * module.weight[self.connections]
        if self.group.aggregation == _SUM:
            zeros = torch.zeros(len(values), len(self.group.nodes), dtype=values.dtype, device=values.device)
            return zeros.index_add(1, self.targets.to(values.device), weighted)
        aggregate = AGGREGATE[self.group.aggregation]
        return torch.stack([aggregate(weighted[:, first:end]) for first, end in self.group.spans], dim=1)


class TorchNetwork(torch.nn.Module):
    """Computes (rows, inputs) tensors; the answer has their type. Recurrent networks keep a state per row until
    :meth:`reset`. ``weight``, ``bias`` and ``response`` are parameters in the order of the spec; they ask for no
    gradient until ``requires_grad_()``, so that the state of a long trial keeps no history."""

    def __init__(self, spec: NetworkSpec) -> None:
        super().__init__()
        self.spec = spec
        layout = layout_of(spec)
        self._layers = [[_Computed(group) for group in layer] for layer in layout.layers]
        self._outputs = layout.outputs
        self._state: Any = None
        self._constants = None
        if spec.time_constant is not None:
            order = [gene for layer in layout.layers for group in layer for gene in group.genes]
            self._constants = torch.tensor([spec.time_constant[gene] for gene in order], dtype=torch.float64)
        self.weight = _parameter([weight for _, _, weight in spec.connections])
        self.bias = _parameter(spec.bias)
        self.response = _parameter(spec.response)

    def reset(self) -> None:
        self._state = None

    def activate(self, rows: Any) -> Any:
        spec = self.spec
        if rows.dim() != 2 or rows.shape[1] != spec.inputs:
            raise ValueError(f"the network has {spec.inputs} inputs, and a tensor of shape {tuple(rows.shape)} came")
        values = rows.to(self.bias.dtype)
        if spec.kind == "feed-forward":
            for layer in self._layers:
                values = torch.cat([values] + [group.wanted(values, self) for group in layer], dim=1)
        else:
            values = self._step(values)
        return values[:, self._outputs].to(rows.dtype if rows.is_floating_point() else torch.get_default_dtype())

    def _step(self, rows: Any) -> Any:
        spec = self.spec
        if self._state is None:
            self._state = torch.zeros(len(rows), len(spec.bias), dtype=rows.dtype, device=rows.device)
        if len(self._state) != len(rows):
            raise ValueError(
                f"the network's state is of {len(self._state)} rows, and {len(rows)} came: call reset() before other rows"
            )
        before = torch.cat([rows, self._state], dim=1)
        after = torch.cat([group.wanted(before, self) for group in self._layers[0]], dim=1)
        if self._constants is not None:
            after = self._state + (after - self._state) / self._constants.to(rows.device)
        self._state = after
        return torch.cat([rows, after], dim=1)


def _parameter(values: Any) -> Any:
    return torch.nn.Parameter(torch.tensor(list(values), dtype=torch.float64), requires_grad=False)
