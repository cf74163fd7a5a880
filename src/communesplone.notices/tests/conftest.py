"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(notices_integration):
    return notices_integration


@pytest.fixture
def functional(notices_functional):
    return notices_functional
