"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(%{short}_integration):
    return %{short}_integration


@pytest.fixture
def functional(%{short}_functional):
    return %{short}_functional
