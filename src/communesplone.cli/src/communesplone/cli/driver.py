"""One process that runs many commands: tests need not start Zope for each.

Reads JSON requests from standard input, one a line, answers each with one line:

- `{"argv": [...], "input": "..."}` → `{"exit_code": 0, "stdout": "...", "stderr": "..."}`
- `{"function": "/path/to/file.py:name", "arguments": [...]}` → `{"result": ...}`: the function
  is called with the Zope root and the arguments, in one transaction.

An error of a function comes back as `{"error": "<traceback>"}`.
"""

from click.testing import CliRunner
from collections.abc import Callable
from communesplone.cli.main import main
from communesplone.cli.zope import commit
from communesplone.cli.zope import connection
from communesplone.cli.zope import zope_app
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from typing import Any
import json
import os
import sys
import traceback


Request = dict[str, Any]


def serve() -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "w")
    # What Zope or a command prints by mistake must not stand between two answers.
    os.dup2(2, 1)
    with zope_app():
        _say(answers, {"ready": True})
        for line in sys.stdin:
            _say(answers, _answer(json.loads(line)))


def _say(stream: Any, data: dict[str, Any]) -> None:
    stream.write(json.dumps(data) + "\n")
    stream.flush()


def _answer(request: Request) -> dict[str, Any]:
    if "argv" in request:
        return _command(request)
    try:
        return {"result": _call(_function(request["function"]), request["arguments"])}
    except Exception:  # noqa: BLE001 the test that asked shows it
        return {"error": traceback.format_exc()}


def _command(request: Request) -> dict[str, Any]:
    runner = CliRunner(env=request.get("environment"))
    result = runner.invoke(main, request["argv"], input=request.get("input"))
    stderr = result.stderr
    if result.exception and not isinstance(result.exception, SystemExit):
        stderr += "".join(traceback.format_exception(result.exception))
    return {"exit_code": result.exit_code, "stdout": result.stdout, "stderr": stderr}


def _call(function: Callable[..., Any], arguments: list[Any]) -> Any:
    with connection() as app:
        return commit(app, lambda: function(app, *arguments), function.__name__)


def _function(where: str) -> Callable[..., Any]:
    path, _, name = where.rpartition(":")
    spec = spec_from_file_location(f"driven_{abs(hash(path))}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


if __name__ == "__main__":
    serve()
