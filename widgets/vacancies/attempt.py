"""An attempt of the test on warning signs: which postings it has, and what she saw in them.

Exercises import this to give points: it brings no widget along.
"""

import random
from collections.abc import Collection, Sequence

from widgets.page.editing import Document

from .board.practice_set import bank_postings, practice_postings, practice_signs
from .judging import pieces_of, seen, signs_of
from .model import Posting

BAD, GOOD = 3, 2
"""How many postings of an attempt carry signs, and how many none."""
LIST = "ads"
"""Where her record keeps them: `{"id", "marks", "seen"}` each."""


def draw(
    postings: Sequence[Posting], known: Collection[str], missed: Collection[str], chance: random.Random
) -> list[str]:
    """Postings for an attempt: up to two that carry what she missed, then those that she has not seen."""

    def order(posting: Posting) -> tuple[bool, float]:
        return posting.id in known, chance.random()

    def again(posting: Posting) -> bool:
        return any(sign in missed for sign, _ in practice_signs(posting.id))

    bad = sorted((each for each in postings if practice_signs(each.id)), key=order)
    good = sorted((each for each in postings if not practice_signs(each.id)), key=order)
    first = [each for each in bad if again(each)][: BAD - 1]
    others = [each for each in bad if each not in first]
    drawn = [each.id for each in [*first, *others][:BAD] + good[:GOOD]]
    chance.shuffle(drawn)
    return drawn


def grade(document: Document) -> dict[str, float]:
    """Shares from 0 to 1 for a hand-in: `judged` postings, serious signs `seen`, and `calm` at good ones."""
    known = {each.id: each for each in (*practice_postings(), *bank_postings())}
    kept = [each for each in document.get(LIST, []) if isinstance(each, dict) and each.get("id") in known]
    return shares([(each, known[each["id"]]) for each in kept])


def shares(rows: Sequence[tuple[Document, Posting]]) -> dict[str, float]:
    high = found = calm = good = 0
    for kept, posting in rows:
        findings = signs_of(posting)
        touched = [each for each in pieces_of(posting.text) if str(each.number) in set(kept.get("marks", []))]
        serious = {each.sign for each in findings if each.severity == "high"}
        high += len(serious)
        found += len(serious & seen(findings, touched))
        good += not findings
        calm += not findings and not touched and kept.get("seen") is True
    judged = sum(kept.get("seen") is True for kept, _ in rows)
    return {
        "judged": min(judged / (BAD + GOOD), 1.0),
        "seen": found / high if high else 0.0,
        "calm": calm / good if good else 0.0,
    }
