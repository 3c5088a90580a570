"""How a problem in Python shows a network at work: a stage, and frames of a few kinds of shapes in the problem's own units,
y upwards. The viewer chooses colours by ``role``: ground, body, part, goal, danger, other, sensor or trace."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .options import ProblemError

Shape = Dict[str, Any]
Point = Sequence[float]

#: Longer episodes are shown so far.
MOST_FRAMES = 2000


def path(role: str, points: Iterable[Point], *, closed: bool = False, filled: bool = False, width: float = 0.0) -> Shape:
    """A line through points, or with ``closed`` an outline; ``width`` 0 is the thinnest that can be seen."""
    placed = [_point(point) for point in points]
    return {"kind": "path", "role": role, "points": placed, "closed": closed, "filled": filled, "width": float(width)}


def circle(role: str, centre: Point, radius: float, *, filled: bool = True) -> Shape:
    return {"kind": "circle", "role": role, "centre": _point(centre), "radius": float(radius), "filled": filled}


def box(role: str, centre: Point, size: Point, *, angle: float = 0.0, filled: bool = True) -> Shape:
    """``size`` is width and height, ``angle`` in radians counter-clockwise."""
    placed = {"centre": _point(centre), "size": _point(size), "angle": float(angle), "filled": filled}
    return {"kind": "box", "role": role, **placed}


def text(role: str, at: Point, words: str) -> Shape:
    return {"kind": "text", "role": role, "at": _point(at), "text": str(words)}


def frame(shapes: Iterable[Shape], figures: Optional[Mapping[str, Any]] = None) -> Dict[str, Any]:
    """One moment: shapes, the last on top, and figures to be written beside them."""
    told = {str(name): value if isinstance(value, str) else float(value) for name, value in (figures or {}).items()}
    return {"shapes": list(shapes), "figures": told}


class Play(NamedTuple):
    """What a file says of it."""

    #: Yields frames of an episode of a genome.
    frames: Callable[..., Iterable[Dict[str, Any]]]
    #: Shapes below every frame.
    scenery: Optional[Callable[..., Iterable[Shape]]]
    #: As the ready message carries it.
    description: Dict[str, Any]


def declared_play(names: Mapping[str, Any]) -> Optional[Play]:
    """Of a file with a function ``play`` and a STAGE of (left, right, bottom, top). Raises ProblemError."""
    frames = names.get("play")
    stage = names.get("STAGE")
    if not callable(frames) or stage is None:
        return None
    try:
        left, right, bottom, top = (float(side) for side in stage)
        frame_ms = float(names.get("FRAME_MS", 40))
    except (TypeError, ValueError) as error:
        raise ProblemError(f"STAGE is {stage!r}; it must be four numbers: left, right, bottom, top.") from error
    if not (left < right and bottom < top and frame_ms > 0):
        raise ProblemError(f"STAGE is {stage!r}; left must be below right, bottom below top, and FRAME_MS above 0.")
    scenery = names.get("scenery")
    sides = {"left": left, "right": right, "bottom": bottom, "top": top}
    return Play(frames, scenery if callable(scenery) else None, {"stage": sides, "frameMs": frame_ms})


def watched(play: Play, genome: Any) -> Dict[str, Any]:
    """An episode, cut where it gets too long. Raises what the file's functions raise."""
    scenery = list(play.scenery(genome)) if play.scenery is not None else []
    frames: List[Dict[str, Any]] = []
    for moment in play.frames(genome):
        if len(frames) == MOST_FRAMES:
            return {"scenery": scenery, "frames": frames, "isCut": True}
        frames.append(moment)
    return {"scenery": scenery, "frames": frames, "isCut": False}


def _point(point: Point) -> Tuple[float, float]:
    x, y = point
    return float(x), float(y)
