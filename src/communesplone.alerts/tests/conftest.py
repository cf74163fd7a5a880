"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(alerts_integration):
    return alerts_integration


@pytest.fixture
def functional(alerts_functional):
    return alerts_functional
