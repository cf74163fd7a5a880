import pytest


@pytest.fixture
def integration(core_integration):
    return core_integration


@pytest.fixture
def functional(core_functional):
    return core_functional


@pytest.fixture
def server(core_server):
    return core_server
