"""From text to terms: case and accents folded, stems of the language, no empty words.

Both sides, pages and queries, go through the same steps, so that a query typed without accents
meets the page that has them. Stems are those of Snowball, taken of folded words.
"""

from functools import lru_cache
import re
import snowballstemmer
import unicodedata


ALGORITHMS = {"fr": "french", "nl": "dutch", "de": "german", "en": "english"}
#: Languages that write compounds as one word.
COMPOUNDING = frozenset({"de", "nl"})
LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "Œ": "OE", "Æ": "AE"})
#: "fuehrerschein" and "führerschein" are one word.
UMLAUT = re.compile(r"(?<!q)([aou])e")
EMPTY = {
    "fr": """a ai as au aux avec avoir c ce ces cet cette comme comment d dans de des du elle en
        est et etre faire faut il ils j je l la le les leur lui m ma mais me mes moi mon n ne nos
        notre nous on ou par pas plus pour qu quand que quel quelle quelles quels qui quoi s sa
        sais sans se ses si son sont suis sur ta te tes toi ton tu un une veux vient viens vos
        votre vous y""",
    "nl": """aan als bij dan dat de den der die dit doen een en er ga haar had heb heeft hem het
        hij hoe ik in is je kan kunnen maar met mijn moet na naar niet nog of om ons ook op over
        te tot u uit uw van voor waar was wat we wel wie wil worden ze zich zijn zo""",
    "de": """ab als am an auch auf aus bei bin das dass dem den der des die du ein eine einem einen
        einer er es fur haben habe hat ich ihr im in ist kann man mein meine mich mir mit muss
        nach nicht oder sein sich sie sind so tun um und uns unser von vor wann war was wenn wer
        wie will wir wird wo wohin zu zum zur""",
    "en": "a an and are at be by can do for from how i in is it my of on or the to what with you",
}


def fold(text: str) -> str:
    """Return text in small letters, without accents and ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES).lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str, language: str) -> list[str]:
    """Return the folded words of a text, in order, empty ones included."""
    found = [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]
    return [UMLAUT.sub(r"\1", word) for word in found] if language == "de" else found


@lru_cache(maxsize=8)
def empty_words(language: str) -> frozenset[str]:
    """Return the words that say nothing of what a page is about."""
    return frozenset(EMPTY.get(language, "").split())


def telling(text: str, language: str) -> list[str]:
    """Return the words of a text that say what it is about; all of them when none does."""
    every = words(text, language)
    return [word for word in every if word not in empty_words(language)] or every


@lru_cache(maxsize=20000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word."""
    algorithm = ALGORITHMS.get(language)
    if algorithm is None or word.isdigit():
        return word
    # Its own stemmer each time: they keep state and threads share this module.
    found = snowballstemmer.stemmer(algorithm).stemWord(word)
    return fold(found).rstrip("e") or word if language == "fr" else fold(found)


@lru_cache(maxsize=20000)
def stem_as_written(word: str, language: str) -> str:
    """Return the stem of a word with its capitals and accents; empty where there is no word."""
    found = words(word, language)
    return stem(found[0], language) if found else ""


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are to add, drop, change or swap; `most` + 1 when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        previous, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, previous[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
