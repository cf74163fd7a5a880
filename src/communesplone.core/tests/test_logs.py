from communesplone.core.logs import access_log
from communesplone.core.logs import JsonFormatter
from communesplone.core.logs import log_to_file
from communesplone.core.logs import shortened
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse
import io
import json
import logging
import pytest


def environ(**extra):
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/démarches".encode().decode("latin-1"),
        "QUERY_STRING": "SearchableText=Jeanne+Dupont",
        "HTTP_HOST": "namur.localhost",
        "REMOTE_ADDR": "192.0.2.17",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        **extra,
    }


def answered(environ, start_response):
    start_response("200 OK", [("Content-Length", "2"), ("X-Commune", "namur")])
    return [b"ok"]


def failing(environ, start_response):
    raise RuntimeError("broken")


@pytest.fixture
def access_lines(caplog):
    caplog.set_level(logging.INFO, logger="access")
    formatter = JsonFormatter()
    return lambda: [json.loads(formatter.format(record)) for record in caplog.records]


def test_request_is_one_line_with_site_status_bytes_and_time(access_lines):
    access_log(answered, {})(environ(), lambda *args: None)
    (line,) = access_lines()
    assert line["logger"] == "access"
    assert line["message"] == "GET /démarches 200"
    assert (line["site"], line["host"], line["path"]) == ("namur", "namur.localhost", "/démarches")
    assert (line["status"], line["bytes"]) == (200, 2)
    assert line["ms"] >= 0


def test_access_line_names_no_person(access_lines):
    visitor = environ(HTTP_REFERER="https://mail.example/jeanne", REMOTE_USER="jeanne")
    access_log(answered, {})(visitor, lambda *args: None)
    line = json.dumps(access_lines())
    assert "eanne" not in line
    assert "192.0.2.17" not in line


@pytest.mark.parametrize("path", ["/@@apercu/1f.c2ln", "/a/apercu/1f.c2ln", "/passwordreset/c2ln"])
def test_no_line_holds_what_opens_a_draft_or_an_account(access_lines, path):
    access_log(answered, {})(environ(PATH_INFO=path), lambda *args: None)
    assert "c2ln" not in json.dumps(access_lines())


def test_request_that_failed_is_logged_as_500(access_lines):
    with pytest.raises(RuntimeError):
        access_log(failing, {})(environ(), lambda *args: None)
    assert access_lines()[0]["status"] == 500


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.17", "192.0.2.0"),
        ("2001:db8:aaaa:bbbb::1", "2001:db8:aaaa::"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_address_is_shortened_to_its_network(address, network):
    assert shortened(address) == network


def test_event_tells_its_request_and_its_error():
    request = HTTPRequest(io.BytesIO(), environ(PATH_INFO="/agenda"), HTTPResponse())
    setRequest(request)
    try:
        raise ValueError("two\nlines")
    except ValueError as error:
        record = logging.makeLogRecord(
            {
                "name": "communesplone",
                "msg": "refused %s",
                "args": ("é",),
                "exc_info": (type(error), error, error.__traceback__),
                "attempts": 2,
            }
        )
        text = JsonFormatter().format(record)
    finally:
        clearRequest()
    line = json.loads(text)
    assert "\n" not in text
    assert line["message"] == "refused é"
    assert (line["host"], line["method"], line["path"]) == ("namur.localhost", "GET", "/agenda")
    assert line["attempts"] == 2
    assert "ValueError: two\nlines" in line["exception"]


def test_process_without_wsgi_ini_writes_the_same_format(tmp_path):
    root = logging.getLogger()
    level = root.level
    log_to_file(tmp_path / "worker.log")
    handler = root.handlers[-1]
    try:
        logging.getLogger("communesplone.worker").info("started")
    finally:
        root.removeHandler(handler)
        handler.close()
        root.setLevel(level)
    (line,) = (tmp_path / "worker.log").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["message"] == "started"
