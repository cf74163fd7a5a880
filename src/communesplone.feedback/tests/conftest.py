"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(feedback_integration):
    return feedback_integration


@pytest.fixture
def functional(feedback_functional):
    return feedback_functional
