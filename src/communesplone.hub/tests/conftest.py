"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(hub_integration):
    return hub_integration


@pytest.fixture
def functional(hub_functional):
    return hub_functional
