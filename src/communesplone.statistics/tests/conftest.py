"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(statistics_integration):
    return statistics_integration


@pytest.fixture
def functional(statistics_functional):
    return statistics_functional
