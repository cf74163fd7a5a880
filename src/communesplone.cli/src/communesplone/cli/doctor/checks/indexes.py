"""An index or a column that a profile declares is not in the catalog."""

from collections.abc import Iterator
from communesplone.cli.doctor.declared import declared
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


class Indexes(SiteCheck):
    """Compares the catalog with the catalog.xml of each installed profile."""

    name = "indexes"
    cost = "a second per thousand pages; adds what is missing and fills it"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        lacks = [
            f"{kind} {', '.join(sorted(missing))}"
            for kind, missing in (
                ("the index", _missing_indexes(site)),
                ("the column", _missing_columns(site)),
            )
            if missing
        ]
        if lacks:
            yield self.finding(f"the catalog lacks {' and '.join(lacks)}", site.getId())

    def mend(self, app: Application, site: PloneSite) -> str:
        indexes, columns = _missing_indexes(site), _missing_columns(site)
        for profile in {*indexes.values(), *columns.values()}:
            site.portal_setup.runImportStepFromProfile(
                f"profile-{profile}", "catalog", run_dependencies=False
            )
        if columns:
            site.portal_catalog.refreshCatalog()
        elif indexes:
            site.portal_catalog.manage_reindexIndex(ids=list(indexes))
        return f"{site.getId()}: {', '.join([*indexes, *columns])} added to the catalog."


def _missing_indexes(site: PloneSite) -> dict[str, str]:
    known = site.portal_catalog.indexes()
    return _absent(site, "/object/index[not(@remove)]/@name", "name", known)


def _missing_columns(site: PloneSite) -> dict[str, str]:
    known = site.portal_catalog.schema()
    return _absent(site, "/object/column[not(@remove)]/@value", "value", known)


def _absent(site: PloneSite, xpath: str, attribute: str, known: list[str]) -> dict[str, str]:
    """Return the profile of each declared name that is not `known`."""
    found = declared(site, "catalog.xml", xpath)
    return {str(name): profile for profile, name in found if name not in known}
