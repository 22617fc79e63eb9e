"""The vacancy lesson's screen: searches, postings, signs and applications go out; her answers come in."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Protocol

from widgets.contract_terms import contract_terms
from widgets.helplines import helplines
from widgets.language import Text, by_name, cv_languages
from widgets.occupations.own.occupations import occupation_text, occupations
from widgets.page.walk import Visit

from .board import Board, Query, practice_signs
from .cards import card, name_of, whole
from .judging import draw, explained, read
from .judging_screen import JudgingScreen, Message, reading_language
from .letter import FILE_NAME, MEDIA_TYPE, PARTS, fill, paragraphs, write_letter
from .record import refusal
from .tasks import fits, tasks
from .warning_signs import known_languages
from .wording import beside, table

PAGE = 10
LIKE = 3
ENOUGH = 2
HERS_ALONE = {"message", "searches", "recent", "keep_recent"}


class Person(Protocol):
    """What an application says of its writer, from her CV: her name, then ways to reach her."""

    def contact(self) -> list[str]: ...


class VacancyScreen(JudgingScreen):
    """Looking for a vacancy, reading, judging, asking, applying, on the record "vacancies"."""

    module = "onward/vacancies/vacancies"
    judged_in = "judged"

    def __init__(
        self,
        visit: Visit,
        text: Text,
        board: Board,
        person: Person,
        country: str = "",
        chosen: Sequence[str] = (),
        **more: Any,
    ) -> None:
        """`chosen` are the postings that her trainer wants her to judge."""
        self._person, self._country, self._chosen = person, country, chosen
        super().__init__(visit, text, board, rule=refusal, **more)

    def answers(self) -> dict[str, Callable[[Message], None]]:
        return {**super().answers(), "word": self._word}

    def questions(self) -> dict[str, Callable[[Message], Message]]:
        return {
            **super().questions(),
            "choices": self._choices,
            "words": self._words,
            "terms": self._terms,
            "questions": self._questions,
            "search": self._search,
            "task": self._task,
            "posting": self._posting,
            "exercise": self._exercise,
            "signs": self._signs,
            "sentences": self._sentences,
            "letter": self._letter,
        }

    def work(self) -> Message:
        """Messages that she got and what she searched stay hers."""
        return {name: value for name, value in super().work().items() if name not in HERS_ALONE}

    def read_language(self) -> str:
        """The language in which she reads vacancies."""
        return reading_language(self.document_now().get("wish", {}).get("language"))

    def _choices(self, _message: Message) -> Message:
        mine = self.language
        names = {each.id: occupation_text(each.id, mine).feminine for each in occupations().values()}
        reading = [(each.tag, each.name) for each in cv_languages()]
        return {
            "occupations": by_name(names.items()),
            "languages": reading,
            "checked": [(tag, name_of(tag)) for tag in sorted(known_languages(), key=name_of)],
            "hours": list(table(mine, "hours").items()),
            "contracts": list(table(mine, "contract").items()),
        }

    def _words(self, _message: Message) -> Message:
        occupation, theirs = self.document_now()["wish"].get("occupation", ""), self.read_language()
        if occupation not in occupations():
            return {"names": [], "also": [], "language": theirs, "does": ""}
        text = occupation_text(occupation, theirs)
        names = list(dict.fromkeys([text.feminine, text.masculine]))
        mine = occupation_text(occupation, self.language)
        return {"names": names, "also": list(text.also), "language": theirs, "does": mine.does}

    def _terms(self, _message: Message) -> Message:
        theirs = self.read_language()
        return {"terms": contract_terms(self.language, theirs), "language": theirs}

    def _questions(self, _message: Message) -> Message:
        theirs = self.read_language()
        return {"questions": beside(self.language, theirs, "questions"), "language": theirs}

    def _search(self, message: Message) -> Message:
        query = message["query"]
        results = self.board.search(query_of(query, offset=max(0, int(message.get("offset") or 0))))
        today = date.today()
        return {
            "number": message.get("number"),
            "total": results.total,
            "cards": [card(each, self.language, today) for each in results.postings],
            "corrected": results.corrected,
        }

    def _task(self, _message: Message) -> Message:
        """A searching task that two vacancies in her language fit, and whether the one she chose does."""
        document = self.document_now()
        saved = {each["id"]: each for each in document.get("saved", [])}
        found = saved.get(document.get("task_found", ""))
        task = document.get("task") or self._new_task()
        return {"task": task, "fits": fits(task, found) if found else None}

    def _new_task(self) -> str:
        language = self.read_language()
        rows = [asdict(each) for each in self.board.postings() if each.language == language]
        possible = [task for task in tasks() if sum(fits(task, row) for row in rows) >= ENOUGH]
        return random.SystemRandom().choice(possible or list(tasks()))

    def _posting(self, message: Message) -> Message:
        posting = self.board.posting(str(message.get("id")))
        today = date.today()
        if posting is None:
            return {"id": message.get("id"), "posting": None, "like": []}
        return {
            "id": posting.id,
            "posting": whole(posting, self.language, today, table(self.language, "facts")),
            "like": [card(each, self.language, today) for each in self.board.like(posting.id, LIKE)],
        }

    def _exercise(self, _message: Message) -> Message:
        """The postings that she judges: her trainer's choice, else three; drawn once, kept by the page."""
        if chosen := [each for each in self._chosen if self.board.posting(each)]:
            return {"ids": chosen}
        language = self.read_language()
        kept = [self.board.posting(each["id"]) for each in self.document_now().get("judged", [])]
        if known := [each.id for each in kept if each and each.language == language]:
            return {"ids": known}
        practice = [each.id for each in self.practice(language)]
        bad = [each for each in practice if practice_signs(each)]
        good = [each for each in practice if not practice_signs(each)]
        return {"ids": draw(bad, good, random.SystemRandom())}

    def _signs(self, _message: Message) -> Message:
        """The signs in the text that she put in, as it is stored."""
        message = self.document_now()["message"]
        reading = read(message["text"], message.get("language", ""), message.get("kind", "message"))
        return {
            "language": reading.language,
            "findings": explained(reading.findings, self.language),
            "spans": [asdict(each) for each in reading.findings],
            "helplines": [each.for_browser() for each in helplines(self._country)],
        }

    def _sentences(self, message: Message) -> Message:
        posting = self._saved(message)
        job, name = str(posting.get("title", "")), self._name()

        def rows(part: str) -> list[dict[str, str]]:
            both = [
                {**each, "mine": fill(each["mine"], job, name), "theirs": fill(each["theirs"], job, name)}
                for each in beside(self.language, posting["language"], part)
            ]
            return [each for each in both if each["theirs"]]

        return {"id": posting["id"], "parts": {part: rows(part) for part in PARTS}}

    def _name(self) -> str:
        return (self._person.contact() or [""])[0]

    def _letter(self, message: Message) -> Message:
        posting = self._saved(message)
        return {"id": posting["id"], "lines": self._lines(posting), "language": posting["language"]}

    def _word(self, message: Message) -> None:
        def answer() -> None:
            posting = self._saved(message)
            contact = self._person.contact()
            content = write_letter(self._lines(posting), contact, posting["language"])
            sent = {"kind": "file", "id": posting["id"], "name": FILE_NAME, "type": MEDIA_TYPE}
            self.send(sent, buffers=[content])

        self.attempt(message, answer)

    def _lines(self, posting: Message) -> list[str]:
        letters = self.document_now().get("letters", [])
        letter: Message = next((each for each in letters if each["id"] == posting["id"]), {})
        return paragraphs(letter, str(posting.get("title", "")), self._name(), posting["language"])

    def _saved(self, message: Message) -> Message:
        """A vacancy as she saved it: its title stays when it has left the board."""
        saved = next(each for each in self.document_now()["saved"] if each["id"] == message.get("id"))
        known = {each.tag for each in cv_languages()}
        language = saved.get("language") if saved.get("language") in known else self.read_language()
        return {**saved, "language": language}


def query_of(asked: Mapping[str, Any], offset: int) -> Query:
    """A search as the page asks for it; what it does not say is not filtered by."""
    distance, days = str(asked.get("distance") or ""), str(asked.get("days") or "")
    return Query(
        words=str(asked.get("words") or ""),
        language=str(asked.get("language") or "") or None,
        place=str(asked.get("place") or ""),
        distance_km=int(distance) if distance.isdigit() else None,
        languages_known=[str(asked["needed"])] if asked.get("needed") else (),
        hours=str(asked.get("hours") or "") or None,
        contract=str(asked.get("contract") or "") or None,
        night=False if asked.get("no_night") is True else None,
        no_experience=asked.get("no_experience") is True,
        posted_within_days=int(days) if days.isdigit() else None,
        sort="newest" if asked.get("sort") == "newest" else "best",
        offset=offset,
        limit=PAGE,
    )
