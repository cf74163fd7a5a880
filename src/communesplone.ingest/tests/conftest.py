"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(ingest_integration):
    return ingest_integration


@pytest.fixture
def functional(ingest_functional):
    return ingest_functional
