"""Where the ``neatwork`` command is: the one of NEATWORK_COMMAND, the one that this package came with, the one on the
path, or npx."""

from __future__ import annotations

import os
import shlex
import shutil
from typing import List

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
    npx = shutil.which("npx")
    if npx is not None:
        return [npx, "--yes", "neatwork"]
    raise NeatworkError(
        "There is no neatwork command on this machine. Install Node.js 20.19 or newer and Neatwork (npm install -g "
        "neatwork), or name the command in NEATWORK_COMMAND."
    )
