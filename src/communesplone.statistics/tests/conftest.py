"""The layers of this add-on's tests, declared in the root conftest.py, and real lines of a log."""

from communesplone.core.logs import access_log
from communesplone.core.logs import JsonFormatter
from pathlib import Path
import json
import logging
import pytest


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def integration(statistics_integration):
    return statistics_integration


@pytest.fixture
def functional(statistics_functional):
    return statistics_functional


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    """The folder of an installation, whose visits are counted from `log/access.log` in it."""
    (tmp_path / "log").mkdir()
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    monkeypatch.setenv("COMMUNES_VISITS_LOG", str(tmp_path / "log" / "access.log"))
    return tmp_path


@pytest.fixture
def log(var) -> Path:
    return var / "log" / "access.log"


@pytest.fixture
def line():
    """`line("/agenda", status=200, host="namur.localhost", at="2026-11-29T10:00:00")`: real.

    Written by the filter and the formatter of the clients; then moved to the given moment.
    """

    def write(path="/", status=200, host="namur.localhost", at=None, agent=FIREFOX, **environ):
        records = []
        logger = logging.getLogger("access")
        handler = logging.Handler()
        handler.emit = records.append
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        request = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),
            "HTTP_HOST": host,
            "REMOTE_ADDR": "192.0.2.17",
            "HTTP_USER_AGENT": agent,
            **environ,
        }

        def application(_environ, start):
            start(f"{status} Said", [])
            return [b""]

        try:
            access_log(application, {})(request, lambda *_args: None)
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
        told = json.loads(JsonFormatter().format(records[0]))
        if at is not None:
            told["time"] = f"{at}.000+00:00"
        return json.dumps(told, ensure_ascii=False).encode() + b"\n"

    return write
