from datetime import date

from widgets.helplines.helplines import FILE, helplines, read_helplines

OWN = """
[[helpline]]
country = "IT"
name = "Sample line"
number = "000 111"
checked = 2026-06-01
source = "called"

[[helpline]]
country = "IT"
name = "Never checked"
number = "000 222"
"""


def test_nothing_that_nobody_checked_is_shown():
    assert len(read_helplines(FILE)) >= 2
    assert [each for each in read_helplines(FILE) if each.checked] == []
    assert helplines("IT") == []


def test_a_checked_number_of_the_country_is_shown_until_it_is_too_old(tmp_path, monkeypatch):
    file = tmp_path / "helplines.toml"
    file.write_text(OWN, "utf-8")
    monkeypatch.setenv("ONWARD_HELPLINES", str(file))

    assert [each.number for each in helplines("IT", date(2026, 11, 26))] == ["000 111"]
    assert helplines("ES", date(2026, 11, 26)) == []
    assert helplines("IT", date(2027, 11, 26)) == []

    monkeypatch.setenv("ONWARD_HELPLINES_MAX_AGE", "30")
    assert helplines("IT", date(2026, 11, 26)) == []
