"""NeatModule: a genome as something to call. With torch it is a module, with numpy it takes arrays, and always lists.

torch and numpy are looked for when this module is imported, and used for what they are given: a tensor makes a tensor,
an array an array, a list a list. All of them compute in float64 and agree with Neatwork's own networks to 1e-6.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any, List, Optional

from .genome import Genome
from .plain import PlainNetwork
from .spec import NetworkSpec, spec_from_json


def _present(name: str) -> Any:
    """The library, or None where there is none. One that is there but broken says so itself."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


torch = _present("torch")


def spec_of(genome: Any) -> NetworkSpec:
    """Of a :class:`Genome`, of a genome as JSON, of what a champion.json holds, or of a spec itself."""
    if isinstance(genome, NetworkSpec):
        return genome
    if isinstance(genome, Genome):
        return genome.network
    if isinstance(genome, dict):
        return spec_from_json(genome.get("genome", genome))
    raise TypeError(f"a NeatModule is made of a genome, and this is of type {type(genome).__name__}")


class _Calls:
    """What a NeatModule does, with torch and without."""

    _spec: NetworkSpec
    _plain: Optional[PlainNetwork]
    _numpy: Any

    @property
    def inputs(self) -> int:
        return self._spec.inputs

    @property
    def outputs(self) -> int:
        return self._spec.outputs

    def activate(self, row: Any) -> List[float]:
        """One row of numbers in, a list of numbers out: the quick way for one network and one row at a time."""
        if self._plain is None:
            self._plain = PlainNetwork(self._spec)
        return self._plain.activate(row)

    def _forget(self) -> None:
        if self._plain is not None:
            self._plain.reset()
        if self._numpy is not None:
            self._numpy.reset()

    def _answer(self, x: Any) -> Any:
        numpy = sys.modules.get("numpy")  # whoever brings an array has imported it
        if numpy is not None and isinstance(x, numpy.ndarray):
            return self._of_array(numpy, x)
        if not isinstance(x, (list, tuple)):
            raise TypeError(f"a network takes tensors, arrays or lists, and this is of type {type(x).__name__}")
        if len(x) == 0 or not isinstance(x[0], (list, tuple)):
            return self.activate(x)
        if self._spec.kind != "feed-forward":
            # Every row has a state of its own.
            return self._rows_with_state(x)
        return [self.activate(row) for row in x]

    def _rows_with_state(self, rows: Any) -> List[List[float]]:
        if self._states is None:
            self._states = [PlainNetwork(self._spec) for _ in rows]
        if len(self._states) != len(rows):
            raise ValueError(
                f"the network's state is of {len(self._states)} rows, and {len(rows)} came: call reset() before other rows"
            )
        return [network.activate(row) for network, row in zip(self._states, rows)]

    _states: Optional[List[PlainNetwork]]

    def _of_array(self, numpy: Any, x: Any) -> Any:
        if self._numpy is None:
            from .with_numpy import NumpyNetwork

            self._numpy = NumpyNetwork(self._spec)
        rows = x.reshape(1, -1) if x.ndim == 1 else x
        result = self._numpy.activate(rows.astype(numpy.float64, copy=False))
        if numpy.issubdtype(x.dtype, numpy.floating):
            result = result.astype(x.dtype, copy=False)
        return result[0] if x.ndim == 1 else result


if torch is not None:
    from .with_torch import TorchNetwork

    class NeatModule(_Calls, TorchNetwork):
        """A genome's network as a ``torch.nn.Module``; it takes arrays and lists, too."""

        def __init__(self, genome: Any) -> None:
            spec = spec_of(genome)
            TorchNetwork.__init__(self, spec)
            self._spec, self._plain, self._numpy, self._states = spec, None, None, None

        def forward(self, x: Any) -> Any:
            """Rows of inputs in, rows of outputs out, of the same type; or a single row."""
            if not isinstance(x, torch.Tensor):
                return self._answer(x)
            result = TorchNetwork.activate(self, x.reshape(1, -1) if x.dim() == 1 else x)
            return result[0] if x.dim() == 1 else result

        def reset(self) -> None:
            """Forgets all state; nothing to do for a feed-forward network."""
            TorchNetwork.reset(self)
            self._forget()
            self._states = None

else:

    class NeatModule(_Calls):  # type: ignore[no-redef]
        """A genome's network as a callable that takes arrays and lists."""

        def __init__(self, genome: Any) -> None:
            self._spec, self._plain, self._numpy, self._states = spec_of(genome), None, None, None

        def __call__(self, x: Any) -> Any:
            """Rows of inputs in, rows of outputs out, of the same type; or a single row."""
            return self._answer(x)

        def reset(self) -> None:
            """Forgets all state; nothing to do for a feed-forward network."""
            self._forget()
            self._states = None
