"""Dates as an archive writes them, read into the Extended Date/Time Format: never more exact than they were meant."""

import calendar
import re
from dataclasses import dataclass

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_ABOUT = re.compile(r"^(?:c|ca|circa|about)\b\.?\s*", re.IGNORECASE)
_DIGITS = re.compile(r"^\d{4}(-\d{2}){0,2}$")
#: "May 26", "May", "28, 1969", "June 10, 1954", "1941": what is missing is told by the other end of the range.
_PART = re.compile(r"^(?:([A-Z][a-z]+)\b)?\s*(?:(\d{1,2})(?!\d))?\s*,?\s*(\d{4})?$")

UNREAD, OUTSIDE, BROKEN, MISSING = PROBLEMS = (
    "dates that cannot be read", "dates outside of their limits", "dates with broken limits", "records without a date")

#: Year, month and day; the last ones are 0 where they are not told.
Moment = tuple[int, int, int]


@dataclass(frozen=True)
class Dated:
    """The date of a record: in EDTF, what else the catalogue says of it, and what was wrong with it."""

    edtf: str = ""
    #: What EDTF does not tell, in words.
    words: str = ""
    #: One of `PROBLEMS`, or nothing.
    problem: str = ""


def dated(text: str | None, earliest: str | None, latest: str | None) -> Dated:
    """The date of a record. The words of the archive go before its two limits, which are margins of a search."""
    said = " ".join((text or "").split())
    limits = bounds(earliest, latest)
    told = f" ({earliest} to {latest})" if earliest and latest else ""
    found = moments(said)
    if found is None:
        words = f"Date in the catalogue: {said}{told}." if said else ""
        problem = UNREAD if said else "" if limits else MISSING
        return Dated(written(*limits) if limits else "", words, problem)
    first, last, about = found
    edtf = written(first, last, "~" if about else "")
    words = f"Date in the catalogue: {said}{told}."
    if not limits:
        return Dated(edtf, words, BROKEN) if earliest or latest else Dated(edtf)
    if day(limits[1], 31) < day(first, 1) or day(limits[0], 1) > day(last, 31):
        return Dated(edtf, words, OUTSIDE)
    # The archive sets the end of a span of years to its first day: that says no more than the year.
    same = day(limits[0], 1) == day(first, 1) and day(limits[1], 31) in (day(last, 31), day(last, 1))
    return Dated(edtf, "" if same else words)


def moments(text: str) -> tuple[Moment, Moment, bool] | None:
    """First moment, last moment, and whether the whole is only about right; `None` where it cannot be read."""
    rest = _ABOUT.sub("", text)
    about = rest != text
    # A month in digits is not read: "1904-06" may be two years as well.
    if _DIGITS.match(rest) and len(rest) != 7:
        found = exact(rest)
        return (found, found, about) if found else None
    ends = re.split(r"\s*[-\u2013]\s*", rest)
    if len(ends) > 2:
        return None
    last = part(ends[-1], 0, 0)
    first = part(ends[0], last[0], last[1]) if last else None
    if last and first and not last[1] and first[1]:
        # "June 10-12, 1954": the month stands only before the first day.
        last = part(ends[-1], 0, first[1])
    if not first or not last or not is_whole(first) or not is_whole(last) or day(first, 1) > day(last, 31):
        return None
    return first, last, about


def part(text: str, year: int, month: int) -> Moment | None:
    """One end of a range; year and month of the other end where it has none of its own."""
    found = _PART.match(text)
    if not found or not text:
        return None
    name, number, own = found.groups()
    if name and name not in MONTHS:
        return None
    return int(own or year), MONTHS[name] if name else month if number else 0, int(number or 0)


def is_whole(moment: Moment) -> bool:
    """Whether there is such a year, month or day."""
    year, month, number = moment
    if not 1 <= year <= 9999 or number and not month:
        return False
    return not number or number <= calendar.monthrange(year, month)[1]


def exact(text: str | None) -> Moment | None:
    """A date of digits: "1951-11-30", "1951-11" or "1951"."""
    if not text or not _DIGITS.match(text):
        return None
    year, month, number = (*map(int, text.split("-")), 0, 0)[:3]
    return (year, month, number) if month <= 12 and is_whole((year, month, number)) else None


def bounds(earliest: str | None, latest: str | None) -> tuple[Moment, Moment] | None:
    """The two limits of a record; `None` where one is missing, unreadable or before the other."""
    first, last = exact(earliest), exact(latest)
    return (first, last) if first and last and day(first, 1) <= day(last, 31) else None


def day(moment: Moment, open_end: int) -> int:
    """A number that sorts; `open_end` 1 means the first day of a moment, 31 its last."""
    year, month, number = moment
    month_or_bound = month or (1 if open_end == 1 else 12)
    last = calendar.monthrange(year, month_or_bound)[1]
    return year * 10_000 + month_or_bound * 100 + (number or min(open_end, last))


def written(first: Moment, last: Moment, qualifier: str = "") -> str:
    """In EDTF; an interval where the ends differ."""
    ends = [f"{digits(end)}{qualifier}" for end in (first, last)]
    return ends[0] if first == last else "/".join(ends)


def digits(moment: Moment) -> str:
    return "-".join(f"{value:0{4 if place == 0 else 2}}" for place, value in enumerate(moment) if value)
