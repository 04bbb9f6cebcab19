"""Whether a text is in the language it is said to be in, as far as its script tells."""

import re
import unicodedata

SCRIPT_OF_LANGUAGE = {
    "ru": "CYRILLIC", "en": "LATIN", "fr": "LATIN", "de": "LATIN", "it": "LATIN", "zh": "CJK", "ar": "ARABIC"}

#: Names that stand in their own script in every language: addresses, licences, codes, and what is written on a thing.
SAME_EVERYWHERE = re.compile(
    r"https?://\S+|\b[\w.-]+@[\w.-]+\b|\b(?:[\w-]+\.)+(?:ru|com|org|fr|it|de|uk|cn|gov|eu|net|us|kg|edu|info|tv|cc)\b"
    r"|\bCC[ -][A-Z0-9. -]+|\b(?:Twinhall|Wikidata)\b|\bQ\d+\b|\b[0-9a-f]{16,}\b|\b(?:RSS|UTC|EDTF|ISBN|PDF|UCLG|ISO)\b|\b[0-9A-HJKMNP-TV-Z]{7}\b")


#: A sentence may name things in another script; this part of its letters has to be in its own.
LEAST_SHARE = 0.15


def scripts(text: str) -> dict[str, float]:
    """The scripts of the letters, each with its share: {"LATIN": 0.8, "CYRILLIC": 0.2}."""
    found = [unicodedata.name(letter, "?").split(" ")[0] for letter in text if letter.isalpha()]
    return {of: found.count(of) / len(found) for of in set(found)}


def mismatches(texts: list[tuple[str, str]]) -> list[str]:
    """The texts whose script is not that of the language they are marked with."""
    bad = []
    for text, language in texts:
        really = scripts(SAME_EVERYWHERE.sub(" ", text))
        said = SCRIPT_OF_LANGUAGE.get(language.split("-")[0])
        if not language:
            bad.append(f"no language: “{text[:100]}”")
        elif really and said and really.get(said, 0) < LEAST_SHARE:
            bad.append(f"lang={language} but {max(really, key=really.get).lower()}: “{text[:100]}”")
    return sorted(set(bad))
