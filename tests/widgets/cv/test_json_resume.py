import json
from itertools import count
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets.cv.json_resume import (
    Dropped,
    import_json_resume,
    read_json_resume,
    to_json_resume,
    write_json_resume,
)
from widgets.cv.model import Cv
from widgets.cv.outline import outline
from widgets.cv.phrases import PhraseBank
from widgets.language import cv_languages

FOLDER = Path(__file__).parents[4] / "shared/data/cv/json_resume"
SAMPLES = sorted(path for path in FOLDER.glob("*.json") if path.name != "schema.json")
needs_schema = pytest.mark.skipif(not FOLDER.exists(), reason="the schema is not part of the repository")

FILLED = {
    "settings": {"language": "it", "country": "IT", "design": "photo", "consent": True},
    "basics": {
        "name": "Amina Haddad",
        "label": "",
        "occupation": "cook",
        "email": "a.haddad@example.org",
        "phone": "+39 333 123 4567",
        "town": "Palermo",
        "summary": "Cucino volentieri.",
    },
    "wishes": {"hours": ["mornings"], "start": "2026-03", "text": ""},
    "work": [
        {"id": "1", "kind": "home", "text": "Due figli", "start": "2010", "end": "2015-06"},
        {
            "id": "2",
            "kind": "unpaid",
            "position": "Aiuto in mensa",
            "employer": "Parrocchia",
            "town": "Bari",
            "country": "IT",
            "start": "2016",
        },
        {
            "id": "3",
            "occupation": "cook",
            "employer": "Trattoria Sole",
            "start": "2019-05",
            "current": True,
            "phrases": ["cook.meals", "cook.menu"],
            "text": "Anche il pane\nOgni giorno",
        },
    ],
    "education": [{"id": "4", "kind": "course", "title": "Italiano A2", "school": "CPIA", "end": "2021"}],
    "certificates": [{"id": "5", "name": "HACCP", "issuer": "ASL", "date": "2020-02"}],
    "skills": [{"id": "6", "phrase": "skills.cook.baking"}, {"id": "7", "text": "Ricamo"}],
    "languages": [
        {"id": "8", "language": "ar", "level": "native"},
        {"id": "9", "name": "Darija", "level": "B2"},
    ],
    "interests": [{"id": "10", "text": "Calcio"}],
    "references": [{"id": "11", "text": "Suor Maria"}],
}


def numbered():
    ids = count(1)
    return lambda: f"new{next(ids)}"


def without_ids(value):
    if isinstance(value, dict):
        return {key: without_ids(item) for key, item in value.items() if key != "id"}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def validate(resume):
    schema = json.loads((FOLDER / "schema.json").read_text("utf-8"))
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    jsonschema.validate(resume, schema, format_checker=checker)


def test_a_cv_survives_the_round_trip():
    cv = Cv.from_document(FILLED)

    back = import_json_resume(json.loads(write_json_resume(cv)))

    assert without_ids(back.cv.to_document()) == without_ids(cv.to_document())
    assert back.dropped == []


def test_the_format_says_it_in_its_own_terms():
    resume = to_json_resume(Cv.from_document(FILLED))

    assert resume["basics"]["label"] == "Cuoca"
    assert resume["basics"]["location"] == {"city": "Palermo"}
    assert resume["volunteer"] == [
        {
            "organization": "Parrocchia",
            "position": "Aiuto in mensa",
            "location": "Bari, Italia",
            "startDate": "2016",
            "kind": "unpaid",
            "town": "Bari",
            "country": "IT",
            "place": 2,
        }
    ]
    assert [entry.get("highlights") for entry in resume["work"]] == [
        None,
        ["Preparazione e cottura dei pasti", "Pianificazione di menù e porzioni"],
    ]
    assert resume["languages"][0] == {"language": "Arabo", "fluency": "Madrelingua"}


def test_nothing_in_the_file_tells_which_program_wrote_it():
    assert b"onward" not in write_json_resume(Cv.from_document(FILLED)).lower()


@needs_schema
@pytest.mark.parametrize(
    "document", [FILLED, {}, {"basics": {"email": "not complete"}}], ids=["filled", "empty", "odd"]
)
def test_the_export_is_valid(document):
    validate(to_json_resume(Cv.from_document(document)))


@needs_schema
def test_there_are_samples_of_others():
    assert len(SAMPLES) >= 4


@needs_schema
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_of_others_is_read_and_written_again(sample):
    resume = json.loads(sample.read_text("utf-8"))

    cv = read_json_resume(resume)

    assert cv.basics.name == resume["basics"]["name"]
    assert len(cv.work) == len(resume.get("work", [])) + len(resume.get("volunteer", []))
    validate(to_json_resume(cv))


def test_addresses_postcodes_and_pictures_are_left_out_and_reported():
    resume = {
        "basics": {
            "name": "Amina",
            "image": "https://example.org/me.jpg",
            "url": "https://example.org",
            "location": {
                "address": "Via Roma 5",
                "postalCode": "90133",
                "city": "Palermo",
                "countryCode": "IT",
            },
            "summary": "Abito in Via Roma 5, Palermo",
        },
        "work": [{"name": "Hotel", "summary": "IBAN DE89 3704 0044 0532 0130 00", "position": "Cook"}],
        "projects": [{"name": "Website"}],
    }

    imported = import_json_resume(resume, numbered())

    written = json.dumps(imported.cv.to_document())
    assert [word for word in ("Via Roma", "90133", "me.jpg", "DE89") if word in written] == []
    assert imported.cv.basics.town == "Palermo"
    assert imported.cv.work[0].position == "Cook"
    assert imported.dropped == [
        Dropped("other", ("projects",)),
        Dropped("image", ("basics", "image")),
        Dropped("other", ("basics", "url")),
        Dropped("address", ("basics", "location", "address")),
        Dropped("address", ("basics", "location", "postalCode")),
        Dropped("address", ("basics", "summary")),
        Dropped("bank", ("work", "new1", "text")),
    ]


def test_what_others_write_finds_its_place():
    cv = read_json_resume(
        {
            "work": [
                {
                    "name": "Hotel",
                    "position": "Maid",
                    "location": "Lagos",
                    "highlights": ["Made beds"],
                    "endDate": "2014-06-29",
                }
            ],
            "education": [
                {"institution": "School", "area": "Cooking", "studyType": "Diploma", "courses": ["Bread"]}
            ],
            "awards": [{"title": "Best cook", "awarder": "Town", "date": "2014"}],
            "skills": [{"name": "Kitchen", "keywords": ["Bread", "Soup"]}],
            "languages": [
                {"language": "English", "fluency": "Native speaker"},
                {"language": "italian", "fluency": "level b1"},
            ],
            "interests": [{"name": "Sport", "keywords": ["Football"]}],
            "references": [{"name": "Maria", "reference": "She cooks well."}],
        }
    )

    assert (cv.work[0].employer, cv.work[0].town, cv.work[0].text, str(cv.work[0].end)) == (
        "Hotel",
        "Lagos",
        "Made beds",
        "2014-06",
    )
    assert (cv.education[0].title, cv.education[0].text) == ("Diploma, Cooking", "Bread")
    assert (cv.certificates[0].name, cv.certificates[0].issuer) == ("Best cook", "Town")
    assert [skill.text for skill in cv.skills] == ["Kitchen", "Bread", "Soup"]
    assert [(spoken.language, spoken.level) for spoken in cv.languages] == [("en", "native"), ("it", "B1")]
    assert cv.interests[0].text == "Sport, Football"
    assert cv.references[0].text == "Maria\nShe cooks well."


def test_new_entries_get_ids_of_their_own():
    cv = read_json_resume({"work": [{}, {}], "skills": [{"name": "a", "keywords": ["b"]}]})

    ids = [each.id for each in (*cv.work, *cv.skills)]

    assert len(set(ids)) == 4
    assert all(len(each) == 8 and each.isalnum() for each in ids)


@pytest.mark.parametrize(
    "odd", [None, [], "x", {"basics": []}, {"work": {"a": 1}}, {"work": [None, 1]}, {"meta": 3}]
)
def test_any_json_is_read(odd):
    assert read_json_resume(odd).basics.name == ""


words = st.sampled_from(
    ["", "Hotel Sole", "Ricamo", "خياطة", "Кухня & co", "a\nb", "Ho lavorato con molte persone"]
)
dates = st.sampled_from(["", "2019", "2019-05", "1999-12"])
tasks = st.lists(st.sampled_from(list(PhraseBank("en").tasks("cook"))), max_size=3, unique=True)
skills = st.sampled_from(list(PhraseBank("en").skills("cook")))
work = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["paid", "unpaid", "home"]),
        "position": words,
        "occupation": st.sampled_from(["", "cook"]),
        "employer": words,
        "town": words,
        "country": st.sampled_from(["", "NG", "Atlantis"]),
        "start": dates,
        "end": dates,
        "phrases": tasks,
        "text": words,
    }
)
documents = st.fixed_dictionaries(
    {
        "settings": st.builds(
            lambda tag: {"language": tag}, st.sampled_from([each.tag for each in cv_languages()])
        ),
        "basics": st.fixed_dictionaries({"name": words, "label": words, "town": words, "summary": words}),
        "work": st.lists(work, max_size=3),
        "skills": st.lists(st.builds(lambda phrase: {"phrase": phrase}, skills), max_size=2),
        "languages": st.lists(
            st.fixed_dictionaries(
                {
                    "language": st.sampled_from(["ar", "uk", "pcm"]),
                    "level": st.sampled_from(["", "A1", "native"]),
                }
            ),
            max_size=2,
        ),
    }
)


@needs_schema
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_whatever_she_wrote_the_export_is_valid_and_reads_back_as_the_same_document(document):
    cv = Cv.from_document(document)

    resume = to_json_resume(cv)

    validate(resume)
    assert outline(read_json_resume(resume)) == outline(cv)
