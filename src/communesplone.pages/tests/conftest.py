"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(pages_integration):
    return pages_integration


@pytest.fixture
def functional(pages_functional):
    return pages_functional
