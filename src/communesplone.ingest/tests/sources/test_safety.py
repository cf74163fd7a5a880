"""Hostile and damaged files: refused in words, before they cost anything."""

from communesplone.core.ingest import IIngest
from communesplone.ingest import items
from communesplone.ingest import shortcodes
from communesplone.ingest.html.links import Links
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import Record
from communesplone.ingest.sources import xml
from communesplone.ingest.sources.archive import Archive
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo
import pytest
import stat


def zipped(members: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "a\\..\\b"])
def test_a_name_that_leads_out_of_the_zip_is_refused(name):
    with pytest.raises(UnreadableSource, match="not allowed"):
        Archive(BytesIO(zipped({name: b"x"})))


def test_a_link_in_a_zip_is_refused():
    info = ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = BytesIO()
    with ZipFile(made, "w") as target:
        target.writestr(info, "/etc/passwd")
    with pytest.raises(UnreadableSource, match="not allowed"):
        Archive(made)


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(UnreadableSource, match="too large"):
        Archive(BytesIO(zipped({"bomb.xml": b"0" * 30_000_000})))


def test_a_member_that_holds_more_than_it_claims_is_refused():
    data = zipped({"a.txt": b"0123456789" * 10})
    # The size, as it is written twice: before the member, and in the list at the end.
    lying = data.replace((100).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    with pytest.raises(UnreadableSource, match="damaged"):
        Archive(BytesIO(lying)).read("a.txt")


def test_a_zip_cut_short_is_refused():
    with pytest.raises(UnreadableSource, match="damaged"):
        Archive(BytesIO(zipped({"a.txt": b"x" * 5000})[:60]))


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "%s">]><rss>&a;</rss>"""


@pytest.mark.parametrize(
    "data",
    [
        ENTITIES % b"aaaa",
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><rss/>',
        b'<?xml version="1.0"?>\n<!-- x -->\n<!doctype x [<!ENTITY % p SYSTEM "http://x/">]><rss/>',
        (ENTITIES % b"aaaa").decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-7"?><rss/>',
        b"no xml at all",
        b"",
    ],
)
def test_a_document_type_or_what_is_no_xml_is_refused(data):
    with pytest.raises(UnreadableSource):
        list(xml.elements(data, "rss"))


def test_damaged_xml_says_at_which_line():
    with pytest.raises(UnreadableSource, match="line 2"):
        list(xml.elements(b"<rss>\n<item></rss>", "item"))


def test_control_characters_of_old_databases_are_no_obstacle():
    (found,) = [one.text for one in xml.elements(b"<rss><item>a\x0bb</item></rss>", "item")]
    assert found == "ab"


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("wordpress", b"<rss><channel><title>Feed</title></channel></rss>"),
        ("wordpress", ENTITIES % b"aaaa"),
        ("wordpress", b"PK\x03\x04 no zip"),
        ("plone", zipped({"content/__metadata__.json": b"[1]"})),
        ("plone", zipped({"content/__metadata__.json": b'{"_data_files_": ["a/data.json"]}'})),
        ("plone", zipped({"x.json": b"{}"})),
        ("csv", b"no;columns\n1;2\n"),
        ("csv", b"titre;texte\n;sans titre\n"),
        ("csv", b"id;titre\n1;a\n1;b\n"),
        ("csv", b"\x00\x01\x02"),
    ],
    # Not by their bytes: a zip holds the moment when it was made
    ids=[
        "a feed",
        "a document type",
        "no zip as WordPress",
        "a list as metadata",
        "metadata without files",
        "no export",
        "columns nobody knows",
        "no title",
        "one id twice",
        "no text",
    ],
)
def test_what_is_not_what_it_was_said_to_be_fails_with_a_reason(bring, source, data):
    run = bring(source, data)
    assert run.state == "failed"
    assert run.problem


HOSTILE = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><wp:base_blog_url>https://evil.example</wp:base_blog_url>
<item><title><![CDATA[<script>alert(1)</script>]]></title><link>https://evil.example/login/../../x</link>
<wp:post_id>1</wp:post_id><wp:post_type>page</wp:post_type><wp:status>publish</wp:status>
<wp:post_name>../../acl_users</wp:post_name><wp:post_parent>1</wp:post_parent>
<content:encoded><![CDATA[<p onclick="x()">Bonjour <a href="javascript:x()">ici</a>
<img src="file:///etc/passwd"><img src=x onerror=alert(1)></p><script>x()</script>
<svg onload=x()><text>dessin</text></svg>]]></content:encoded></item>
<item><title>Circle</title><link>https://evil.example/c</link><wp:post_id>2</wp:post_id>
<wp:post_type>page</wp:post_type><wp:status>publish</wp:status><wp:post_name>manage_main</wp:post_name>
<wp:post_parent>3</wp:post_parent></item>
<item><title>Circle</title><link>https://evil.example/d</link><wp:post_id>3</wp:post_id>
<wp:post_type>page</wp:post_type><wp:status>publish</wp:status><wp:post_name>d</wp:post_name>
<wp:post_parent>2</wp:post_parent></item>
</channel></rss>"""


def test_lines_of_another_encoding_are_read_as_what_they_are():
    text = "<rss><item>été</item>\n<item>".encode() + "hôtel".encode("latin-1")
    found = [one.text for one in xml.elements(text + b"</item></rss>", "item")]
    assert found == ["été", "hôtel"]


def test_a_file_of_json_that_would_fill_the_memory_is_refused():
    archive = Archive(BytesIO(zipped({"a.json": b"[" + b"1234567890," * 300_000 + b"1]"})))
    with pytest.raises(UnreadableSource, match="too large"):
        archive.read("a.json", 1_000_000)


@pytest.mark.parametrize(
    "text", ["[caption]", "[gallery ", "[video ", "[embed]", "<!-- wp:x {", "[caption]<a "]
)
def test_what_never_closes_is_looked_for_in_bounds(text):
    # Where each looked to the end, a file of some megabytes would keep the worker for hours.
    html, _notes = shortcodes.expanded(text * 5_000)
    assert html


def test_a_picture_is_served_as_what_it_is_not_as_what_the_export_says(integration, sample):
    with ZipFile(BytesIO(sample("wordpress.zip"))) as source:
        data = source.read("wp-content/uploads/2019/05/pont.png")
    told = {"name": "pont.html", "type": "text/html", "member": "x"}
    record = Record(key="1", kind="image", title="Pont", name="pont.html", data=told)
    made, _notes = items.fields(record, "Image", Links(lambda _name: None), data)
    assert made["image"].contentType == "image/png"


def test_a_hostile_wordpress_brings_only_words(bring, integration):
    run = bring("wordpress", HOSTILE.encode())
    assert run.state == "done"
    portal = integration["portal"]
    assert "acl_users" in portal.objectIds()
    texts = [
        brain.getObject().text.raw
        for brain in portal.portal_catalog.unrestrictedSearchResults(portal_type="Document")
        if brain.getObject().text
    ]
    (text,) = texts
    assert "Bonjour" in text and "dessin" in text
    for danger in ("script", "onclick", "onerror", "javascript", "file:", "onload"):
        assert danger not in text


def test_an_unknown_source_and_a_missing_file_are_told(integration):
    ingest = IIngest(integration["portal"])
    with pytest.raises(UnreadableSource, match="what the old site is"):
        ingest.begin("joomla", "", BytesIO(b"x"), "")
    with pytest.raises(UnreadableSource, match="Choose a file"):
        ingest.begin("wordpress", "", None, "")
    with pytest.raises(UnreadableSource, match="whole address"):
        ingest.begin("website", "", None, "file:///etc/passwd")
