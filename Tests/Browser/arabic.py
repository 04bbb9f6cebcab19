"""The seventh language, which only the tests speak: an Arabic that is English in Arabic letters.

It shows what a language that is written from right to left does to the pages, before anybody has translated them: the
letters, the direction, six plural forms, and words a third longer than the English ones. It does not ship.
"""

import json
import re
import shutil
from pathlib import Path

from Outside import hall, program

LANGUAGES = ("ru", "en", "ar")

#: One letter for one letter, so that words stay apart and alike ones alike.
LETTERS = dict(zip(
    "abcdefghijklmnopqrstuvwxyz",
    "ابصدعفغهيجكلمنوپقرستثفشخيز")) | {",": "،", ";": "؛", "?": "؟"}

#: CLDR: zero, one, two, few, many, other.
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"\n'
    '"X-Plural-Fraction: 5\\n"\n')

#: What is not translated: values that are put in, escapes, addresses, and the marks of Markdown.
KEPT = re.compile(r"\{[^{}]*\}|\\.|https?://\S+|\]\([^)]*\)|<[^<>]*>")

#: What a text stays within where it is a language's only form of a date in a sentence.
UNTRANSLATED = {"date after a preposition"}


def said(text: str) -> str:
    """English words in Arabic letters, a third longer."""
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [_letters(text[end:kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, _letters(text[end:])])


def _letters(text: str) -> str:
    # Every third letter is said twice: 30 % longer.
    written, count = [], 0
    for letter in text:
        arabic = LETTERS.get(letter.lower())
        written.append(arabic or letter)
        if arabic and letter.isalpha():
            count += 1
            if count % 3 == 0:
                written.append(arabic)
    return "".join(written)


def _entries(text: str) -> list[tuple[str | None, str, str | None, list[str]]]:
    """The entries of a PO file whose strings stand on one line each: context, id, plural, forms."""
    found = []
    for block in text.split("\n\n"):
        parts = dict(re.findall(r'^(msgctxt|msgid|msgid_plural) "(.*)"$', block, re.M))
        forms = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', block, re.M)
        if parts.get("msgid"):
            found.append((parts.get("msgctxt"), parts["msgid"], parts.get("msgid_plural"), forms))
    return found


def catalogue(locale: Path) -> str:
    """`ar.po`: every phrase that a translated catalogue has, from what English says for it."""
    english = {(context, key): forms for context, key, _, forms in _entries((locale / "en.po").read_text())}
    blocks = [HEADER]
    for context, key, plural, _ in _entries((locale / "ru.po").read_text()):
        if context in UNTRANSLATED:
            continue
        lines = [f'msgctxt "{context}"'] if context else []
        lines.append(f'msgid "{key}"')
        forms = english.get((context, key), [key] + ([plural] if plural else []))
        if plural:
            one, other = said(forms[0]), said(forms[-1])
            lines.append(f'msgid_plural "{plural}"')
            lines += [f'msgstr[{form}] "{one if form == 1 else other}"' for form in range(6)]
        else:
            lines.append(f'msgstr "{said(forms[0])}"')
        blocks.append("\n".join(lines) + "\n")
    assert len(blocks) > 500, "the phrases could not be read"
    return "\n".join(blocks)


def resources(folder: Path) -> Path:
    """The resources of the house with one more catalogue."""
    made = folder / "Resources"
    shutil.copytree(program.ROOT / "Resources", made)
    (made / "locale" / "ar.po").write_text(catalogue(made / "locale"))
    return made


def _translated(value, deep: bool):
    """The same record with its English texts in Arabic as well; of a picture its text in any case, as the house wants."""
    if isinstance(value, list):
        return [_translated(item, deep) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _translated(item, deep or key == "alt") for key, item in value.items()}
    if isinstance(made.get("en"), str) and isinstance(made.get("ru"), str) and deep:
        made["ar"] = said(made["en"])
    return made


def package(folder: Path) -> Path:
    """The demo for a Hall that speaks Russian, English and Arabic. Every second record of a kind is translated, so that
    texts of the page's language and texts that had to fall back stand side by side."""
    made = folder / "package"
    shutil.copytree(program.DEMO, made)
    for kind in sorted((made / "records").iterdir()):
        for number, file in enumerate(sorted(kind.glob("*.json"))):
            record = json.loads(file.read_text())
            record["record"] = _translated(record["record"], deep=number % 2 == 0)
            if kind.name == "hall":
                record["record"]["languages"] = list(LANGUAGES)
            file.write_text(json.dumps(record, ensure_ascii=False))
    return made


def serve(folder: Path) -> hall.Hall:
    """A Hall in Russian, English and Arabic, not yet started."""
    made = resources(folder)
    data = hall.filled(folder / "data", package(folder))
    return hall.Hall(data, "--resources", str(made))
