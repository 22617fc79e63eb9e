from datetime import date

import pytest

from widgets.own_material import shelf as module
from widgets.vacancies.own import OwnPosting, OwnPostings, TooMany, new_posting, own_postings


def posting(title="Cleaner", text="Clean rooms. Give us your passport."):
    fields = {"id": "", "title": title, "language": "en", "text": text}
    return OwnPosting(new_posting(fields, date(2026, 11, 26)), [("passport_hold", "Give us your passport")])


def test_a_posting_gets_an_id_and_is_read_again(tmp_path, monkeypatch):
    kept = OwnPostings(tmp_path / "vacancies.json").save(posting())

    monkeypatch.setenv("ONWARD_OWN_VACANCIES", str(tmp_path / "vacancies.json"))
    assert own_postings()[kept.posting.id].posting == kept.posting
    assert kept.posting.source == "trainer"
    assert [file.name for file in tmp_path.iterdir()] == ["vacancies.json"]


def test_marks_whose_words_are_gone_are_dropped(tmp_path):
    postings = OwnPostings(tmp_path / "vacancies.json")
    kept = postings.save(posting(text="Clean rooms."))

    assert postings.all()[kept.posting.id].marks == ()


def test_a_removed_posting_is_gone_and_others_stay(tmp_path):
    postings = OwnPostings(tmp_path / "vacancies.json")
    first, second = postings.save(posting()), postings.save(posting("Cook"))
    postings.remove(first.posting.id)

    assert list(postings.all()) == [second.posting.id]


def test_there_is_an_end_to_them(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    postings = OwnPostings(tmp_path / "vacancies.json")
    postings.save(posting())

    with pytest.raises(TooMany):
        postings.save(posting("Cook"))
    assert len(postings.all()) == 1


@pytest.mark.parametrize("content", [b"{", b"[{}]", b"\xff\xfe", b'[{"id": 1}]', b"[1]"])
def test_a_broken_file_leaves_the_board_without_them(tmp_path, monkeypatch, content):
    file = tmp_path / "vacancies.json"
    file.write_bytes(content)
    monkeypatch.setenv("ONWARD_OWN_VACANCIES", str(file))

    assert own_postings() == {}
