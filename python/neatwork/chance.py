"""The chance of the module ``random``, seeded for every genome but only when somebody asks for a number: seeding takes as
long as a small evaluation. Whoever asks, however they imported it, gets what ``random.seed(seed)`` gives. It knows no genome."""

from __future__ import annotations

import os
import random
from typing import Any, Callable, Dict, Optional

#: What every other function of ``random`` is made of.
_SOURCES = ("random", "getrandbits", "getstate", "setstate", "seed")


class LazyChance:
    """Stands before the functions of ``random``. One per process."""

    def __init__(self) -> None:
        #: Of the evaluation that goes on, until somebody has asked; None afterwards.
        self._waiting: Optional[int] = None
        self._generator: Any = None
        self._asking: Dict[str, Callable[..., Any]] = {}
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._stand_aside)  # Python gives a child a generator of its own

    def stand_before(self) -> None:
        """Before anybody's file is loaded: what it imports from ``random`` by name, it keeps over many evaluations."""
        generator = getattr(random, "_inst", None)
        if generator is self._generator or not isinstance(generator, random.Random):
            return
        self._generator = generator
        self._waiting = None
        self._asking = {name: self._asks_for(name) for name in _SOURCES}
        random.__dict__.update(self._asking)

    def seed(self, seed: int) -> None:
        """As ``random.seed(seed)`` would."""
        if getattr(random, "_inst", None) is not self._generator:
            self.stand_before()  # for the first time, or ``random`` was loaded anew
        if self._generator is None:
            random.seed(seed)  # a Python that hides its generator
            return
        if self._waiting is None:
            self._generator.__dict__.update(self._asking)
        self._waiting = seed
        self._generator.gauss_next = None  # the second of a pair would be another genome's

    def _asks_for(self, name: str) -> Callable[..., Any]:
        plain = getattr(type(self._generator), name).__get__(self._generator)

        def asked(*given: Any, **named: Any) -> Any:
            if self._waiting is not None:
                self._arrive()
            return plain(*given, **named)

        def asked_often() -> float:
            if self._waiting is not None:
                self._arrive()
            return plain()

        chosen: Callable[..., Any] = asked_often if name == "random" else asked
        chosen.__name__ = chosen.__qualname__ = name
        chosen.__module__ = random.__name__
        chosen.__doc__ = plain.__doc__
        return chosen

    def _arrive(self) -> None:
        seed = self._waiting
        self._stand_aside()
        self._generator.seed(seed)

    def _stand_aside(self) -> None:
        """From here on the generator's own methods are as fast as ever."""
        if self._waiting is None:
            return
        self._waiting = None
        for name in _SOURCES:
            self._generator.__dict__.pop(name, None)


chance = LazyChance()
