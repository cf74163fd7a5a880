"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(documents_integration):
    return documents_integration


@pytest.fixture
def functional(documents_functional):
    return documents_functional
