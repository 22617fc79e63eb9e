import pytest

from widgets.cv.model import Cv
from widgets.cv.outline import Block, outline
from widgets.cv.wording import consents
from widgets.language import cv_languages


def made(**sections):
    return outline(Cv.from_document(sections))


def kinds_and_texts(blocks):
    return [(block.kind, block.text) for block in blocks]


def test_an_empty_cv_is_its_title():
    assert made(settings={"language": "de"}) == [Block("name", "Lebenslauf", "de")]


def test_the_top_says_who_she_is_and_how_to_reach_her():
    blocks = made(
        settings={"language": "it"},
        basics={
            "name": "Amina Haddad",
            "occupation": "cook",
            "email": "a@example.org",
            "phone": "+39 06 1",
            "town": "Bari",
        },
    )

    assert blocks == [
        Block("name", "Amina Haddad", "it"),
        Block("label", "Cuoca", "it"),
        Block("contact", "+39 06 1", "it"),
        Block("contact", "a@example.org", "it"),
        Block("contact", "Bari", "it"),
    ]


def test_work_comes_out_in_the_language_of_the_cv():
    blocks = made(
        settings={"language": "it"},
        work=[
            {
                "id": "w1",
                "occupation": "cleaner",
                "employer": "Hotel Sole",
                "town": "Lagos",
                "country": "NG",
                "start": "2019-05",
                "current": True,
                "phrases": ["cleaner.rooms", "cleaner.of_another_version"],
                "text": "I also welcomed the guests at the door\n\nAnche di notte e con i turni",
            }
        ],
    )

    assert blocks[1:] == [
        Block("heading", "Esperienza lavorativa", "it"),
        Block("entry", "Addetta alle pulizie", "it", aside="maggio 2019 – oggi"),
        Block("detail", "Hotel Sole, Lagos, Nigeria", "it"),
        Block("item", "Pulizia di uffici, stanze e scale", "it"),
        Block("text", "I also welcomed the guests at the door", "en", is_foreign=True),
        Block("text", "Anche di notte e con i turni", "it"),
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            {"position": "Cook", "kind": "unpaid", "employer": "Parish"},
            [("entry", "Cook"), ("detail", "Voluntary work, Parish")],
        ),
        ({"kind": "home", "town": "Bari"}, [("entry", "Household and family"), ("detail", "Bari")]),
        ({"employer": "Hotel Sole", "town": "Bari"}, [("entry", "Hotel Sole"), ("detail", "Bari")]),
        ({"position": "Cook", "occupation": "cook"}, [("entry", "Cook")]),
        ({"phrases": ["cook.meals"]}, [("item", "Prepared and cooked meals")]),
        (
            {"phrases": ["cook.meals"], "start": "2019"},
            [("entry", "2019"), ("item", "Prepared and cooked meals")],
        ),
    ],
)
def test_the_title_of_an_entry_is_the_first_thing_that_is_known(entry, expected):
    assert kinds_and_texts(made(work=[entry]))[2:] == expected


@pytest.mark.parametrize("entry", [{}, {"kind": "paid"}, {"start": "2019"}, {"position": "  "}])
def test_an_empty_entry_leaves_no_trace(entry):
    assert len(made(work=[entry])) == 1


@pytest.mark.parametrize(
    ("dates", "aside"),
    [
        ({"start": "2019-05", "end": "2020"}, "May 2019 – 2020"),
        ({"start": "2019", "end": "2019"}, "2019"),
        ({"start": "2019"}, "2019"),
        ({"end": "2020-01"}, "January 2020"),
        ({"current": True}, "present"),
        ({}, ""),
    ],
)
def test_dates_stand_beside_the_entry(dates, aside):
    entry = made(work=[{"position": "Cook", **dates}])[2]

    assert entry == Block("entry", "Cook", "en", aside=aside)


@pytest.mark.parametrize(
    ("language", "month"),
    [
        ("es", "mayo de 2019"),
        ("fr", "mai 2019"),
        ("ro", "mai 2019"),
        ("el", "Μάιος 2019"),
        ("bg", "май 2019 г."),
        ("de", "Mai 2019"),
    ],
)
def test_months_are_written_as_in_the_language_of_the_cv(language, month):
    blocks = made(settings={"language": language}, certificates=[{"name": "HACCP", "date": "2019-05"}])

    assert blocks[2] == Block("item", "HACCP", language, aside=month)


def test_education_without_a_title_says_what_it_was():
    blocks = made(
        education=[
            {"kind": "course", "school": "CPIA", "start": "2021"},
            {"kind": "school", "title": "Primary school"},
            {"kind": "school"},
        ]
    )

    assert kinds_and_texts(blocks)[1:] == [
        ("heading", "Education and training"),
        ("entry", "Course"),
        ("detail", "CPIA"),
        ("entry", "Primary school"),
    ]


def test_skills_are_phrases_in_the_language_of_the_cv_and_own_words_as_typed():
    blocks = made(
        settings={"language": "de"},
        skills=[
            {"phrase": "skills.cook.baking"},
            {"phrase": "skills.unknown"},
            {"text": "خياطة وتطريز"},
            {"text": ""},
        ],
    )

    assert blocks[2:] == [
        Block("item", "Backen von Brot und Desserts", "de"),
        Block("item", "خياطة وتطريز", "ar", is_foreign=True),
    ]


def test_languages_and_their_levels_are_named_in_the_language_of_the_cv():
    blocks = made(
        settings={"language": "fr"},
        languages=[
            {"language": "ar", "level": "native"},
            {"language": "pt-BR", "level": "A2"},
            {"name": "Edo", "level": "C1"},
            {"language": "uk"},
            {},
        ],
    )

    assert [block.text for block in blocks[2:]] == [
        "Arabe : Langue maternelle",
        "Portugais brésilien : Élémentaire (A2)",
        "Edo : Très bon (C1)",
        "Ukrainien",
    ]


def test_wishes_say_when_she_can_work():
    blocks = made(
        wishes={"hours": ["part_time", "mornings", "never"], "start": "2026-03", "text": "Near the station"}
    )

    assert kinds_and_texts(blocks)[1:] == [
        ("heading", "Availability"),
        ("text", "Available from: March 2026"),
        ("text", "Working hours: Part-time, Mornings"),
        ("text", "Near the station"),
    ]


@pytest.mark.parametrize(
    ("start", "text"), [("now", "Available from: At once"), ("after the summer", "after the summer")]
)
def test_she_may_say_in_her_words_when_she_can_start(start, text):
    assert made(wishes={"start": start})[-1].text == text


def test_the_photo_has_a_place_only_in_the_design_with_a_photo():
    assert made(settings={"design": "photo"})[0] == Block("photo", "Photo", "en")
    assert [block.kind for block in made(settings={"design": "plain"})] == ["name"]


def test_the_consent_line_is_off_by_default_and_exists_for_italy():
    line = [
        made(settings={"language": "it", "country": country, "consent": consent})[-1].kind == "consent"
        for country, consent in [("IT", True), ("IT", False), ("FR", True), ("", True), ("../it", True)]
    ]

    assert line == [True, False, False, False, False]


def test_the_italian_consent_cites_both_laws_in_every_language_of_a_cv():
    texts = consents()["IT"]

    assert set(texts) == {language.tag for language in cv_languages()}
    assert [
        tag
        for tag, text in texts.items()
        if "196/2003" not in text or "2016/679" not in text or "13" not in text
    ] == []


def test_a_name_in_another_script_is_marked_and_one_in_the_same_script_never():
    arabic, french = (
        made(settings={"language": "it"}, basics={"name": name})[0]
        for name in ("أمينة حداد", "Marie de la Cour et Fils")
    )

    assert (arabic.language, arabic.is_foreign) == ("ar", True)
    assert (french.language, french.is_foreign) == ("it", False)


def test_a_name_or_an_address_in_latin_letters_can_be_read_everywhere():
    blocks = made(
        settings={"language": "bg"},
        basics={"name": "Ana Pop", "email": "ana@example.org"},
        skills=[{"text": "Excel"}],
    )

    assert [block for block in blocks if block.is_foreign or block.language != "bg"] == []


def test_a_language_that_no_cv_is_written_in_gives_an_english_cv():
    assert made(settings={"language": "ar"})[0] == Block("name", "CV", "en")


def test_control_characters_do_not_reach_the_document():
    blocks = made(basics={"name": "Ami\x00na\ud800", "summary": "One\r\nTwo\x0b\x1f three"})

    assert kinds_and_texts(blocks) == [
        ("name", "Amina"),
        ("heading", "Profile"),
        ("text", "One"),
        ("text", "Two three"),
    ]


def test_sections_stand_in_the_order_that_employers_expect():
    blocks = made(
        references=[{"text": "On request"}],
        interests=[{"text": "Football"}],
        languages=[{"language": "en"}],
        skills=[{"text": "Sewing"}],
        certificates=[{"name": "First aid"}],
        education=[{"title": "School"}],
        work=[{"position": "Cook"}],
        wishes={"text": "Mornings"},
        basics={"summary": "Friendly"},
    )

    assert [block.text for block in blocks if block.kind == "heading"] == [
        "Profile",
        "Availability",
        "Work experience",
        "Education and training",
        "Certificates",
        "Skills",
        "Languages",
        "Interests",
        "References",
    ]


def test_a_block_goes_to_the_browser_as_plain_values():
    assert Block("item", "Cook", "en").for_browser() == {
        "kind": "item",
        "text": "Cook",
        "language": "en",
        "aside": "",
        "is_foreign": False,
    }


def test_years_of_care_at_home_need_no_other_word():
    blocks = made(
        settings={"language": "it"}, work=[{"id": "w1", "kind": "home", "start": "2010", "end": "2018"}]
    )

    assert [block.aside for block in blocks if block.kind == "entry"] == ["2010 – 2018"]
    assert made(settings={"language": "it"}, work=[{"id": "w1", "start": "2019"}]) == blocks[:1]
