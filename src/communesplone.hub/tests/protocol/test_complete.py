"""What the hub can tell a commune of this cluster, it can tell one of another cluster; and the
specification says how."""

from communesplone.core.sharing import ICommuneInbox
from communesplone.core.sharing.wire import INBOX_CALLS
from communesplone.core.sharing.wire import LIBRARY_CALLS
from communesplone.core.tool_requests import ToolRequest
from communesplone.hub.protocol.client import RemoteInbox
from dataclasses import fields
from pathlib import Path
from zope.interface.verify import verifyClass
import pytest
import re


SPECIFICATION = Path(__file__).parents[4] / "docs" / "contributor" / "protocol.md"


def test_every_call_goes_over_the_wire():
    assert verifyClass(ICommuneInbox, RemoteInbox)
    assert set(ICommuneInbox.names()) == INBOX_CALLS.keys() - {"introduce"}


@pytest.mark.parametrize(
    ("heading", "calls"), [("to the hub", LIBRARY_CALLS), ("to the commune", INBOX_CALLS)]
)
def test_every_call_is_specified_with_its_arguments(heading, calls):
    text = SPECIFICATION.read_text()
    table = text.partition(f"| {heading} | arguments | |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    told = {name.strip(" `"): re.findall(r"`(\w+)`", arguments) for name, arguments in rows}
    assert told == {name: list(arguments) for name, arguments in calls.items()}


def test_a_request_for_a_tool_is_specified_with_its_fields():
    text = " ".join(SPECIFICATION.read_text().split())
    told = re.search(r"\*\*ToolRequest\*\*[^`]*`\{([^}]*)\}`", text)[1]
    assert told.split(", ") == [field.name for field in fields(ToolRequest)]
