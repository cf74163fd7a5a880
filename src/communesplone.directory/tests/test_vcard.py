from communesplone.directory.vcard import card
from communesplone.directory.vcard import fold


UID = "0123456789abcdef0123456789abcdef"


def test_a_card_has_what_a_telephone_reads():
    text = card(
        name="Accueil; population",
        uid=UID,
        url="https://x.example/a",
        person=False,
        contact={"phone": "081 00 00 00", "email": "a@x.example"},
        address={"street": "Rue de l’Exemple", "number": "1", "locality": "Namur"},
    )
    assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert "FN:Accueil\\; population\r\n" in text
    assert "tel:081000000" in text
    assert "UID:urn:uuid:01234567-89ab-cdef-0123-456789abcdef" in text


def test_a_line_cannot_be_put_into_a_card():
    text = card(
        name="x\r\nEMAIL:evil@x.example", uid=UID, url="u", person=True, contact={}, address={}
    )
    assert "\r\nEMAIL" not in text


def test_long_lines_fold_at_75_bytes_and_never_within_a_letter():
    folded = fold("FN:" + "é" * 200)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == "FN:" + "é" * 200
