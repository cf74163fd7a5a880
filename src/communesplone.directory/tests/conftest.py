import pytest


@pytest.fixture
def integration(directory_integration):
    return directory_integration


@pytest.fixture
def functional(directory_functional):
    return directory_functional


@pytest.fixture
def server(directory_server):
    return directory_server
