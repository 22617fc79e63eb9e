"""Whole conversations with an employer: what is said next depends on what she chose.

`talks.toml` holds their shape as graphs; `manners/` the words of each story, `jobs/` the turns about the
work of an occupation, which stand in every story where a node says `job`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from .questions import read

HERE = Path(__file__).parent
GOOD, FAIR, RISKY = "good", "fair", "risky"
MORE = "_more"
"""Ends the name of a job's turn in which the employer asks for an example."""
FIRST_TRIES = ("left", "boundary", "example", "asked_contract", "asked_pay", "asked_question", "greeting")
"""What to try next, the most important first."""


@dataclass(frozen=True)
class Option:
    """An answer of hers: where it leads, `quality` (good, fair, weak, risky), and what it shows."""

    next: str
    quality: str
    shows: str = ""


@dataclass(frozen=True)
class Node:
    """The employer's words and her answers to them; `job` numbers a turn about the work, `outcome` an end."""

    options: Mapping[str, Option] = field(default_factory=dict)
    job: int = 0
    is_more: bool = False
    outcome: str = ""


@dataclass(frozen=True)
class Story:
    """One employer: pleasant, hurried, improper, or one who deceives."""

    id: str
    start: str
    is_deceptive: bool
    nodes: Mapping[str, Node]

    def path(self, chosen: Sequence[str]) -> list[tuple[str, str]]:
        """(node, option) for each of her answers that is possible; the last node stands without one."""
        walked, at = [], self.start
        for option in chosen:
            if option not in self.nodes[at].options:
                break
            walked.append((at, option))
            at = self.nodes[at].options[option].next
        return [*walked, (at, "")]


@cache
def stories() -> Mapping[str, Story]:
    table = tomllib.loads((HERE / "talks" / "talks.toml").read_text("utf-8"))
    return {
        each: Story(each, row["start"], row.get("deceptive", False), nodes_of(row["nodes"]))
        for each, row in table.items()
    }


def nodes_of(rows: Mapping[str, Any]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for name, row in rows.items():
        if "job" in row:
            found |= job_turn(name, row["job"], row["next"])
        else:
            options = {
                key: Option(each["next"], each["quality"], each.get("shows", ""))
                for key, each in row.get("options", {}).items()
            }
            found[name] = Node(options, outcome=row.get("outcome", ""))
    return found


def job_turn(name: str, number: int, then: str) -> dict[str, Node]:
    """A question about the work; where she gives no example the employer asks for one."""
    more = f"{name}{MORE}"
    return {
        name: Node(
            {
                GOOD: Option(then, GOOD, "example"),
                FAIR: Option(more, FAIR),
                "weak": Option(more, "weak"),
            },
            number,
        ),
        more: Node(
            {"example": Option(then, GOOD, "example"), "shrug": Option(then, "weak")}, number, is_more=True
        ),
    }


@cache
def occupations_with_talks() -> tuple[str, ...]:
    return tuple(read(HERE / "talks" / "jobs", "en"))


def said(story: Story, occupation: str, chosen: Sequence[str], language: str) -> list[tuple[str, str]]:
    """The conversation so far in a language: ("employer" or "me", words)."""
    lines: list[tuple[str, str]] = []
    words = Words(story, occupation, language)
    before = ""
    for name, option in story.path(chosen):
        lines.append(("employer", " ".join(part for part in (before, words.say(name)) if part)))
        if option:
            lines.append(("me", words.answer(name, option)))
            before = words.reply(name, option)
    return lines


@dataclass(frozen=True)
class Words:
    """The words of one story about one occupation in one language."""

    story: Story
    occupation: str
    language: str

    def say(self, name: str) -> str:
        node = self.story.nodes[name]
        if node.is_more:
            return ""
        return str(self._job(node)["say"] if node.job else self._own(name)["say"])

    def answer(self, name: str, option: str) -> str:
        node = self.story.nodes[name]
        return str(self._job(node)[option] if node.job else self._own(name)[option])

    def reply(self, name: str, option: str) -> str:
        """The employer's short word after an answer about the work."""
        node = self.story.nodes[name]
        if not node.job:
            return ""
        replies = self._manners()["replies"][self.story.id]
        return str(replies["thanks" if node.is_more else option])

    def _job(self, node: Node) -> Mapping[str, str]:
        rows: Mapping[str, Any] = read(HERE / "talks" / "jobs", self.language)[self.occupation]
        return dict(rows[str(node.job)])

    def _own(self, name: str) -> Mapping[str, str]:
        return dict(self._manners()[self.story.id][name])

    def _manners(self) -> Mapping[str, Any]:
        return manners(self.language)


@dataclass(frozen=True)
class Review:
    """After a conversation: how it ended, what she showed, what to try, and the share of good answers."""

    outcome: str
    shown: tuple[str, ...]
    to_try: str
    share: float


def review(story: Story, chosen: Sequence[str]) -> Review | None:
    """None while it goes on."""
    *walked, (last, _) = story.path(chosen)
    outcome = story.nodes[last].outcome
    if not outcome:
        return None
    options = [story.nodes[name].options[option] for name, option in walked]
    shown = tuple(dict.fromkeys(each.shows for each in options if each.shows))
    possible = {each.shows for name, _ in walked for each in story.nodes[name].options.values()}
    missed = [each for each in (*FIRST_TRIES, *sorted(possible)) if each in possible - {"", *shown}]
    return Review(outcome, shown, missed[0] if missed else "", share_of(options))


def review_of(kept: Mapping[str, Any]) -> Review | None:
    """The same for a conversation as her record keeps it; None for one that is not finished or not known."""
    story, path = stories().get(str(kept.get("story"))), kept.get("path")
    if story is None or not isinstance(path, list):
        return None
    return review(story, [str(each) for each in path])


def share_of(options: Sequence[Option]) -> float:
    """Good answers count one, fair ones half, of all that she gave; 0 where she went along to the end."""
    if not options or options[-1].quality == RISKY:
        return 0.0
    return sum({GOOD: 1.0, FAIR: 0.5}.get(each.quality, 0.0) for each in options) / len(options)


def draw(known: Sequence[str], chance: Random) -> str:
    """A story drawn at random; those that she has not met first."""
    fresh = [each for each in stories() if each not in known]
    return chance.choice(fresh or list(stories()))


def manners(language: str) -> Mapping[str, Any]:
    """The words of every story: its name, what it is about, how it may end."""
    return read(HERE / "talks" / "manners", language)
