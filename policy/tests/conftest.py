import pytest


@pytest.fixture
def integration(policy_integration):
    return policy_integration


@pytest.fixture
def functional(policy_functional):
    return policy_functional


@pytest.fixture
def server(policy_server):
    return policy_server
