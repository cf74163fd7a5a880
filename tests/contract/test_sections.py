"""What every type of section of every add-on keeps, whoever wrote it."""

from communesplone.core import memory
from communesplone.core.sections import new_section
from communesplone.core.sections import references
from communesplone.core.sections import render
from communesplone.core.sections import rendering
from communesplone.core.sections import searchable_text
from communesplone.core.sections import section_type
from communesplone.core.sections import section_types
from communesplone.core.sections.data import clean
from communesplone.core.sections.fields import IAddress
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.fields import own_fields
from communesplone.pages.behavior import sections_of
from communesplone.pages.writing import save
from DateTime import DateTime
from lxml.html import fragment_fromstring
from plone import api
from plone.app.linkintegrity.utils import hasIncomingLinks
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.browserlayer.utils import registered_layers
from zope.component.hooks import getSite
from zope.interface import alsoProvides
from zope.schema import ValidationError
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IList
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
import copy
import json
import logging
import pytest
import transaction


WORDS = ("Zanzibar", "https://vimeo.com/76979871", "Zanzibar | Two\nThree | Four", "5000")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">'
#: What one section may wake from a cold cache; a page of many shares most of it.
MOST_WOKEN = 150
KINDS = {
    *("text", "teasers", "links", "collection", "gallery", "video", "faq", "quote", "figures"),
    *("searchbox", "steps", "table", "procedures", "ways", "news", "agenda", "documents"),
}


@pytest.fixture
def site(policy_functional):
    """A site with every add-on; somebody who may do everything is logged in."""
    portal, request = policy_functional["portal"], policy_functional["request"]
    for layer in registered_layers():
        alsoProvides(request, layer)
    login(policy_functional["app"], SITE_OWNER_NAME)
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    portal.portal_workflow.setChainForPortalTypes(["Document"], "(Default)")
    memory.forget()
    return portal


@pytest.fixture
def page(site):
    return _page(site, "Page", publish=True)


@pytest.fixture
def other(site):
    return _page(site, "Other", publish=True)


def _page(site, title, publish):
    made = api.content.create(site, "Document", title=title)
    if publish:
        api.content.transition(made, "publish")
    return made


def kinds():
    """The types by name, those that are declared beside these too."""
    names = {kind.name for kind in section_types()}
    assert names >= KINDS
    return section_types()


def filled(schema, uid):
    """Data with every field of a schema filled in, each reference to one item."""
    return {name: value(field, uid) for name, field in own_fields(schema)}


def value(field, uid):
    if IItems.providedBy(field):
        return [filled(field.part, uid)]
    if IReference.providedBy(field):
        return uid
    if IAddress.providedBy(field):
        return f"resolveuid/{uid}"
    if IHtml.providedBy(field):
        return f'<p>Zanzibar <a href="resolveuid/{uid}">link</a></p>'
    if IList.providedBy(field):
        one = value(field.value_type, uid)
        return [] if one is None else [one]
    if IBool.providedBy(field):
        return True
    if IInt.providedBy(field):
        return field.default or field.min or 1
    if IChoice.providedBy(field):
        terms = list(field.bind(getSite()).vocabulary)
        return terms[0].value if terms else None
    assert IText.providedBy(field) or ITextLine.providedBy(field), field
    return next(words for words in WORDS if _takes(field, words))


def _takes(field, words):
    try:
        field.validate(words)
    except ValidationError:
        return False
    return True


def sections(uid):
    """One section of each type, full."""
    found = []
    for kind in kinds():
        data, errors = clean(kind.schema, filled(kind.schema, uid))
        assert errors == {}, (kind.name, errors)
        found.append({"id": f"of-{kind.name}".replace("_", "-"), "type": kind.name, **data})
    return found


def test_each_type_says_what_it_is(site):
    for kind in kinds():
        assert kind.title, kind.name
        assert kind.description, kind.name
        assert new_section(kind)["type"] == kind.name


def test_what_is_clean_stays_as_it_is_also_through_an_export(site, other):
    for one in sections(other.UID()):
        again, errors = clean(section_type(one["type"]).schema, json.loads(json.dumps(one)))

        assert errors == {}
        assert {"id": one["id"], "type": one["type"], **again} == one


def test_the_search_finds_the_words_of_each_type(site, page, other):
    for one in sections(other.UID()):
        if "Zanzibar" in json.dumps(one):
            assert "Zanzibar" in searchable_text([one]), one["type"]
        assert other.UID() not in searchable_text([one]), one["type"]
    save(page, sections(other.UID()))

    assert "page" in [brain.getId for brain in api.content.find(SearchableText="zanzibar")]


def test_references_of_each_type_are_known_and_deleting_warns(site, page, other):
    for one in sections(other.UID()):
        if other.UID() in json.dumps(one):
            assert references([one]) == {other.UID()}, one["type"]
    save(page, sections(other.UID()))
    assert hasIncomingLinks(other)
    save(page, [])
    assert not hasIncomingLinks(other)


def test_versions_keep_every_type(site, page, other):
    save(page, sections(other.UID()))
    before = copy.deepcopy(sections_of(page))
    site.portal_repository.save(page)
    first = page.version_id
    save(page, [])
    site.portal_repository.save(page)
    site.portal_repository.revert(page, first)

    assert sections_of(site["page"]) == before


def test_no_type_breaks_on_nothing_or_on_what_it_does_not_expect(site, page, other, caplog):
    wrong = [None, 7, "x", [], ["x"], [None], {}, [{}], [{"x": 1}], True]
    for kind in kinds():
        names = [name for name, _field in own_fields(kind.schema)]
        for odd in wrong:
            render(
                page, site.REQUEST, [{"id": "s1", "type": kind.name, **dict.fromkeys(names, odd)}]
            )
    caplog.clear()
    with caplog.at_level(logging.ERROR, logger=rendering.__name__):
        for kind in kinds():
            render(page, site.REQUEST, [{"id": "s1", "type": kind.name}])
            render(page, site.REQUEST, [new_section(kind)])
            render(page, site.REQUEST, [one for one in sections(other.UID())])

    assert [record.getMessage() for record in caplog.records] == []


def test_hostile_data_are_drawn_as_words(site, page, other):
    def spoiled(data):
        if isinstance(data, str):
            return HOSTILE if data not in (other.UID(), "full") else data
        if isinstance(data, list):
            return [spoiled(one) for one in data]
        if isinstance(data, dict):
            return {
                name: one if name in ("id", "type") else spoiled(one) for name, one in data.items()
            }
        return data

    for one in sections(other.UID()):
        html = "".join(render(page, site.REQUEST, [spoiled(one)]))
        tree = fragment_fromstring(html, create_parent="div")
        assert not tree.findall(".//script"), one["type"]
        for element in tree.iter():
            assert element.get("src") != "x", one["type"]
            for name, text in element.items():
                assert not name.startswith("on"), one["type"]
                assert not text.lower().startswith("javascript:"), one["type"]


def test_what_is_private_or_expired_is_not_shown(site, page):
    draft = _page(site, "Secretdraft", publish=False)
    old = _page(site, "Secretpast", publish=True)
    old.setExpirationDate(DateTime() - 1)
    old.reindexObject()
    transaction.commit()
    data = [sections(draft.UID()), sections(old.UID())]
    logout()
    for found in data:
        html = "".join(render(page, site.REQUEST, found)).lower()
        assert "secret" not in html
        assert "resolveuid" not in html


def test_anonymous_rendering_wakes_few_objects(site, page, other):
    found = sections(other.UID())
    transaction.commit()
    logout()
    jar = site._p_jar
    for one in found:
        jar.cacheMinimize()
        memory.forget()
        before = jar._cache.cache_non_ghost_count
        render(page, site.REQUEST, [one])
        woken = jar._cache.cache_non_ghost_count - before
        assert woken <= MOST_WOKEN, (one["type"], woken)
