"""How hard a French text is to read.

The formula of Kandel and Moles (1958), which fits that of Flesch to French:
207 - 1.015 × words in a sentence - 73.6 × syllables in a word; below 30 a text is very difficult.
It only decides whether long sentences are worth a word: people are shown sentences, never a mark.

Syllables are counted by the groups of vowels of each word, the silent e of an ending left out, as
one says them.
"""

import re


VERY_DIFFICULT = 30.0
DIFFICULT = 50.0
#: Words of a sentence beyond which French style guides of administrations ask to cut.
LONG = 30
#: Even in an easy text.
TOO_LONG = 40
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
VOWELS = re.compile(r"[aàâäeéèêëiîïoôöuùûüyœæ]+", re.I)
SILENT = re.compile(r"(?<=[^aàâäeéèêëiîïoôöuùûüyœæ])(?:e|es|ent)$", re.I)
#: Where a sentence ends: not after "av.", "art.", "M." or an initial, nor within a number.
END = re.compile(r"(?<=[.!?…])[\s\u00a0]+(?=[«\"'(\[]?[A-ZÀÂÄÉÈÊËÎÏÔÖÙÛÜŒ0-9])")
ABBREVIATED = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Dr|av|art|bd|n|no|p|tél|env|cf|ex|max|min|etc|St|Ste|[A-Z])\.)$"
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    found: list[str] = []
    for part in END.split(text.strip()):
        if found and ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def words_of(text: str) -> list[str]:
    """Return the words of a text, "l'école" counted as one."""
    return WORD.findall(text)


def syllables(word: str) -> int:
    """Return how many syllables one says in a word; at least one."""
    plain = re.sub(r"^(?:qu|[cdjlmnst])['’]", "", word.lower())
    plain = plain.replace("qu", "q").replace("gu", "g")
    return max(1, len(VOWELS.findall(SILENT.sub("", plain) or plain)))


def ease(text: str) -> float:
    """Return the reading ease of a French text after Kandel and Moles, 100 for none."""
    found, parts = words_of(text), sentences(text)
    if not found or not parts:
        return 100.0
    per_word = sum(map(syllables, found)) / len(found)
    return 207.0 - 1.015 * len(found) / len(parts) - 73.6 * per_word


def long_sentences(text: str) -> list[str]:
    """Return the sentences that should be cut: the longer, the harder the text around them."""
    limit = LONG if ease(text) < DIFFICULT else TOO_LONG
    return [one for one in sentences(text) if len(words_of(one)) > limit]
