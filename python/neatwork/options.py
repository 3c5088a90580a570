"""What people may set of a problem in Python: declared by its file, sent along with a run. It knows no function."""

from __future__ import annotations

import math
from typing import Any, Dict

#: Bounds of a number whose file says none.
_FAR = 1e9
_LONGEST_TEXT = 20_000
_KINDS = "a number, True or False, a text, or a dictionary with a default"


class ProblemError(Exception):
    """One sentence: what is wrong with the file, and what to do."""


def declared_options(options: Any) -> Dict[str, Dict[str, Any]]:
    """``{"laps": 3, "wind": False, "track": "oval"}`` by their defaults; or with more said of one:
    ``{"laps": {"default": 3, "low": 1, "high": 9, "description": "rounds"}}``, ``{"track": {"default": "oval",
    "choices": ["oval", "eight"]}}``. Raises ProblemError."""
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise ProblemError(f"OPTIONS is {options!r}; it must be a dictionary of names and defaults.")
    return {str(name): _spec(str(name), value) for name, value in options.items()}


def _spec(name: str, value: Any) -> Dict[str, Any]:
    more = dict(value) if isinstance(value, dict) else {"default": value}
    default = more.pop("default", None)
    described = {"default": default, "description": str(more.pop("description", ""))}
    choices = more.pop("choices", None)
    if choices is not None:
        names = [str(choice) for choice in choices]
        if default not in names:
            raise ProblemError(f"The default of the option {name} is {default!r}, which is none of its choices.")
        spec = {"kind": "choice", **described, "choices": names}
    elif isinstance(default, bool):
        spec = {"kind": "switch", **described}
    elif isinstance(default, (int, float)) and math.isfinite(default):
        low, high = float(more.pop("low", -_FAR)), float(more.pop("high", _FAR))
        if not low <= default <= high:
            raise ProblemError(f"The default of the option {name} is {default!r}, which is not from {low:g} to {high:g}.")
        spec = {"kind": "number", **described, "low": low, "high": high, "whole": isinstance(default, int)}
    elif isinstance(default, str):
        spec = {"kind": "text", **described, "longest": _LONGEST_TEXT}
    else:
        raise ProblemError(f"The option {name} is {value!r}; it must be {_KINDS}.")
    if more:
        raise ProblemError(f"The option {name} has no {', '.join(map(repr, more))}.")
    return spec
