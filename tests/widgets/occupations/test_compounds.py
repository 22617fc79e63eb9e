"""Where a compound is taken apart, by words that stand alone in other labels."""

import pytest

from widgets.occupations.compounds import parts

KNOWN = {"elektriker", "fahrzeug", "schule", "leiter", "verkehr"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("fahrzeugelektriker", ("fahrzeug", "elektriker")),
        ("verkehrsleiter", ("verkehr", "leiter")),
        ("schulleiter", ("schule", "leiter")),
        ("betriebselektriker", ("betriebs", "elektriker")),
        ("elektriker", ("elektriker",)),
        ("koch", ("koch",)),
    ],
)
def test_a_compound_gives_its_parts_and_another_word_itself(word, expected):
    assert parts(word, KNOWN) == expected
