"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(editing_integration):
    return editing_integration


@pytest.fixture
def functional(editing_functional):
    return editing_functional
