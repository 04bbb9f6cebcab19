"""Whether a text is in the language it is said to be in, as far as its script tells."""

import re
import unicodedata

SCRIPT_OF_LANGUAGE = {
    "ru": "CYRILLIC", "en": "LATIN", "fr": "LATIN", "de": "LATIN", "it": "LATIN", "zh": "CJK", "ar": "ARABIC"}

#: Names that stand in their own script in every language: addresses, licences, codes, and what is written on a thing.
SAME_EVERYWHERE = re.compile(
    r"https?://\S+|\b[\w.-]+@[\w.-]+\b|\b(?:[\w-]+\.)+(?:ru|com|org|fr|it|de|uk|cn|gov|eu|net|us|kg|edu|info|tv|cc)\b"
    r"|\bCC[ -][A-Z0-9. -]+|\bTwinhall\b|\b(?:RSS|UTC|EDTF|ISBN|PDF|UCLG|ISO)\b|\b[0-9A-HJKMNP-TV-Z]{7}\b")


def script(text: str) -> str | None:
    """The script of most letters: LATIN, CYRILLIC, CJK; None where there is no letter."""
    counted: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            of = unicodedata.name(letter, "?").split(" ")[0]
            counted[of] = counted.get(of, 0) + 1
    return max(counted, key=counted.get) if counted else None


def mismatches(texts: list[tuple[str, str]]) -> list[str]:
    """The texts whose script is not that of the language they are marked with."""
    bad = []
    for text, language in texts:
        really = script(SAME_EVERYWHERE.sub(" ", text))
        said = SCRIPT_OF_LANGUAGE.get(language.split("-")[0])
        if not language:
            bad.append(f"no language: “{text}”")
        elif really and said and really != said:
            bad.append(f"lang={language} but {really.lower()}: “{text}”")
    return sorted(set(bad))
