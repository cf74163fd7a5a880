"""What doctor finds by one check, and what its mend makes of it."""

import pytest


@pytest.fixture
def findings(instance):
    """Return what doctor finds by one check; its exit code must agree."""

    def find(check, *ids, **environment):
        result = instance.command("doctor", *ids, "--only", check, "--json", **environment)
        found = result.json
        assert result.exit_code == (1 if found["errors"] else 0)
        return found["findings"]

    return find


@pytest.fixture
def mends(findings, command):
    """Assert that a finding names its mend, and that the mend makes it go away."""

    def mend(check, *ids, says):
        found = findings(check, *ids)
        assert len(found) == 1, found
        assert says in found[0]["sentence"]
        typed = f"bin/communes doctor --mend {check} {' '.join(ids)}".rstrip()
        assert found[0]["command"] == typed
        assert found[0]["cost"]
        command(*typed.split()[1:])
        assert findings(check, *ids) == []

    return mend
