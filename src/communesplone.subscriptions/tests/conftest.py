"""The layers of this add-on's tests, declared in the root conftest.py."""

import pytest


@pytest.fixture
def integration(subscriptions_integration):
    return subscriptions_integration


@pytest.fixture
def functional(subscriptions_functional):
    return subscriptions_functional
