"""Retells the records of halls.py in one to six languages, with words as uneven as those of real texts.

    python Tests/Bench/tongues.py COUNT FOLDER

The commonest words are those of the demo and of the interface, in their order. The rarer ones are made of them, the
beginning of one and the end of another, so that they are spelled and bent as the language does it. The same words of
the repository give the same records.
"""

import functools
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from Bench import halls  # noqa: E402
from Outside import program  # noqa: E402

#: Of all records, the share with texts in this language; one that would have none speaks the first.
LANGUAGES = {"ru": 0.9, "en": 0.7, "zh-Hans": 0.3, "de": 0.3, "fr": 0.2, "it": 0.2}
HAN = "zh-Hans"
LETTERS = {"ru": re.compile("[а-яё]{2,}"), HAN: re.compile("[\u4e00-\u9fff]{2,}")}
LATIN = re.compile("[a-zß-öø-ÿœ]{2,}")
#: What is no word of a text: what is put into a phrase, addresses, soft hyphens.
MARKUP = re.compile("\\{[^{}]*\\}|https?://\\S+|\u00ad")
#: Fields in which a visitor's words are not looked for.
UNSEARCHED = {"sources", "credit"}
#: How many words each language has.
WORDS = 60_000
#: How much less than Zipf's law says the very first words stand out.
#: Source: Mandelbrot, An informational theory of the statistical structure of language (1953).
SHIFT = 2.7
LOCALE = program.ROOT / "Resources" / "locale"


def pieces(text: str, language: str) -> list[str]:
    """The words of a text in small letters; of Chinese, each two characters that follow one another."""
    found = LETTERS.get(language, LATIN).findall(text.lower())
    return [run[at:at + 2] for run in found for at in range(len(run) - 1)] if language == HAN else found


def texts(value, language: str | None = None) -> Iterator[tuple[str, str]]:
    """Every text of a record in which words are looked for, with its language; of one language where it is named."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in LANGUAGES and isinstance(part, str):
                if language in (None, name):
                    yield name, part
            elif name not in UNSEARCHED:
                yield from texts(part, language)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, language)


def committed(language: str) -> Iterator[str]:
    """What the demo and the interface say in a language. The phrases' ids are what the interface says in English."""
    for file in sorted((program.DEMO / "records").rglob("*.json")):
        yield from (text for _, text in texts(json.loads(file.read_text()), language))
    catalogue, part = ("ru", "msgid(?:_plural)?") if language == "en" else (language, r"msgstr(?:\[\d\])?")
    yield from re.findall(f'^{part} "(.*)"$', (LOCALE / f"{catalogue}.po").read_text(), re.M)


class Tongue:
    """The words of a language, the commonest first."""

    def __init__(self, language: str):
        counted = Counter(word for text in committed(language) for word in pieces(MARKUP.sub("", text), language))
        known = [word for word, _ in counted.most_common()]
        self.rank = {word: rank for rank, word in enumerate(known)}
        dice = random.Random(language)
        while len(self.rank) < WORDS:
            first, second = dice.choice(known), dice.choice(known)
            self.rank.setdefault(first[:(len(first) + 1) // 2] + second[len(second) // 2:], len(self.rank))
        self._words = list(self.rank)
        self._shares = list(accumulate(1 / (rank + 1 + SHIFT) for rank in range(WORDS)))
        self._is_han = language == HAN

    def said(self, dice: random.Random, count: int) -> str:
        words = dice.choices(self._words, cum_weights=self._shares, k=count)
        return "".join(words) + "。" if self._is_han else " ".join(words).capitalize() + "."


@functools.cache
def tongue(language: str) -> Tongue:
    return Tongue(language)


def retold(value, dice: random.Random, languages: list[str]):
    """A value with its drawn texts in these languages, each as long as it was; what has a number is a name, and stays."""
    if isinstance(value, list):
        return [retold(part, dice, languages) for part in value]
    if not isinstance(value, dict):
        return value
    if value.keys() != {"en", "ru"}:
        # What a picture shows has to be said in each language of a Hall.
        return {
            name: retold(part, dice, list(LANGUAGES) if name == "alt" else languages) for name, part in value.items()}
    if any(letter.isdigit() for letter in value["en"]):
        return value
    count = value["en"].count(" ") + 1
    return {language: tongue(language).said(dice, count) for language in languages}


def record(number: int, deal: halls.Deal) -> dict:
    made = halls.record(number, deal)
    if made["kind"] == "hall":
        made["record"]["languages"] = list(LANGUAGES)
        return made
    dice = random.Random(f"tongues {number}")
    spoken = [language for language, share in LANGUAGES.items() if dice.random() < share]
    made["record"] = retold(made["record"], dice, spoken or list(LANGUAGES)[:1])
    return made


if __name__ == "__main__":
    halls.generate(int(sys.argv[1]), Path(sys.argv[2]), make=record)
