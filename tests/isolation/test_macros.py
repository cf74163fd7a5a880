"""Views that only hold macros are no pages: nobody gets an error of ours by asking for one."""

import pytest


@pytest.mark.parametrize("name", ["communes_hours", "communes_parts", "directory_parts"])
@pytest.mark.parametrize("path", ["", "/page"])
def test_macros_by_themselves_are_not_found(visit, name, path):
    assert visit("namur").request(f"{path}/@@{name}").status_code == 404
