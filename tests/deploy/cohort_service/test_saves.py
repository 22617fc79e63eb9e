"""Changes and their answers are counted as they pass."""

import json

from deploy.cohort_service.saves import Saves


def message(content: dict[str, object]) -> bytes:
    """As the kernel protocol v1 packs it."""
    parts = [
        part.encode() for part in ("shell", "{}", "{}", "{}", json.dumps(content, separators=(",", ":")))
    ]
    place = 8 * (len(parts) + 2)
    offsets = [place := place + len(part) for part in parts]
    numbers = [len(parts) + 1, 8 * (len(parts) + 2), *offsets]
    return b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(parts)


def change(seq: int, words: str = "") -> bytes:
    content = {"kind": "change", "seq": seq, "changes": [{"path": ["words"], "value": words}]}
    return message({"comm_id": "x", "data": {"method": "custom", "content": content}})


def answer(kind: str, seq: int, words: str = "") -> bytes:
    content = {"kind": kind, "seq": seq, "reason": words}
    return message({"data": {"method": "custom", "content": content}, "comm_id": "x"})


def counted(*messages: bytes) -> list[tuple[str, float]]:
    told: list[tuple[str, float]] = []
    clock = iter(range(100))
    saves = Saves(lambda *what: told.append(what), lambda: float(next(clock)))
    for one in messages:
        (saves.from_page if b'"change"' in one else saves.from_kernel)(one)
    return told


def test_an_answer_counts_with_the_seconds_since_its_change():
    assert counted(change(1), answer("saved", 1)) == [("saved", 1.0)]


def test_a_change_that_is_sent_again_counts_once_from_the_first_time():
    assert counted(change(1), change(1), answer("saved", 1), answer("saved", 1)) == [("saved", 2.0)]


def test_what_is_refused_or_not_saved_is_told_apart():
    messages = [change(1), answer("unsaved", 1), change(2), answer("refused", 2)]

    assert [result for result, _ in counted(*messages)] == ["unsaved", "refused"]


def test_words_that_look_like_an_answer_count_for_nothing():
    words = '{"data":{"method":"custom","content":{"kind":"saved","seq":1'

    assert counted(change(1, words), answer("other", 1, words)) == []
