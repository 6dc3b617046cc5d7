"""Files and functions stay small enough to be read at a sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE_LIMIT = 300
FUNCTION_LIMIT = 40
VIEW_LIMIT = 25
HAVE_STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)

WRITTEN_BY_HAND = {
    "app": (".py",),
    "tests": (".py",),
    "templates": (".html",),
    "static/js": (".js",),
    "static/scss": (".scss",),
}


def every_file() -> Iterator[Path]:
    for folder, endings in WRITTEN_BY_HAND.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and "versions" not in path.parts:
                yield path


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long() -> None:
    long = {str(path.relative_to(ROOT)): count for path in every_file() if (count := line_count(path)) >= FILE_LIMIT}
    assert not long


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        # No expression has a function in it, and there are many.
        waiting += [each for each in ast.iter_child_nodes(node) if isinstance(each, HAVE_STATEMENTS)]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node  # type: ignore[misc]


def is_view(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in {"route", "get", "post"}
        for decorator in function.decorator_list
    )


def test_a_view_is_told_from_another_function() -> None:
    (view, other) = ast.parse("@blueprint.get('/')\ndef a(): ...\n@cache\ndef b(): ...").body
    assert is_view(view)  # type: ignore[arg-type]
    assert not is_view(other)  # type: ignore[arg-type]


def test_no_function_is_too_long() -> None:
    long = {
        f"{path.relative_to(ROOT)}: {function.name}": length
        for path in every_file()
        if path.suffix == ".py"
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) >= limit_of(function)
    }
    assert not long


def limit_of(function: ast.FunctionDef) -> int:
    return VIEW_LIMIT if is_view(function) else FUNCTION_LIMIT
