from communesplone.documents.data import DocumentsData
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import json


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
