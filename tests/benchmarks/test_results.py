"""A section is measured anew, and the others stay."""

from tests.benchmarks.results import TITLE, with_section

ORDER = ["First", "Second", "Third"]


def test_one_section_is_written_anew_in_its_place():
    text = with_section(with_section("", "Third", "| c |", ORDER), "First", "| a |", ORDER)

    text = with_section(text, "Third", "| new |\n\na note", ORDER)

    assert text == f"{TITLE}\n## First\n\n| a |\n\n## Third\n\n| new |\n\na note\n"


def test_what_is_measured_no_longer_goes():
    text = with_section(f"{TITLE}\n## Gone\n\n| x |\n", "Second", "| b |", ORDER)

    assert text == f"{TITLE}\n## Second\n\n| b |\n"
