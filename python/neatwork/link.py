"""Join links: what they look like, where one comes from, and whether it leads where a script says that it should."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
from typing import Any, Dict, List, NamedTuple, Optional

_SHAPE = re.compile(r"neatwork://join/(\[[0-9a-fA-F:.%a-z]+\]|[^\s:/?#@\[\]]+):(\d{1,5})/?\?\S*token=\S+")
_LOOPBACK = re.compile(r"localhost|::1|127(\.\d{1,3}){3}")


class NeatworkError(Exception):
    """One sentence: what went wrong, and what to do."""


class JoinLink(NamedTuple):
    text: str
    host: str
    port: int


def parse_link(text: str) -> JoinLink:
    """Raises NeatworkError."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        raise NeatworkError(
            "This is no join link. It looks like neatwork://join/192.168.1.10:5000?cert=…&token=…; copy it whole from "
            "the master."
        )
    return JoinLink(text.strip(), match.group(1).strip("[]"), int(match.group(2)))


def find_link(host: str, port: int, given: Optional[str]) -> Optional[JoinLink]:
    """By argument, by NEATWORK_JOIN, or by the file that a master of this account writes on this machine; None where
    there is none of them yet. Raises NeatworkError for a link that leads elsewhere."""
    wanted = given or os.environ.get("NEATWORK_JOIN")
    if not wanted:
        return own_link(host, port)
    link = parse_link(_content(wanted))
    if link.port == port and same_machine(link.host, host):
        return link
    raise NeatworkError(
        f"The join link leads to {link.host}:{link.port}, and this script's master is {host}:{port}. Copy the link of "
        "that master, or change master_host and master_port."
    )


def _content(wanted: str) -> str:
    """A link, or the file that holds it."""
    if wanted.strip().startswith("neatwork:"):
        return wanted
    try:
        with open(wanted, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise NeatworkError(
            f"The join link {wanted!r} is neither a link nor a file that can be read ({error.strerror})."
        ) from error


def same_machine(one: str, other: str) -> bool:
    """Whether two names or addresses mean the same machine, as far as this one can tell."""
    one, other = one.lower(), other.lower()
    if one == other or (is_loopback(one) and is_loopback(other)):
        return True
    return bool(_addresses(one) & _addresses(other))


def is_loopback(host: str) -> bool:
    return _LOOPBACK.fullmatch(host.lower()) is not None


def _addresses(host: str) -> "set[str]":
    try:
        return {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return set()


def state_folder() -> str:
    return os.environ.get("NEATWORK_HOME") or os.path.join(os.path.expanduser("~"), ".neatwork")


def own_link(host: str, port: int) -> Optional[JoinLink]:
    """Of the master that listens on this machine, kept for its account alone."""
    kept = _kept(os.path.join(state_folder(), "masters", f"{port}.json"))
    if kept is None:
        return None
    links = [parse_link(text) for text in _links(kept)]
    for link in links:
        if same_machine(link.host, host):
            return link
    return links[0] if links and is_loopback(host) else None


def _links(kept: Dict[str, Any]) -> List[str]:
    links = kept.get("joinLinks")
    return [text for text in links if isinstance(text, str)] if isinstance(links, list) else []


def _kept(path: str) -> Optional[Dict[str, Any]]:
    """None where there is no file, where others could have written it, and where its master is gone."""
    try:
        with open(path, encoding="utf-8") as file:
            if not _is_owners(file.fileno()):
                return None
            kept = json.load(file)
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and _is_alive(kept.get("pid")) else None


def _is_owners(handle: int) -> bool:
    if not hasattr(os, "getuid"):
        return True  # there the folder in the profile is the owner's
    about = os.fstat(handle)
    return about.st_uid == os.getuid() and about.st_mode & 0o077 == 0


def _is_alive(pid: Any) -> bool:
    if not isinstance(pid, int) or pid <= 0:
        return False
    if sys.platform == "win32":
        return True  # asking there would end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
