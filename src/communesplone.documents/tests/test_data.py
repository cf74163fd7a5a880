from communesplone.documents.data import DocumentsData
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import json
import transaction


def test_former_files_survive_export_and_import(add, a_file, functional):
    document = add(words="Ancien")
    before = document.file.data
    document.file = a_file("Nouveau")
    notify(ObjectModifiedEvent(document))
    data = DocumentsData(functional["portal"])
    kept = json.loads(json.dumps(data.dump()))
    replaced = document.former[0].replaced
    document.former = ()
    data.load(kept, same_site=True)
    assert document.former[0].file.data == before
    assert document.former[0].replaced == replaced


def test_an_erased_version_stays_erased_and_keeps_its_place(add, a_file, functional, visitor):
    document = add(words="Ancien")
    for words in ("Moyen", "Nouveau"):
        document.file = a_file(words)
        notify(ObjectModifiedEvent(document))
    older = document.former[1].file.data
    document.former[0].file = None
    data = DocumentsData(functional["portal"])
    kept = json.loads(json.dumps(data.dump()))
    document.former = ()
    data.load(kept, same_site=False)
    transaction.commit()
    visitor.open(f"{document.absolute_url()}/@@version/1")
    assert visitor.headers["status"].startswith("404")
    visitor.open(f"{document.absolute_url()}/@@version/2")
    assert visitor.headers["content-length"] == str(len(older))
