"""What the installed profiles of ours declare: indexes, columns, browser layers."""

from collections.abc import Iterator
from communesplone.cli.versions import installed_profiles
from lxml import etree
from Products.CMFPlone.Portal import PloneSite


# Profiles are files of this installation; entities are not needed all the same.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def declared(site: PloneSite, file_name: str, xpath: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield the elements that profiles have in `file_name`, with the id of the profile."""
    for profile in installed_profiles(site):
        context = site.portal_setup._getImportContext(f"profile-{profile}")
        content = context.readDataFile(file_name)
        if content:
            for element in etree.fromstring(content, PARSER).xpath(xpath):
                yield profile, element
