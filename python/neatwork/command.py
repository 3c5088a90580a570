"""Where the ``neatwork`` command is: the one of NEATWORK_COMMAND, the one that this package came with, the one on the
path, or the one in the node_modules of this folder or of one above it. Nothing is ever downloaded."""

from __future__ import annotations

import os
import shlex
import shutil
from typing import List, Optional

from .link import NeatworkError

_HERE = os.path.dirname(os.path.abspath(__file__))
#: In Neatwork's own folder, whose ``python`` folder holds this package.
_BESIDE = os.path.normpath(os.path.join(_HERE, "..", "..", "dist", "program", "start.js"))


def neatwork_command() -> List[str]:
    """Raises NeatworkError where there is none."""
    named = os.environ.get("NEATWORK_COMMAND")
    if named:
        return shlex.split(named, posix=os.name != "nt")
    node = shutil.which("node")
    if node is not None and os.path.isfile(_BESIDE):
        return [node, _BESIDE]
    installed = shutil.which("neatwork")
    if installed is not None:
        return [installed]
    local = _in_node_modules(os.getcwd())
    if local is not None:
        return [local]
    raise NeatworkError(
        "There is no neatwork command to be found here. In Neatwork's folder, pip install -e ./python lets this package "
        "find the one there, and npm install -g . puts it on the path; or name it in NEATWORK_COMMAND, such as "
        "'node /path/to/neatwork/dist/program/start.js'. It needs Node.js 20.19 or newer."
    )


def _in_node_modules(folder: str) -> Optional[str]:
    name = "neatwork.cmd" if os.name == "nt" else "neatwork"
    while True:
        command = os.path.join(folder, "node_modules", ".bin", name)
        if os.path.isfile(command):
            return command
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
