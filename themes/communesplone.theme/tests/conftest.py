import pytest


@pytest.fixture
def integration(theme_integration):
    return theme_integration


@pytest.fixture
def functional(theme_functional):
    return theme_functional


@pytest.fixture
def server(theme_server):
    return theme_server
