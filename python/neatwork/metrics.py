"""Numbers by name that a fitness function tells besides the fitness: the rules of core/evaluate/metrics.ts."""

from __future__ import annotations

import math
import unicodedata
from typing import Any, Dict, Union

MOST_METRICS = 32
#: Characters of a name.
LONGEST_NAME = 60


def checked_metrics(metrics: Any) -> Union[Dict[str, float], None, str]:
    """The numbers, None where there are none, or what is wrong with them in a sentence."""
    if metrics is None:
        return None
    if not isinstance(metrics, dict):
        return 'the metrics must be numbers by name, such as {"laps": 2}'
    if len(metrics) > MOST_METRICS:
        return f"at most {MOST_METRICS} metrics are kept, but there were {len(metrics)}"
    kept: Dict[str, float] = {}
    for name, value in metrics.items():
        if not isinstance(name, str) or not _is_name(name):
            return (
                f"the name of a metric must have 1 to {LONGEST_NAME} characters and no control characters, "
                f"but it was {str(name)[:LONGEST_NAME]!r}"
            )
        if isinstance(value, (str, bytes)) or not hasattr(value, "__float__"):
            return f'the metric "{name}" must be a number, but it was of type {type(value).__name__}'
        try:
            number = float(value)
        except Exception as error:
            return f'the metric "{name}" is no single number: {type(error).__name__}'
        if not math.isfinite(number):
            return f'the metric "{name}" must be a finite number, but it was {number}'
        kept[name] = number + 0.0  # JSON knows no -0
    return kept or None


def _is_name(name: str) -> bool:
    if not name or name == "__proto__" or len(name.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_NAME:
        return False
    # Nothing that UTF-8 can't carry, and nothing that a terminal would obey.
    return not any(unicodedata.category(character) in ("Cc", "Cs") for character in name)
