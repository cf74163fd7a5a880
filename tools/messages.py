"""Message ids of an add-on, read from its Python, page templates, ZCML and GenericSetup files."""

from chameleon.namespaces import I18N_NS
from chameleon.namespaces import METAL_NS
from chameleon.namespaces import TAL_NS
from chameleon.parser import ElementParser
from chameleon.tokenize import iter_xml
from collections.abc import Iterator
from dataclasses import dataclass
from lxml import etree
from pathlib import Path
import ast
import re


DOMAIN = "communesplone"
GENERICSETUP_NS = "http://namespaces.zope.org/genericsetup"
ZCML_ATTRIBUTES = ("title", "description", "purpose", "label")
TEMPLATE_NAMESPACES = {"tal": TAL_NS, "metal": METAL_NS, "i18n": I18N_NS}


class UnreadableMessage(Exception):
    """A text that cannot be translated as it is written; the sentence says where and why."""


@dataclass(frozen=True)
class Message:
    msgid: str
    default: str
    source: str


def messages(package: Path) -> Iterator[Message]:
    """Yield the messages of the package in the folder `package`.

    :raises UnreadableMessage: for a computed message id, or mark-up inside a translated text.
    """
    readers = {".py": _python, ".pt": _template, ".zcml": _zcml, ".xml": _genericsetup}
    for path in sorted(package.rglob("*")):
        if read := readers.get(path.suffix):
            source = str(path.relative_to(package))
            for msgid, default in read(path):
                if msgid:
                    yield Message(msgid, "" if default == msgid else default, source)


def _python(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id != "_":
            continue
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        default = named.get("default", node.args[1] if len(node.args) > 1 else None)
        if not isinstance(node.args[0], ast.Constant):
            raise UnreadableMessage(f"{path}:{node.lineno}: the message id is computed")
        yield node.args[0].value, default.value if isinstance(default, ast.Constant) else ""


def _template(path: Path) -> Iterator[tuple[str, str]]:
    tokens = iter_xml(path.read_text(), str(path))
    nodes = ElementParser(tokens, TEMPLATE_NAMESPACES, restricted_namespace=False)
    for node in nodes:
        yield from _element(node, DOMAIN, path)


def _element(node: tuple, domain: str, path: Path) -> Iterator[tuple[str, str]]:
    if node[0] != "element":
        return
    start, _end, children = node[1]
    attributes = {name: value for (ns, name), value in start["ns_attrs"].items() if ns == I18N_NS}
    plain = {attribute["name"]: attribute["value"] for attribute in start["attrs"]}
    domain = attributes.get("domain", domain)
    if domain == DOMAIN:
        for name, msgid in _attribute_ids(attributes.get("attributes", "")):
            if name in plain or msgid:
                yield msgid or plain[name], plain.get(name, "")
        if "translate" in attributes and not _computed(plain):
            text = _text(children, path)
            yield attributes["translate"] or text, text
    for child in children:
        yield from _element(child, domain, path)


def _computed(attributes: dict[str, str]) -> bool:
    """Say whether the content comes from an expression, whose value is a message already."""
    return "tal:content" in attributes or "tal:replace" in attributes


def _attribute_ids(clause: str) -> Iterator[tuple[str, str]]:
    for part in clause.split(";"):
        name, _space, msgid = part.strip().partition(" ")
        if name:
            yield name, msgid.strip()


def _text(children: list[tuple], path: Path) -> str:
    parts = []
    for kind, payload in children:
        if kind == "text":
            parts.append(str(payload[0]))
        elif kind == "element":
            name = payload[0]["ns_attrs"].get((I18N_NS, "name"))
            if not name:
                raise UnreadableMessage(
                    f"{path}: <{payload[0]['name']}> inside a translated text has no i18n:name"
                )
            parts.append(f"${{{name}}}")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _zcml(path: Path) -> Iterator[tuple[str, str]]:
    root = etree.parse(path).getroot()
    if root.get("i18n_domain") != DOMAIN:
        return
    for element in root.iter(etree.Element):
        if etree.QName(element).namespace != GENERICSETUP_NS:
            for name in ZCML_ATTRIBUTES:
                yield element.get(name, ""), ""


def _genericsetup(path: Path) -> Iterator[tuple[str, str]]:
    domain, translate, named = (
        f"{{{I18N_NS}}}{name}" for name in ("domain", "translate", "attributes")
    )
    for element in etree.parse(path).getroot().iter(etree.Element):
        scope = element.xpath("ancestor-or-self::*[@i18n:domain][1]", namespaces={"i18n": I18N_NS})
        if not scope or scope[-1].get(domain) != DOMAIN:
            continue
        if element.get(translate) is not None:
            text = " ".join((element.text or "").split())
            yield element.get(translate) or text, text
        for name, msgid in _attribute_ids(element.get(named, "")):
            yield msgid or element.get(name, ""), element.get(name, "")
