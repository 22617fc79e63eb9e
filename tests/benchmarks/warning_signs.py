"""How well warning signs are found in texts of hands that nothing was learned from, beside plain keywords.

Run it alone: `python -m tests.benchmarks.warning_signs`. The texts stand in
`tests/widgets/vacancies/warning_signs/held_out/`: half are genuine, half carry two to six signs each.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from tests.benchmarks.table import table
from widgets.vacancies.warning_signs import Finding, find_signs, known_languages, signs
from widgets.vacancies.warning_signs.training.sentences import Marked, hands, read_hand, unmarked

HELD_OUT = Path(__file__).parents[1] / "widgets" / "vacancies" / "warning_signs" / "held_out"
HEADING = re.compile(r"^=== \S+ (ad|message)\s*\n", re.MULTILINE)
WORD = re.compile(r"\w{4,}")
KEYWORDS = 40
"""Of each sign: the words that its sentences have most often against all others."""
Find = Callable[[str, str, str], list[Finding]]


@dataclass(frozen=True)
class Text:
    kind: str
    text: str
    marks: tuple[Marked, ...]

    @property
    def severe(self) -> set[str]:
        return {mark.sign for mark in self.marks if signs()[mark.sign].severity == "high"}


def measure() -> str:
    rows = [row(language) for language in known_languages() if (HELD_OUT / language / "texts.txt").exists()]
    header = ["Texts of unseen hands", "high signs", "found by keywords", "found by Onward", "aim"]
    more = ["genuine flagged by keywords", "by Onward", "aim", "right of those found", "overlap", "aim"]
    return table([*header, *more, "95 of 100, ms of the processor", "aim"], rows)


def row(language: str) -> list[str]:
    texts = texts_of(language)
    wanted = sum(len(text.severe) for text in texts)
    genuine = [text for text in texts if not text.marks]
    plain, ours = ([finds(find, text, language) for text in texts] for find in (by_keywords, find_signs))
    right = [
        each.sign in {mark.sign for mark in text.marks} for text, each in said(texts, ours) if text.marks
    ]
    overlaps = [best for text, each in said(texts, ours) if (best := overlap(each, text)) > 0]
    return [
        language,
        str(wanted),
        *(f"{caught(texts, found) / wanted:.2f}" for found in (plain, ours)),
        "≥ 0.90",
        *(f"{flagged(texts, found)} of {len(genuine)}" for found in (plain, ours)),
        "≤ 5 %",
        f"{np.mean(right):.2f}",
        f"{np.mean(overlaps):.2f}",
        "≥ 0.70",
        f"{np.percentile([milliseconds(text, language) for text in texts], 95):.1f}",
        "≤ 10",
    ]


def texts_of(language: str) -> list[Text]:
    """Of one hand in `texts.txt`, of another in `texts_b.txt`."""
    parts = [
        part
        for file in sorted((HELD_OUT / language).glob("texts*.txt"))
        for part in HEADING.split(file.read_text("utf-8"))[1:]
    ]
    return [
        Text(kind, *unmarked(body.strip(), "")) for kind, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def finds(find: Find, text: Text, language: str) -> list[Finding]:
    return find(text.text, language, text.kind)


def said(texts: list[Text], found: list[list[Finding]]) -> list[tuple[Text, Finding]]:
    return [(text, each) for text, findings in zip(texts, found, strict=True) for each in findings]


def caught(texts: list[Text], found: list[list[Finding]]) -> int:
    """Signs of high severity that a text carries and that are found in it."""
    return sum(
        len(text.severe & {each.sign for each in findings})
        for text, findings in zip(texts, found, strict=True)
    )


def flagged(texts: list[Text], found: list[list[Finding]]) -> int:
    """Genuine texts in which a sign of high severity is found."""
    return sum(
        not text.marks and any(each.severity == "high" for each in findings)
        for text, findings in zip(texts, found, strict=True)
    )


def overlap(found: Finding, text: Text) -> float:
    """Dice's coefficient of characters, with the mark of the same sign that fits best."""
    return max(
        (
            2 * max(0, min(found.end, mark.end) - max(found.start, mark.start))
            / (found.end - found.start + mark.end - mark.start)
            for mark in text.marks
            if mark.sign == found.sign
        ),
        default=0.0,
    )  # fmt: skip


def milliseconds(text: Text, language: str) -> float:
    """Of the processor: what else runs on the machine doesn't count."""
    start = time.process_time()
    find_signs(text.text, language, text.kind)
    return (time.process_time() - start) * 1000


def by_keywords(text: str, language: str, _: str) -> list[Finding]:
    """A sign is found where two of its keywords stand in one text."""
    words = set(WORD.findall(text.lower()))
    return [
        Finding(name, signs()[name].severity, 0, len(text), text)
        for name, keywords in keywords_of(language).items()
        if len(words & keywords) > 1
    ]


@cache
def keywords_of(language: str) -> dict[str, set[str]]:
    sentences = [sentence for hand in hands(language) for sentence in read_hand(hand)]
    having: dict[str, dict[bool, dict[str, int]]] = {name: {True: {}, False: {}} for name in signs()}
    for sentence in sentences:
        carried = {mark.sign for mark in sentence.marks}
        for word in set(WORD.findall(sentence.text.lower())):
            for name, counts in having.items():
                count = counts[name in carried]
                count[word] = count.get(word, 0) + 1
    return {name: strongest(counts[True], counts[False]) for name, counts in having.items()}


def strongest(with_sign: dict[str, int], without: dict[str, int]) -> set[str]:
    def score(word: str) -> tuple[float, str]:
        return with_sign[word] ** 2 / (with_sign[word] + without.get(word, 0)), word

    return set(sorted(with_sign, key=score, reverse=True)[:KEYWORDS])


if __name__ == "__main__":
    print(measure())
