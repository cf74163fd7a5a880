"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(search_integration):
    return search_integration


@pytest.fixture
def functional(search_functional):
    return search_functional
