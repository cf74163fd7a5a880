"""How the site writes: spaces, apostrophes, hours and dates in four languages.

Editors type plainly; what is typeset here is what they would have to know by heart.
"""

from communesplone.core.wide_tables import framed_tables
from datetime import date
from datetime import datetime
from datetime import time
import re


NBSP = "\u00a0"

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november "
    "december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
SHORT_MONTHS = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "nl": "jan. feb. mrt. apr. mei juni juli aug. sep. okt. nov. dec.",
    "de": "Jan. Febr. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "en": "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.",
}
SHORT_DAYS = {
    "fr": "lun. mar. mer. jeu. ven. sam. dim.",
    "nl": "ma. di. wo. do. vr. za. zo.",
    "de": "Mo. Di. Mi. Do. Fr. Sa. So.",
    "en": "Mon. Tue. Wed. Thu. Fri. Sat. Sun.",
}

NEAR_DAYS = {
    "fr": ("hier", "aujourd’hui", "demain"),
    "nl": ("gisteren", "vandaag", "morgen"),
    "de": ("gestern", "heute", "morgen"),
    "en": ("yesterday", "today", "tomorrow"),
}
AT = {"fr": "à", "nl": "om", "de": "um", "en": "at"}

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_BEFORE = re.compile(r"(?<=[\w»”’)\]]) (?=[:;!?»%€](?:\W|$))")
_AFTER_QUOTE = re.compile(r"« ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_HOUR = re.compile(r"(?<=\d) h(?: (?=\d\d\b)|(?![\w-]))")
_TAG = re.compile(r"(<[^>]*>)")
_VERBATIM = re.compile(r"<(/?)(pre|code|script|style|textarea)\b", re.IGNORECASE)


def known(language: str) -> str:
    """Return the two letters of a language we can write, French for any other."""
    return language[:2] if language[:2] in WEEKDAYS else "fr"


def typeset(text: str, language: str) -> str:
    """Return plain text with curly apostrophes and, in French, its no-break spaces."""
    text = _APOSTROPHE.sub("’", text)
    if known(language) != "fr":
        return text
    text = _BEFORE.sub(NBSP, text)
    text = _AFTER_QUOTE.sub(f"«{NBSP}", text)
    text = _THOUSANDS.sub(NBSP, text)
    return _HOUR.sub(_unbroken, text)


def _unbroken(found: re.Match) -> str:
    return found.group().replace(" ", NBSP)


def typeset_html(html: str, language: str) -> str:
    """Return HTML whose text is typeset, its tables in frames that scroll.

    Tags, code and preformatted text stay as they are.
    """
    parts, verbatim = _TAG.split(html), 0
    for at, part in enumerate(parts):
        if at % 2:
            if found := _VERBATIM.match(part):
                verbatim += -1 if found.group(1) else 1
        elif not verbatim:
            parts[at] = typeset(part, language)
    return framed_tables("".join(parts), language)


def hour(moment: time | datetime, language: str) -> str:
    """Return an hour as people write it, with its unit: "8 h 30", "16 Uhr", "16:00"."""
    language = known(language)
    if language == "fr":
        minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"
    if language == "en":
        return f"{moment.hour}:{moment.minute:02d}"
    unit = "Uhr" if language == "de" else "uur"
    return f"{_bare(moment)}{NBSP}{unit}"


def _bare(moment: time | datetime) -> str:
    return f"{moment.hour}.{moment.minute:02d}" if moment.minute else f"{moment.hour}"


def hours_range(start: time | datetime, end: time | datetime, language: str) -> str:
    """Return "8 h 30 – 12 h", or "8.30 – 12 Uhr" where the unit stands once."""
    first = _bare(start) if known(language) in ("de", "nl") else hour(start, language)
    return f"{first}{NBSP}– {hour(end, language)}"


def day(when: date, language: str, *, weekday: bool = True, year: bool = False) -> str:
    """Return a date in words: "mardi 24 novembre", "1er décembre 2026"."""
    language = known(language)
    month = MONTHS[language].split()[when.month - 1]
    number = str(when.day)
    if language == "fr" and when.day == 1:
        number = "1er"
    if language == "de":
        number += "."
    words = f"{number}{NBSP}{month}"
    if weekday:
        comma = "," if language == "de" else ""
        words = f"{WEEKDAYS[language][when.weekday()]}{comma} {words}"
    return f"{words} {when.year}" if year else words


def moment(when: datetime, now: datetime, language: str) -> str:
    """Return when it is, seen from `now`: "hier à 16 h 10", "vendredi à 16 h 40", "3 mars 2024".

    The hour is told of a week around now. Both moments are of the same timezone.
    """
    language = known(language)
    away = (when.date() - now.date()).days
    if abs(away) > 6:
        return day(when.date(), language, weekday=False, year=when.year != now.year)
    named = NEAR_DAYS[language][away + 1] if abs(away) < 2 else weekday(when.date(), language)
    return f"{named} {AT[language]} {hour(when, language)}"


def weekday(when: date, language: str) -> str:
    """Return the name of a day of the week, as in running text."""
    return WEEKDAYS[known(language)][when.weekday()]


def short_weekday(when: date, language: str) -> str:
    """Return the abbreviated name of a day of the week."""
    return SHORT_DAYS[known(language)].split()[when.weekday()]


def short_month(when: date, language: str) -> str:
    """Return the abbreviated name of a month."""
    return SHORT_MONTHS[known(language)].split()[when.month - 1]


def capital(text: str) -> str:
    """Return the text with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Return the text with a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:]
