"""Habits of the Python code that a linter does not know."""

from checks.house import add_ons
from checks.house import AddOn
from checks.house import folders
from checks.house import parsed
from checks.house import place
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
import ast
import io
import tokenize


MAXIMUM_LINES = 400
# Modules of core that own a transaction of their own: one job, one commit.
COMMITTING = ("jobs", "worker", "testing")
BYPASSES = {
    "unrestrictedTraverse",
    "unrestrictedSearchResults",
    "_unrestrictedGetObject",
    "adopt_roles",
    "adopt_user",
}


def commits(root: Path) -> list[str]:
    """A commit where a request, or a caller, owns the transaction."""
    return [
        f"{place(root, path, line)} commits: only the command line and jobs do"
        for add_on in add_ons(root)
        for path in add_on.files("*.py")
        if not may_commit(add_on, path)
        for line in commit_lines(parsed(path))
    ]


def may_commit(add_on: AddOn, path: Path) -> bool:
    """Whether the module runs outside any request and owns its transactions."""
    if add_on.short == "cli":
        return True
    first = path.relative_to(add_on.package).parts[0].removesuffix(".py")
    return add_on.short == "core" and first in COMMITTING


def commit_lines(tree: ast.Module) -> Iterator[int]:
    """Lines that commit through the `transaction` package, under whatever name."""
    names = {"transaction"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {a.asname or a.name for a in node.names if a.name == "transaction"}
        elif isinstance(node, ast.ImportFrom) and node.module == "transaction":
            yield from (node.lineno for a in node.names if a.name in ("commit", "manager"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "manager"):
            owner = ast.unparse(node.value)
            if owner.partition(".")[0] in names:
                yield node.lineno


def bypasses(root: Path) -> list[str]:
    """A way around security without a comment that says why it cannot leak."""
    found = []
    for add_on in add_ons(root):
        for path in add_on.files("*.py"):
            commented = comment_lines(path)
            found += [
                f"{place(root, path, line)} {name}: say in a comment beside it why it cannot leak"
                for name, line, lines in bypass_uses(parsed(path).body)
                if not commented & lines
            ]
    return found


def bypass_uses(
    block: Iterable[ast.stmt], above: frozenset[int] = frozenset()
) -> Iterator[tuple[str, int, frozenset[int]]]:
    """Each use of a bypass: its name, its line, and the lines where its reason may stand.

    A reason stands beside the use, or right above it or a statement around it, or in the
    docstring of the function, which then says "unrestricted".
    """
    for statement in block:
        if "unrestricted" in docstring(statement).lower():
            continue
        here = above | {statement.lineno - 1}
        for node in own_nodes(statement):
            name = getattr(node, "attr", None) or getattr(node, "id", None)
            if name in BYPASSES:
                yield name, node.lineno, here | set(range(statement.lineno, node.lineno + 1))
        yield from bypass_uses(inner(statement), here)


def docstring(statement: ast.stmt) -> str:
    """The docstring of a function; nothing for any other statement."""
    is_function = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
    return ast.get_docstring(statement) or "" if is_function else ""


def inner(statement: ast.stmt) -> Iterator[ast.stmt]:
    """The statements right inside a statement."""
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, ast.excepthandler | ast.match_case):
            yield from child.body


def own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """The expressions of a statement, without the statements inside it."""
    for child in ast.iter_child_nodes(statement):
        if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from ast.walk(child)


def comment_lines(path: Path) -> set[int]:
    """The lines of a Python file that hold a comment."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    return {token.start[0] for token in tokens if token.type == tokenize.COMMENT}


def module_length(root: Path) -> list[str]:
    """A module that is more than one noun."""
    found = []
    for path in python_files(root):
        lines = len(path.read_text().splitlines())
        if lines > MAXIMUM_LINES:
            found.append(f"{place(root, path)} has {lines} lines; {MAXIMUM_LINES} is the most")
    return found


def python_files(root: Path) -> list[Path]:
    """Every Python file that is ours."""
    places = [*folders(root), root / "tests", root / "tools", root / "benchmarks"]
    found = [path for place in places for path in place.rglob("*.py")]
    return sorted([*found, *root.glob("*.py")])
