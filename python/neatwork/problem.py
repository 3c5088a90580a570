"""What a Python file says of its problem: its function, its shape, and the hash by which two machines know that they
have the same. The file's code runs here."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import inspect
import os
import re
import sys
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Set, Union

from .genome import Genome
from .options import ProblemError, declared_options
from .play import Play, declared_play

Fitness = Callable[..., Any]

_BATCH = "__neatwork_batch__"
_PROBLEM = "__neatwork_problem__"
#: Parameters of this name, or annotated with Genome, make a function of one genome.
_ONE = ("genome", "g")


def batch(function: Fitness) -> Fitness:
    """Marks a function that wants all genomes of a batch at once, to evaluate them together. What one genome gets must
    not depend on the others; chance must come from each genome's own ``seed``."""
    setattr(function, _BATCH, True)
    return function


def problem(
    *,
    inputs: Union[int, List[str]],
    outputs: Union[int, List[str]],
    solved_at: Optional[float] = None,
    worst_fitness: float = 0.0,
    deterministic: bool = True,
    options: Optional[Dict[str, Any]] = None,
    data_files: Optional[List[str]] = None,
    name: Optional[str] = None,
    version: int = 1,
    summary: str = "",
) -> Callable[[Fitness], Fitness]:
    """Says of a fitness function what the file could say by INPUTS, OUTPUTS, SOLVED_AT, …"""
    said = {
        "inputs": inputs,
        "outputs": outputs,
        "solved_at": solved_at,
        "worst_fitness": worst_fitness,
        "deterministic": deterministic,
        "options": options,
        "data_files": data_files,
        "name": name,
        "version": version,
        "summary": summary,
    }

    def mark(function: Fitness) -> Fitness:
        setattr(function, _PROBLEM, said)
        return function

    return mark


class Loaded(NamedTuple):
    """A fitness function and what is said of it."""

    function: Fitness
    #: As the ready message carries it, but for the hash.
    description: Dict[str, Any]
    #: 32 hexadecimal digits.
    hash: str
    play: Optional[Play] = None


def wants_batch(function: Fitness) -> bool:
    return getattr(function, _BATCH, False) is True


def wants_one(function: Fitness) -> bool:
    """Whether it takes a genome and returns a number; otherwise it takes a list and sets ``fitness``."""
    try:
        parameter = next(iter(inspect.signature(function).parameters.values()), None)
    except (TypeError, ValueError):
        return False
    if parameter is None:
        return False
    return parameter.name in _ONE or parameter.annotation in (Genome, "Genome", "neatwork.Genome")


def load_function(where: str) -> Loaded:
    """``where`` is FILE:FUNCTION; the function may be left out where the file has one called ``fitness`` or
    ``evaluate``, or one that is marked. Raises ProblemError."""
    path, name = split_where(where)
    module = _import(path)
    function = _function_in(module, path, name)
    names = vars(module)
    try:
        described = describe(function, names)
        play = declared_play(names)
    except (TypeError, ValueError, AttributeError) as error:
        what = f"what {os.path.basename(path)} says of its problem is wrong"
        raise ProblemError(f"{what}: {type(error).__name__}: {error}.") from error
    return Loaded(function, described, file_hash(path, function.__name__, described["data"]), play)


def split_where(where: str) -> "tuple[str, Optional[str]]":
    """The colon of a drive on Windows is none that parts."""
    path, colon, name = where.rpartition(":")
    if colon == "" or not re.fullmatch(r"[A-Za-z_]\w*", name):
        path, name = where, ""
    path = os.path.abspath(path)
    if not os.path.isfile(path):
        raise ProblemError(f"There is no file {path}. Give FILE:FUNCTION, such as fitness.py:xor_fitness.")
    return path, name or None


def _import(path: str) -> Any:
    folder = os.path.dirname(path)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ProblemError(f"{path} is no Python file: its name must end in .py.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except ProblemError:
        raise  # the file says itself what is wrong
    except SyntaxError as error:
        file = os.path.basename(error.filename or path)
        raise ProblemError(f"{file} can't be loaded: line {error.lineno}: {error.msg}.") from error
    except ModuleNotFoundError as error:
        raise ProblemError(
            f'{os.path.basename(path)} can\'t be loaded: there is no module "{error.name}" for {sys.executable} '
            f"({where_raised(error)}). Install it there, or name another Python in NEATWORK_PYTHON."
        ) from error
    except (Exception, SystemExit) as error:
        raise ProblemError(
            f"{os.path.basename(path)} can't be loaded: {type(error).__name__}: {error} ({where_raised(error)})."
        ) from error
    return module


def _function_in(module: Any, path: str, name: Optional[str]) -> Fitness:
    file = os.path.basename(path)
    if name is not None:
        function = getattr(module, name, None)
        if callable(function):
            return function
        own = [key for key, value in vars(module).items() if _is_own(value, module)]
        has = f"it has {', '.join(own)}" if own else "it has none"
        raise ProblemError(f"{file} has no function {name}: {has}.")
    marked = [value for value in vars(module).values() if hasattr(value, _PROBLEM)]
    if len(marked) == 1:
        return marked[0]
    for usual in ("fitness", "evaluate"):
        if callable(getattr(module, usual, None)):
            return getattr(module, usual)
    raise ProblemError(f"Which function of {file}? Give it as {file}:FUNCTION.")


def _is_own(value: Any, module: Any) -> bool:
    return inspect.isfunction(value) and value.__module__ == module.__name__


def describe(function: Fitness, names: Dict[str, Any]) -> Dict[str, Any]:
    """What a decorator says, or the file's INPUTS, OUTPUTS, SOLVED_AT, WORST_FITNESS, DETERMINISTIC, OPTIONS, DATA_FILES, NAME,
    VERSION and SUMMARY. Raises ProblemError."""
    said = getattr(function, _PROBLEM, {})

    def value(key: str, default: Any) -> Any:
        found = said.get(key)
        return names.get(key.upper(), default) if found is None else found

    name = value("name", None) or re.sub(r"[^a-z0-9]+", "-", function.__name__.lower()).strip("-")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ProblemError(f"The problem's NAME is {name!r}; it must be lower-case words joined by dashes.")
    solved_at = value("solved_at", None)
    if solved_at is not None:
        solved_at = _number("SOLVED_AT", solved_at)
    return {
        "name": name,
        "version": int(_number("VERSION", value("version", 1))),
        "summary": str(value("summary", "") or _first_line(function)),
        "inputs": _labels("INPUTS", value("inputs", None), "input"),
        "outputs": _labels("OUTPUTS", value("outputs", None), "output"),
        "solvedAt": solved_at,
        "worstFitness": _number("WORST_FITNESS", value("worst_fitness", 0.0)),
        "deterministic": bool(value("deterministic", True)),
        "options": declared_options(value("options", None)),
        "data": _data_names(value("data_files", None)),
    }


def _first_line(function: Fitness) -> str:
    text = (inspect.getdoc(function) or "").strip()
    return text.split("\n", 1)[0][:200]


def _number(what: str, value: Any) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300:
        return float(value)
    raise ProblemError(f"{what} is {value!r}; it must be a finite number.")


def _labels(what: str, value: Any, prefix: str) -> Optional[List[str]]:
    """None where the file doesn't say: only a worker may leave it to its master."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 10_000:
        return [f"{prefix} {at + 1}" for at in range(value)]
    if isinstance(value, (list, tuple)) and value and all(isinstance(label, str) and label for label in value):
        return list(value)
    raise ProblemError(f"{what} is {value!r}; it must be a number from 1 to 10000, or a list of names.")


def _data_names(value: Any) -> List[str]:
    if value is None:
        return []
    if isinstance(value, (list, tuple)) and all(isinstance(name, str) for name in value):
        return sorted(set(value))
    raise ProblemError(f"DATA_FILES is {str(value)[:200]}; it must be a list of files beside this one, such as ['rows.csv'].")


def where_raised(error: BaseException) -> str:
    """The places in people's own files, innermost first, in one line; the library's own frames aside."""
    here = os.path.dirname(os.path.abspath(__file__))
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if not code.co_filename.startswith((here, "<frozen")):
            places.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    shown = places[::-1][:6]
    return ", called from ".join(shown) if shown else "no place in your files"


def file_hash(path: str, function_name: str, data: Sequence[str] = ()) -> str:
    """Over the text of the file and of the modules beside it that it imports, the function's name, and the content of the
    data files beside it. Raises ProblemError."""
    folder = os.path.dirname(path)
    texts: Dict[str, str] = {}
    _collect(path, folder, texts)
    digest = hashlib.blake2b(function_name.encode(), digest_size=16)
    for file in sorted(texts):
        # The file itself may be called otherwise elsewhere.
        name = "" if file == path else os.path.relpath(file, folder).replace(os.sep, "/")
        digest.update(repr((name, texts[file])).encode("utf-8", "surrogatepass"))
    for name in data:
        digest.update(repr(("data", name, _content_hash(path, name))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _content_hash(path: str, name: str) -> str:
    try:
        with open(os.path.join(os.path.dirname(path), name), "rb") as file:
            return hashlib.blake2b(file.read(), digest_size=16).hexdigest()
    except OSError as error:
        raise ProblemError(
            f"{os.path.basename(path)} names the data file {name!r}, which can't be read: {error.strerror}."
        ) from error


def _collect(path: str, folder: str, texts: Dict[str, str]) -> None:
    if path in texts:
        return
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        texts[path] = file.read()  # ends of lines are one character on every system
    try:
        tree = ast.parse(texts[path])
    except SyntaxError:
        return
    for name in _imported(tree):
        beside = os.path.join(folder, *name.split("."))
        for candidate in (beside + ".py", os.path.join(beside, "__init__.py")):
            if os.path.isfile(candidate):
                _collect(candidate, folder, texts)


def _imported(tree: ast.AST) -> Set[str]:
    found: Set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found.update(f"{base}.{alias.name}".strip(".") for alias in node.names)
            found.add(base)
    return {name for full in found for name in _prefixes(full) if name}


def _prefixes(name: str) -> List[str]:
    parts = name.split(".")
    return [".".join(parts[: end + 1]) for end in range(len(parts))]


def function_hash(function: Fitness) -> str:
    """Of a function given to a WorkerNode, whose script differs from worker to worker: over its source text and that of
    the functions, classes and plain values of the same file that it names."""
    module = sys.modules.get(getattr(function, "__module__", ""), None)
    names = getattr(inspect.unwrap(function), "__globals__", {})
    texts: Dict[str, str] = {}
    waiting = [("", inspect.unwrap(function))]
    while waiting:
        key, value = waiting.pop()
        if key in texts:
            continue
        texts[key] = _text_of(value)
        for name in sorted(_names_in(texts[key])):
            used = names.get(name, texts)
            if used is texts or inspect.ismodule(used) or name in texts:
                continue
            is_code = inspect.isfunction(used) or inspect.isclass(used)
            if not is_code and isinstance(used, (bool, int, float, str, bytes, tuple, list, dict, set, frozenset)):
                texts[name] = _value_text(used)
            elif is_code and getattr(used, "__module__", None) == getattr(module, "__name__", None):
                waiting.append((name, used))
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(texts):
        digest.update(repr((name, texts[name])).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _value_text(value: Any) -> str:
    """As ``repr``, but the same in every process: sets in order, and objects without their addresses."""
    kind = type(value)
    if kind is list:
        return f"[{', '.join(map(_value_text, value))}]"
    if kind is tuple:
        return f"({', '.join(map(_value_text, value))}{',' if len(value) == 1 else ''})"
    if kind is dict:
        return "{" + ", ".join(f"{_value_text(key)}: {_value_text(each)}" for key, each in value.items()) + "}"
    if kind in (set, frozenset):
        return f"{kind.__name__}({', '.join(sorted(map(_value_text, value)))})"
    if value is None or isinstance(value, (bool, int, float, complex, str, bytes)):
        return repr(value)
    return f"{kind.__name__} {getattr(value, '__qualname__', '')}"


def _text_of(value: Any) -> str:
    """Without the blanks before its lines, which say where it stands."""
    try:
        return inspect.cleandoc("\n" + inspect.getsource(value))
    except (OSError, TypeError):
        code = getattr(value, "__code__", None)
        if code is None:
            raise ProblemError(
                f"The fitness function is a {type(value).__name__}, by which two workers can't tell that they have the "
                "same. Give a function instead, made by def or lambda."
            ) from None
        return repr((code.co_code, [const for const in code.co_consts if not inspect.iscode(const)], code.co_names))


def _names_in(text: str) -> Set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text))
