import os
import pytest


# Registering catalogues compiles them, so that tests read the words that people read
os.environ.setdefault("zope_i18n_compile_mo_files", "1")


@pytest.fixture
def integration(core_integration):
    return core_integration


@pytest.fixture
def functional(core_functional):
    return core_functional


@pytest.fixture
def server(core_server):
    return core_server
