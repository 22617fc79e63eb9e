"""The interview lesson's screen: questions, sentences and conversations go out; her answers come in."""

import random
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from widgets.contract_terms import contract_terms
from widgets.helplines import helplines
from widgets.language import REFERENCE, Text, by_name, cv_languages
from widgets.occupations.own.occupations import occupation_text, occupations
from widgets.page.walk import Visit, Walk

from . import talks, unlawful
from .answers import remarks
from .own import own_questions
from .questions import first_questions, general_questions, questions_for
from .record import answer_in, refusal, words_of
from .showing import line, whole
from .talks import occupations_with_talks, stories
from .thanks import message_lines
from .wording import TABLES, beside, table

Message = dict[str, Any]
HERS_ALONE = {"avoid"}
OFFER_TERMS = (
    "permanent",
    "fixed_term",
    "trial",
    "gross",
    "net",
    "full_time",
    "part_time",
    "payslip",
    "rest_day",
)


class Person(Protocol):
    """What her CV says: her name, and what she did."""

    def name(self) -> str: ...

    def work(self) -> list[str]: ...


class InterviewScreen(Walk):
    """Before, answers, rehearsal, forbidden questions, whole conversations, after; the record "interview"."""

    module = "onward/interview/interview"
    styles = (*Walk.styles, "onward/interview/interview.css")

    def __init__(
        self,
        visit: Visit,
        text: Text,
        person: Person,
        country: str = "",
        chosen: Sequence[str] = (),
        **more: Any,
    ) -> None:
        """`chosen` are the questions that her trainer wants her to practise."""
        self._person, self._country, self._chosen = person, country, chosen
        self._own = own_questions()
        super().__init__(visit, text, rule=refusal, **more)

    def questions(self) -> dict[str, Callable[[Message], Message]]:
        return {
            **super().questions(),
            "choices": self._choices,
            "mine": self._mine,
            "all": self._all,
            "question": self._question,
            "remarks": self._remarks,
            "sentences": self._sentences,
            "sorting": self._sorting,
            "asked": self._asked,
            "sorted": self._sorted,
            "help": self._help,
            "stories": self._stories,
            "draw": self._draw,
            "talk": self._talk,
            "message": self._message,
            "terms": self._terms,
        }

    def work(self) -> Message:
        """What she does not want to talk about stays hers."""
        return {name: value for name, value in super().work().items() if name not in HERS_ALONE}

    @property
    def theirs(self) -> str:
        """The language of the interview."""
        wanted = self.document_now().get("job", {}).get("language")
        return str(wanted) if wanted in {each.tag for each in cv_languages()} else REFERENCE

    @property
    def occupation(self) -> str:
        """The work that the interview is for; empty where she has not chosen one that we know."""
        wanted = str(self.document_now().get("job", {}).get("occupation", ""))
        return occupations()[wanted].id if wanted in occupations() else ""

    def _choices(self, _message: Message) -> Message:
        names = {each.id: occupation_text(each.id, self.language).feminine for each in occupations().values()}
        return {
            "occupations": by_name(names.items()),
            "languages": [(each.tag, each.name) for each in cv_languages()],
        }

    def _mine(self, _message: Message) -> Message:
        """The questions that she practises: her trainer's and her own choice, else those to begin with."""
        document = self.document_now()
        picked = list(dict.fromkeys([*self._chosen, *document.get("chosen", [])]))
        answered = [each["id"] for each in document.get("answers", [])]
        ids = list(dict.fromkeys([*(picked or first_questions(self.occupation)), *answered]))
        rows = [self._line(each) for each in ids]
        return {"questions": [row for row in rows if row], "language": self.theirs}

    def _all(self, _message: Message) -> Message:
        """Every question that she may add: those of her work, general ones, the cohort's own."""
        groups = {
            "work": [each.id for each in questions_for(self.occupation)],
            "general": [each.id for each in general_questions()],
            "own": list(self._own),
        }
        return {
            "groups": [
                {"id": name, "questions": [self._line(each) for each in ids]}
                for name, ids in groups.items()
                if ids
            ]
        }

    def _question(self, message: Message) -> Message:
        asked = str(message.get("id"))
        return {"id": asked, "question": whole(asked, self.language, self.theirs, self._own)}

    def _line(self, question_id: str) -> Message | None:
        return line(question_id, self.language, self.theirs, self._own)

    def _remarks(self, message: Message) -> Message:
        """What can be seen in her answer as it is stored."""
        asked = str(message.get("id"))
        text = words_of(answer_in(self.document_now(), asked))
        seen = remarks(text, [self.theirs, self.language])
        return {
            "id": asked,
            "text": text,
            "remarks": [{"code": each.code, "quote": each.quote} for each in seen],
        }

    def _sentences(self, message: Message) -> Message:
        """The tables that a step asks for; what she did, from her CV, where she may use it."""
        asked = [name for name in message.get("tables", []) if name in TABLES]
        tables = {name: beside(self.language, self.theirs, name) for name in asked}
        return {
            "asked": asked,
            "tables": tables,
            "language": self.theirs,
            "names": table(self.language, "react_name") if "react" in asked else {},
            "work": self._person.work() if "situation" in asked else [],
        }

    def _sorting(self, _message: Message) -> Message:
        """Questions to sort: those of this exercise, else new ones; the page keeps which."""
        document = self.document_now()
        ids = [each for each in document.get("sorting", []) if unlawful.topic_of(each)]
        known = [each["id"] for each in document.get("sorted", [])]
        drawn = ids or unlawful.draw(known, random.SystemRandom())
        return {"ids": drawn, "questions": [self._asking(each) for each in drawn]}

    def _asking(self, asked: str) -> Message:
        theirs = unlawful.words_of(asked, self.theirs)
        return {
            "id": asked,
            "mine": unlawful.words_of(asked, self.language),
            "theirs": theirs,
            "language": self.theirs,
        }

    def _asked(self, message: Message) -> Message:
        """Whether it may be asked, why, and which law says so."""
        asked = str(message.get("id"))
        topic = unlawful.topic_of(asked)
        if topic is None:
            raise LookupError(asked)
        law = unlawful.law_for(topic, self._country)
        return {
            "id": asked,
            "is_lawful": topic.is_lawful,
            **unlawful.about(topic, self.language),
            "law": law.for_browser() if law else None,
        }

    def _sorted(self, _message: Message) -> Message:
        """How many questions of this exercise she sorted rightly at first."""
        document = self.document_now()
        ids = document.get("sorting", [])
        kept = [each for each in document.get("sorted", []) if each["id"] in ids]
        return {"right": sum(unlawful.is_right(each) for each in kept)}

    def _help(self, _message: Message) -> Message:
        return {"helplines": [each.for_browser() for each in helplines(self._country)]}

    def _stories(self, _message: Message) -> Message:
        manners = talks.manners(self.language)
        rows = [
            {"id": each.id, "name": manners[each.id]["name"], "about": manners[each.id]["about"]}
            for each in stories().values()
            if not each.is_deceptive
        ]
        names = {each: occupation_text(each, self.language).feminine for each in occupations_with_talks()}
        return {"stories": rows, "occupations": by_name(names.items()), "occupation": self._talk_occupation()}

    def _talk_occupation(self) -> str:
        return self.occupation if self.occupation in occupations_with_talks() else occupations_with_talks()[0]

    def _draw(self, _message: Message) -> Message:
        """An employer whom she does not know yet; she learns by the conversation what kind."""
        met = [each.get("story", "") for each in self.document_now().get("talks", [])]
        return {"story": talks.draw(met, random.SystemRandom())}

    def _talk(self, message: Message) -> Message:
        """A conversation as far as she has come, with what she may say next, or how it ended."""
        number = str(message.get("id"))
        kept = next(each for each in self.document_now()["talks"] if each["id"] == number)
        story = stories()[kept["story"]]
        chosen = [str(each) for each in kept.get("path", [])]
        mine, theirs = (
            talks.said(story, kept["occupation"], chosen, language)
            for language in (self.language, self.theirs)
        )
        lines = [
            {"who": who, "mine": hers, "theirs": employers}
            for (who, hers), (_, employers) in zip(mine, theirs, strict=True)
        ]
        return {
            "id": number,
            "length": len(chosen),
            "language": self.theirs,
            "lines": lines,
            "options": self._options(story, kept["occupation"], chosen),
            "review": self._review(story, chosen),
        }

    def _options(self, story: talks.Story, occupation: str, chosen: Sequence[str]) -> list[Message]:
        at, _ = story.path(chosen)[-1]
        mine, theirs = (talks.Words(story, occupation, each) for each in (self.language, self.theirs))
        rows = [
            {
                "id": each,
                "mine": mine.answer(at, each),
                "theirs": theirs.answer(at, each),
                "language": self.theirs,
            }
            for each in story.nodes[at].options
        ]
        random.Random(f"{story.id}{at}").shuffle(rows)  # noqa: S311 -- an order that stays, no secret
        return rows

    def _review(self, story: talks.Story, chosen: Sequence[str]) -> Message | None:
        done = talks.review(story, chosen)
        if done is None:
            return None
        manners = talks.manners(self.language)
        return {
            **manners["outcome"][done.outcome],
            "outcome": done.outcome,
            "shown": [manners["shows"][each] for each in done.shown],
            "to_try": manners["try"].get(done.to_try, ""),
        }

    def _message(self, _message: Message) -> Message:
        """Her thank-you message in the employer's language."""
        thanks = self.document_now().get("thanks", {})
        return {"lines": message_lines(thanks, self._person.name(), self.theirs), "language": self.theirs}

    def _terms(self, _message: Message) -> Message:
        """Words of an offer."""
        return {"terms": contract_terms(self.language, self.theirs, OFFER_TERMS), "language": self.theirs}
