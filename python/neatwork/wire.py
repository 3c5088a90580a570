"""Batches and results as they travel: what docs/protocol.md says of the two frames that a slot meets. It knows no
pipe and no fitness function. Numbers of nodes and functions are taken as they come: their master is the worker's own."""

from __future__ import annotations

import struct
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from .genome import Genome
from .spec import NetworkSpec

MAGIC = 0x4E
PROTOCOL_VERSION = 5
_BATCH, _RESULTS = 6, 7

_RECURRENT, _WIDE, _RESPONSES, _CTRNN = 1, 2, 4, 8

_HEADER = struct.Struct("<BBBIIII")
_ITEM = struct.Struct("<IIBHHII")
_NODE = struct.Struct("<BBd")
_NODE_WITH_RESPONSE = struct.Struct("<BBdd")
_LINK = struct.Struct("<HHd")
_WIDE_LINK = struct.Struct("<IId")
_TUNING = struct.Struct("<IdddddB")
_SCORED = struct.Struct("<Id")
_METRIC = struct.Struct("<Id")

#: Flag of results whose genomes carry metrics.
_METRICS = 4

#: As in core/wire/results-codec.ts, in characters.
MAX_REASON_LENGTH = 2000
#: As in core/evaluate/batch.ts.
LONGEST_TRACE = 4000


class WireError(ValueError):
    """Bytes that are no batch of this version."""


class Batch(NamedTuple):
    batch_id: int
    generation: int
    problem: str
    genomes: List[Genome]


class Scored(NamedTuple):
    genome_id: int
    fitness: float
    #: Finite numbers by name; None where there are none.
    metrics: Optional[Dict[str, float]] = None


class Failed(NamedTuple):
    genome_id: int
    #: 'threw', 'value', 'time', 'ended' or 'batch'.
    cause: str
    reason: str
    #: The way that led there, frame by frame, or nothing.
    trace: str = ""


def decode_batch(frame: bytes) -> Batch:
    """Raises WireError."""
    try:
        return _decode(frame)
    except (struct.error, UnicodeDecodeError) as error:
        raise WireError(f"the batch ends too early: {error}") from error


def _decode(frame: bytes) -> Batch:
    magic, version, kind, batch_id, generation, count, length = _HEADER.unpack_from(frame)
    if (magic, version, kind) != (MAGIC, PROTOCOL_VERSION, _BATCH):
        raise WireError(
            f"this is no batch of protocol {PROTOCOL_VERSION}; use the Python package that came with this Neatwork"
        )
    at = _HEADER.size
    problem = frame[at : at + length].decode("utf-8")
    at += length
    if frame[at] != 0:
        at += _TUNING.size  # without examples there is nothing to tune on
    at += 1
    genomes = []
    for _ in range(count):
        genome, at = _read_genome(frame, at)
        genomes.append(genome)
    if at != len(frame):
        raise WireError(f"{len(frame) - at} bytes follow the batch")
    return Batch(batch_id, generation, problem, genomes)


def _read_genome(frame: bytes, at: int) -> Tuple[Genome, int]:
    genome_id, seed, flags, inputs, outputs, nodes, links = _ITEM.unpack_from(frame, at)
    at += _ITEM.size
    node = _NODE_WITH_RESPONSE if flags & _RESPONSES else _NODE
    link = _WIDE_LINK if flags & _WIDE else _LINK
    end = at + nodes * node.size
    if end + links * link.size > len(frame):
        raise WireError("the batch ends within a genome")
    genes = [list(column) for column in zip(*node.iter_unpack(frame[at:end]))] or [[], [], [], []]
    at, end = end, end + links * link.size
    connections = list(link.iter_unpack(frame[at:end]))
    at = end
    constants = None
    if flags & _CTRNN:
        constants = list(struct.unpack_from(f"<{nodes}d", frame, at))
        at += 8 * nodes
    kind = "ctrnn" if flags & _CTRNN else "recurrent" if flags & _RECURRENT else "feed-forward"
    spec = NetworkSpec(
        kind,
        inputs,
        outputs,
        activation=genes[0],
        aggregation=genes[1],
        bias=genes[2],
        response=genes[3] if flags & _RESPONSES else [1.0] * nodes,
        time_constant=constants,
        connections=connections,
    )
    return Genome(genome_id, spec, seed=seed), at


def encode_results(batch: Batch, elapsed_ms: float, evaluations: List[Any]) -> bytes:
    """``evaluations`` are Scored and Failed."""
    scored = [one for one in evaluations if isinstance(one, Scored)]
    failed = [one for one in evaluations if isinstance(one, Failed)]
    names: Dict[str, int] = {}
    for one in scored:
        for name in one.metrics or ():
            names.setdefault(name, len(names))
    flags = _METRICS if names else 0
    parts = [
        struct.pack(
            "<BBBIIdIB", MAGIC, PROTOCOL_VERSION, _RESULTS, batch.batch_id, batch.generation, elapsed_ms, len(scored), flags
        )
    ]
    if names:
        parts += [struct.pack("<I", len(names)), *(_text(name) for name in names)]
    for one in scored:
        parts.append(_SCORED.pack(one.genome_id, one.fitness))
        if names:
            metrics = one.metrics or {}
            parts.append(bytes([len(metrics)]))
            parts += [_METRIC.pack(names[name], value) for name, value in metrics.items()]
    parts.append(_cbor_head(4, len(failed)))
    for one in failed:
        reason = _shorten(one.reason)
        trace = [_cbor_text(_end_of(one.trace))] if one.trace else []
        length = _cbor_head(4, 3 + len(trace))
        parts += [length, _cbor_head(0, one.genome_id), _cbor_text(one.cause), _cbor_text(reason), *trace]
    return b"".join(parts)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-8")
    return struct.pack("<I", len(encoded)) + encoded


def _end_of(trace: str) -> str:
    """What matters stands last. Characters beyond 16 bits count twice on the other side."""
    kept = trace[-LONGEST_TRACE:]
    return kept if len(kept.encode("utf-16-le", "replace")) // 2 <= LONGEST_TRACE else trace[-LONGEST_TRACE // 2 :]


def _shorten(reason: str) -> str:
    # Lengths are counted in UTF-16 units on the other side; half of them is within the limit whatever the text.
    if len(reason) <= MAX_REASON_LENGTH // 2:
        return reason
    if len(reason.encode("utf-16-le", "replace")) // 2 <= MAX_REASON_LENGTH:
        return reason
    half = MAX_REASON_LENGTH // 4
    return f"{reason[:half]} … {reason[-half:]}"


def _cbor_head(major: int, value: int) -> bytes:
    """RFC 8949, the shortest form."""
    if value < 24:
        return bytes([major << 5 | value])
    for extra, (form, limit) in enumerate((("B", 1 << 8), ("H", 1 << 16), ("I", 1 << 32))):
        if value < limit:
            return bytes([major << 5 | 24 + extra]) + struct.pack(">" + form, value)
    raise WireError(f"{value} is too large")


def _cbor_text(text: str) -> bytes:
    encoded = text.encode("utf-8", "replace")
    return _cbor_head(3, len(encoded)) + encoded
