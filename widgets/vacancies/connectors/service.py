"""What all services share: when one may be asked, how, and what is done when it misbehaves."""

import json
import random
import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any, ClassVar
from urllib.parse import urlsplit

from ..model import Posting
from .exchange import Answer, Call, Patience, exchange
from .fields import Item
from .ledger import Ledger
from .model import ConnectorError, Words
from .pace import Pace

LONGEST_WAIT = 10.0
"""Seconds that a call waits for its turn."""
UNTIL_ASKED_AGAIN = 60.0
"""Seconds after "too many" without a time of its own."""
LONGEST_PAUSE = 24 * 3600.0
MOST_FAILURES, PEACE = 4, 300.0
"""Failures in a row, and the seconds for which the service is then left in peace."""
FAILURES = {"timeout", "not_json", "broken", "unreachable"}
PASSING = {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
MOST_PARTS = 300_000
"""Values of an answer, counted by brackets and commas: each takes far more memory than it is long."""
ENCODINGS = {"utf-8", "utf8", "iso-8859-1", "iso-8859-15", "latin-1", "windows-1252", "us-ascii"}
CHARSET = re.compile(r"charset=\"?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Means:
    """Time, patience and memory that the services work with."""

    ledger: Ledger = field(default_factory=Ledger)
    patience: Patience = field(default_factory=Patience)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


class Service:
    """Searches one service; a subclass says how it is asked and what its answers mean."""

    name: str
    countries: Collection[str]
    base: ClassVar[str]
    most_at_once: ClassVar[int]
    """Postings that one call may ask for."""
    reach: ClassVar[int]
    """Postings of one search that the service gives at most, a whole number of calls."""
    per_minute: ClassVar[float]
    per_day: ClassVar[int]
    keys: ClassVar[tuple[str, ...]] = ()
    """Settings without which it can't be asked."""

    def __init__(self, settings: Mapping[str, Any], means: Means) -> None:
        self._settings, self._means = settings, means
        self._base = str(settings.get("base") or self.base).rstrip("/")
        self._pace = Pace(self._limit("per_minute", self.per_minute), means.clock, means.sleep)
        self._per_day = int(self._limit("per_day", self.per_day))
        self._failures = 0

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def search(self, words: Words) -> list[Posting]:
        """Nothing is asked where there are no words, or for a country that it does not serve."""
        if not self.is_set_up():
            raise self._error("not_set_up")
        asked = words.cleaned()
        if not (asked.words or asked.place) or not asked.limit or not self.serves(asked):
            return []
        known = self._means.ledger.recall(self.name, asked)
        if known is None:
            known = self._found(asked)
            self._means.ledger.keep(self.name, asked, known)
        return known

    def is_set_up(self) -> bool:
        return all(self._key(each) for each in self.keys) and is_safe(self._base)

    def serves(self, words: Words) -> bool:
        return not words.country or words.country in self.countries

    def call(self, words: Words, start: int, size: int) -> Call:
        """For postings `start` to `start + size`; `start` is a whole number of sizes."""
        raise NotImplementedError

    def items(self, document: Item) -> Any:
        """Should be a list."""
        raise NotImplementedError

    def total(self, document: Item, answer: Answer) -> int:
        raise NotImplementedError

    def posting(self, item: Item, words: Words) -> Posting | None:
        """None for one that can't be used."""
        raise NotImplementedError

    def _found(self, words: Words) -> list[Posting]:
        most = min(words.limit, self.reach)
        size = min(most, self.most_at_once)
        found: dict[str, Posting] = {}
        for start in range(0, most, size):
            items, total = self._page(words, start, size)
            usable = (self.posting(each, words) for each in items if isinstance(each, Mapping))
            found |= {each.id: each for each in usable if each}
            if not items or start + size >= total:
                break
        return list(found.values())[:most]

    def _page(self, words: Words, start: int, size: int) -> tuple[list[Any], int]:
        try:
            document, answer = self._asked(self.call(words, start, size))
            items = self.items(document) if answer.status != HTTPStatus.NO_CONTENT else []
            if not isinstance(items, list):
                raise self._error("broken")
            total = self.total(document, answer)
        except ConnectorError as error:
            self._note(error)
            raise
        self._failures = 0
        return items, total

    def _asked(self, call: Call) -> tuple[Item, Answer]:
        """The answer's document; empty for an answer without content."""
        answer = self._send(call)
        if answer.status == HTTPStatus.NO_CONTENT:
            return {}, answer
        document = parsed(answer)
        if document is None:
            raise self._error("not_json")
        if not isinstance(document, dict):
            raise self._error("broken")
        return document, answer

    def _send(self, call: Call) -> Answer:
        """Asks once more after what may pass."""
        try:
            answer = self._once(call)
            may_pass = answer.status in PASSING and "retry-after" not in answer.headers
        except ConnectorError as error:
            if error.code != "timeout":
                raise
            answer, may_pass = None, True
        if answer is None or may_pass:
            self._means.sleep(random.uniform(0.2, 1))  # noqa: S311 -- so that programs do not all come back at once
            answer = self._once(call)
        self._check(answer)
        return answer

    def _once(self, call: Call) -> Answer:
        if paused := self._means.ledger.paused(self.name):
            raise Waiting(paused[0], self.name, paused[1])
        if wait := self._pace.take(LONGEST_WAIT):
            raise self._error("too_many", wait)
        if not self._means.ledger.spend(self.name, self._per_day):
            raise self._error("quota")
        try:
            return exchange(call, self._means.patience)
        except ConnectorError as error:
            raise self._error(error.code) from None

    def _check(self, answer: Answer) -> None:
        """Raises ConnectorError unless there is something to read."""
        status = answer.status
        if status in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NO_CONTENT}:
            return
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise self._error("refused")
        code = "too_many" if status == HTTPStatus.TOO_MANY_REQUESTS else "unreachable"
        if code == "too_many" or (status in PASSING and "retry-after" in answer.headers):
            wait = retry_after(answer.headers.get("retry-after", ""))
            self._means.ledger.pause(self.name, code, wait)
            raise Waiting(code, self.name, wait)
        raise self._error(code if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "broken")

    def _note(self, error: ConnectorError) -> None:
        if isinstance(error, Waiting) or error.code not in FAILURES:
            return
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self._failures = 0
            self._means.ledger.pause(self.name, "unreachable", PEACE)

    def _error(self, code: str, wait: float | None = None) -> ConnectorError:
        return ConnectorError(code, self.name, wait)

    def _key(self, name: str) -> str:
        """One that can stand in a header, else empty."""
        value = self._settings.get(name)
        return value if isinstance(value, str) and re.fullmatch(r"[!-~]{1,500}", value) else ""

    def _limit(self, name: str, usual: float) -> float:
        value = self._settings.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return usual
        return value if 0 < value < float("inf") else usual


class Waiting(ConnectorError):  # noqa: N818 -- named as the field names it
    """The service is being left in peace; it is no new failure."""


def is_safe(base: str) -> bool:
    """https, or this very machine; nothing but a host and a path."""
    try:
        parts = urlsplit(base)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    is_plain = bool(host) and not (parts.username or parts.password or parts.query or parts.fragment)
    return is_plain and (parts.scheme == "https" or (parts.scheme == "http" and is_here(host)))


def is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def retry_after(written: str) -> float:
    """Seconds, from seconds or a date; a minute where it says nothing that can be."""
    try:
        wait = (
            float(written)
            if written.strip().isascii() and written.strip().isdigit()
            else seconds_until(written)
        )
    except (ValueError, TypeError, OverflowError):
        return UNTIL_ASKED_AGAIN
    return min(max(wait, 1.0), LONGEST_PAUSE)


def seconds_until(written: str) -> float:
    when = parsedate_to_datetime(written)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp()


def parsed(answer: Answer) -> Any:
    """None for what is no JSON, or lists within lists without end, or more of them than an answer has."""
    content = answer.content
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_PARTS:
        return None
    charset = CHARSET.search(answer.headers.get("content-type", ""))
    encoding = charset[1].lower() if charset and charset[1].lower() in ENCODINGS else "utf-8"
    try:
        return json.loads(content.decode(encoding).lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
