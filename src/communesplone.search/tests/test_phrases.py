from collections import Counter
from communesplone.search import phrases
from communesplone.search.phrases import Typed
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import timedelta
import pytest


TODAY = date(2026, 11, 24)


def vain(language, phrase):
    """A phrase that found nothing."""
    return Typed(language, phrase, answered=False)


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "moi@exemple.be",
        "moi ＠ exemple.be",
        "081 24 60 11",
        "0470/12.34.56",
        "85.07.30-033.28",
        "BE71 0961 2345 6769",
        "12345",
        "١٢٣٤٥",
        "x" * 81,
        "un deux trois quatre cinq six sept huit neuf",
        "",
        "???",
    ],
)
def test_what_may_tell_of_a_person_is_not_noted(text, var):
    assert not phrases.note("namur", vain("fr", text), TODAY)
    assert list(var.rglob("*.jsonl")) == []


def test_a_postal_code_and_a_year_are_noted():
    assert phrases.note("namur", vain("fr", "5000 Namur"), TODAY)
    assert phrases.note("namur", vain("fr", "budget 2027"), TODAY)


def test_case_and_accents_do_not_make_another_phrase():
    for text in ("Bébé-papillon", "bebe papillon", "  BÉBÉ   papillon "):
        phrases.note("namur", vain("fr", text), TODAY)
    assert phrases.counted("namur", TODAY) == Counter({vain("fr", "bebe papillon"): 3})


def test_sites_languages_and_days_are_told_apart():
    phrases.note("namur", vain("fr", "piscine"), TODAY)
    phrases.note("namur", vain("nl", "piscine"), TODAY)
    phrases.note("wavre", vain("fr", "piscine"), TODAY)
    phrases.note("namur", vain("fr", "piscine"), TODAY - timedelta(days=40))
    since = phrases.first_day(TODAY, 30)
    assert phrases.counted("namur", since) == Counter(
        [vain("fr", "piscine"), vain("nl", "piscine")]
    )


def test_what_was_answered_and_what_was_not_are_told_apart():
    answered = Typed("fr", "piscine", answered=True)
    for typed in (answered, vain("fr", "piscine"), answered):
        phrases.note("namur", typed, TODAY)
    assert phrases.counted("namur", TODAY) == Counter({answered: 2, vain("fr", "piscine"): 1})


def test_a_line_that_does_not_say_found_nothing(var):
    phrases.note("namur", vain("fr", "piscine"), TODAY)
    (file,) = var.rglob("*.jsonl")
    file.write_text('{"language": "fr", "phrase": "piscine"}\n')
    assert phrases.counted("namur", TODAY) == Counter([vain("fr", "piscine")])


def test_many_writers_lose_and_mix_nothing():
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda n: phrases.note("namur", vain("fr", f"mot {n % 7}"), TODAY), range(700)
            )
        )
    assert set(phrases.counted("namur", TODAY).values()) == {100}


def test_a_file_that_is_moved_away_is_made_anew(var):
    phrases.note("namur", vain("fr", "piscine"), TODAY)
    next(var.rglob("*.jsonl")).rename(var / "away")
    assert phrases.note("namur", vain("fr", "piscine"), TODAY)
    assert phrases.counted("namur", TODAY).total() == 1


def test_a_file_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(phrases, "MOST_BYTES", 100)
    assert not all(phrases.note("namur", vain("fr", "piscine"), TODAY) for _ in range(10))


def test_broken_lines_and_strange_files_are_passed_over(var):
    phrases.note("namur", vain("fr", "piscine"), TODAY)
    place = var / "searches" / "namur"
    with next(place.glob("*.jsonl")).open("a") as file:
        file.write('{"language": "fr", "phr\n[]\n{"language": "fr", "phrase": "a@b.be"}\n\xff\n')
    (place / "2026-13-45.jsonl").write_text("x")
    assert phrases.counted("namur", TODAY) == Counter([vain("fr", "piscine")])


def test_a_disk_that_refuses_costs_no_page(var):
    (var / "searches").write_text("not a folder")
    assert not phrases.note("namur", vain("fr", "piscine"), TODAY)


def test_old_files_are_deleted(var):
    for days in (0, 29, 31):
        phrases.note("namur", vain("fr", "piscine"), TODAY - timedelta(days=days))
    phrases.forget("namur", phrases.first_day(TODAY, 30))
    assert len(list(var.rglob("*.jsonl"))) == 2


@pytest.mark.parametrize("name", ["../namur", "", ".hidden", "a/b"])
def test_a_strange_site_id_leads_nowhere(name):
    assert phrases.folder(name) is None
