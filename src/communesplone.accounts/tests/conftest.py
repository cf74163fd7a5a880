"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(accounts_integration):
    return accounts_integration


@pytest.fixture
def functional(accounts_functional):
    return accounts_functional
