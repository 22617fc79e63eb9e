"""Reading files of vacancies: what people and programs make, and what breaks."""

import json
import time
import tracemalloc
from datetime import date

import pytest

from widgets.vacancies.importing import BrokenFile, Problem, read_vacancies
from widgets.vacancies.importing.reading import MOST_MEGABYTES
from widgets.vacancies.model import Posting
from widgets.vacancies.record import SHORT

TODAY = date(2026, 3, 31)
COLUMNS = {
    "id": "7",
    "title": "Cuoca",
    "text": "Cerchiamo una cuoca; anche alle prime armi.",
    "language": "it",
    "employer": "Trattoria Esempio",
    "place": "Padova",
    "country": "Italia",
    "contract": "stagionale",
    "hours": "part-time",
    "weekly_hours": "24.5",
    "night": "no",
    "pay": "9 € l'ora",
    "languages": "it-A2; en",
    "experience": "sì",
    "posted": "28/3/2026",
    "contact": "cucina@esempio.example",
    "url": "https://esempio.example/7",
}
CSV = f"{','.join(COLUMNS)}\n{','.join(COLUMNS.values())}\n"
POSTING = Posting(
    id="import:7",
    source="import",
    title="Cuoca",
    text="Cerchiamo una cuoca; anche alle prime armi.",
    language="it",
    employer="Trattoria Esempio",
    place="Padova",
    country="IT",
    occupation="cook",
    contract="seasonal",
    hours="part_time",
    weekly_hours=24.5,
    night=False,
    pay="9 € l'ora",
    languages=("it-A2", "en"),
    experience=True,
    posted=date(2026, 3, 28),
    contact="cucina@esempio.example",
    url="https://esempio.example/7",
)


@pytest.fixture
def read(tmp_path):
    def reading(content, name="jobs.csv", **more):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_vacancies(file, today=TODAY, **more)

    return reading


def refusal(read, *arguments, **more):
    with pytest.raises(BrokenFile) as error:
        read(*arguments, **more)
    return error.value.code, error.value.values


def problems(reading):
    return [(each.row, each.field, each.code) for each in reading.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_table_is_read_whatever_its_separator_and_encoding(read, separator, encoding):
    rows = [line.split(",") for line in ["id,title,text,language,place", "1,Cuoco è,Paga €,it,Forlì"]]

    reading = read("\r\n".join(separator.join(row) for row in rows).encode(encoding))

    assert not reading.problems
    assert [(each.title, each.text, each.place) for each in reading.postings] == [
        ("Cuoco è", "Paga €", "Forlì")
    ]


@pytest.mark.parametrize(
    ("language", "encoding", "title"),
    [
        ("it", "cp1252", "Addetta alla qualità"),
        ("ro", "cp1250", "Vânzătoare şi bucătar"),
        ("bg", "cp1251", "Готвачка за ресторант в Пловдив"),
        ("el", "cp1253", "Καθαρίστρια για ξενοδοχείο στην Πάτρα"),
    ],
)
@pytest.mark.parametrize("is_told", [True, False])
def test_older_encodings_are_told_by_language_or_by_their_letters(read, language, encoding, title, is_told):
    reading = read(
        f"title;text;language\n{title};{title};{language}\n".encode(encoding), language=language * is_told
    )

    assert (reading.encoding, [each.title for each in reading.postings]) == (encoding, [title])


def test_every_field_of_a_table(read):
    assert read(CSV).postings == [POSTING]


def test_every_field_of_json_and_json_lines(read):
    document = {**POSTING.to_document(), "id": "7", "languages": ["it-A2", "en"]}
    del document["source"]

    assert read(json.dumps([document]), "jobs.json").postings == [POSTING]
    assert read(json.dumps({"postings": [document]}), "jobs.json").postings == [POSTING]
    assert read(json.dumps(document) + "\n\n", "jobs.jsonl").postings == [POSTING]


def test_headings_in_other_languages(read):
    reading = read("Titolo;Descrizione;Lingua;Comune;Sconosciuta\nCuoca;Testo;italiano;Rimini;x\n")

    assert [(each.title, each.language, each.place, each.country) for each in reading.postings] == [
        ("Cuoca", "it", "Rimini", "IT")
    ]
    assert reading.unknown == ["Sconosciuta"]


@pytest.mark.parametrize(("place", "city"), [("Rimini", ""), ("", "Rimini"), ("Rimini", "Padova")])
def test_of_two_columns_for_one_field_the_first_that_is_filled_counts(read, place, city):
    row = {
        "title": "Cuoca",
        "description": "Testo",
        "text": "",
        "place": place,
        "city": city,
        "language": "it",
    }
    table = ",".join(row) + "\n" + ",".join(row.values())

    for reading in (read(table), read(json.dumps([row]), "jobs.json")):
        assert [(each.text, each.place) for each in reading.postings] == [("Testo", "Rimini")]


def test_every_way_to_make_contact_is_kept_once(read):
    row = {"title": "Cuoca", "text": "Testo", "language": "it", "email": "a@b.example"}
    row |= {"contact": "Anna", "e-mail": "a@b.example", "contatti": "", "telefono": "0541 000"}
    table = ",".join(row) + "\n" + ",".join(row.values())

    for reading in (read(table), read(json.dumps([row]), "jobs.json")):
        assert [each.contact for each in reading.postings] == ["a@b.example, Anna, 0541 000"]


JOB_POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "identifier": {"@type": "PropertyValue", "name": "x", "value": 7},
    "title": "Cuoca",
    "description": "<p>Cerchiamo una <b>cuoca</b>; anche alle prime armi.</p>",
    "datePosted": "2026-03-28T08:00:00+01:00",
    "hiringOrganization": {"@type": "Organization", "name": "Trattoria Esempio"},
    "applicationContact": {"@type": "ContactPoint", "email": "cucina@esempio.example"},
    "jobLocation": [
        {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Padova",
                "addressCountry": {"@type": "Country", "name": "IT"},
            },
        }
    ],
    "employmentType": ["PART_TIME", "TEMPORARY"],
    "inLanguage": "it-IT",
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "minValue": 9, "maxValue": 10.5, "unitText": "HOUR"},
    },
    "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 6},
    "url": "https://esempio.example/7",
}


@pytest.mark.parametrize(
    "document",
    [
        JOB_POSTING,
        [JOB_POSTING],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, JOB_POSTING]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": JOB_POSTING}]},
        {
            "@graph": [
                {"@type": "Organization", "@id": "#us", "name": "Trattoria Esempio"},
                {**JOB_POSTING, "hiringOrganization": {"@id": "#us"}},
            ]
        },
    ],
)
def test_job_posting_of_schema_org(read, document):
    (found,) = read(json.dumps(document), "jobs.jsonld").postings

    assert found == Posting(
        **{
            **POSTING.__dict__,
            "contract": "fixed_term",
            "weekly_hours": None,
            "languages": (),
            "pay": "9–10.5 EUR / hour",
        }
    )


@pytest.mark.parametrize(
    ("requirements", "is_needed"),
    [
        ({"monthsOfExperience": "24"}, True),
        ({"monthsOfExperience": "24.0"}, True),
        ({"monthsOfExperience": " 0 "}, False),
        ({"monthsOfExperience": 0}, False),
        ("2 anni di esperienza in cucina", True),
        ("Esperienza di 2 anni, anche senza diploma", True),
        ("a" * 200_000, True),
        ("No experience needed", False),
        ("Nessuna esperienza richiesta", False),
        ("Keine Erfahrung nötig", False),
        ("Experiencia no necesaria", False),
        ("Sans expérience", False),
        ("Не се изисква опит", False),
        ("no", False),
    ],
)
def test_experience_that_a_job_posting_asks_for(read, requirements, is_needed):
    posting = {**JOB_POSTING, "experienceRequirements": requirements}

    assert read(json.dumps(posting), "jobs.json").postings[0].experience is is_needed


@pytest.mark.parametrize(
    "value", [None, "", [], {}, [[]], 7, True, [None], {"name": None}, {"@id": "#nobody"}]
)
@pytest.mark.parametrize("name", sorted(JOB_POSTING.keys() - {"@type", "@context", "title", "description"}))
def test_a_job_posting_with_odd_properties_never_breaks(read, name, value):
    reading = read(json.dumps({**JOB_POSTING, name: value}), "jobs.json", language="it")

    assert reading.rows == 1
    assert {each.field for each in reading.problems} <= {"posted", "language", "url", "country", "experience"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<ul><li>a</li><li>b &amp; c</li></ul>", "- a\n- b & c"),
        ("&lt;p&gt;Escaped&lt;/p&gt;", "Escaped"),
        ("Hi<script>alert(1)</script><style>p{}</style><!-- no -->!", "Hi!"),
        ("<img src=x onerror=alert(1)>Hi", "Hi"),
        ("paga < 8 € e > 5", "paga < 8 € e > 5"),
        ("Reihe &ouml;ffnen", "Reihe öffnen"),
        ("<p>Un\ntesto</p>", "Un testo"),
        ("a<!-- <b> --->b", "ab"),
        ("a\u202egnp\u202c\u0007b", "agnpb"),
    ],
)
def test_markup_becomes_plain_text(read, html, text):
    (found,) = read(json.dumps([{"title": "A", "text": html + "."}]), "a.json", language="it").postings

    assert found.text.removesuffix(".").rstrip() == text


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "", "missing"),
        ("text", " ", "missing"),
        ("text", "x" * 20_001, "too_long"),
        ("title", "x" * 201, "too_long"),
        ("employer", "x" * 201, "too_long"),
        ("place", "x" * 201, "too_long"),
        ("language", "", "missing"),
        ("language", "xx", "language"),
        ("country", "Atlantis", "country"),
        ("contract", "for ever", "contract"),
        ("hours", "some", "hours"),
        ("weekly_hours", "101", "weekly_hours"),
        ("weekly_hours", "1e9", "weekly_hours"),
        ("night", "perhaps", "night"),
        ("experience", "2 years", "experience"),
        ("languages", "good Italian", "languages"),
        ("posted", "31/2/2026", "posted"),
        ("posted", "2026-04-02", "posted"),
        ("posted", "1999-12-31", "posted"),
        ("posted", "0000-00-00", "posted"),
        ("posted", "yesterday", "posted"),
        ("url", "javascript:alert(1)", "url"),
        ("url", "https://good.example@bad.example/", "url"),
    ],
)
def test_what_is_wrong_is_named_with_its_row_and_field(read, field, value, code):
    good = {"title": "Cuoca", "text": "Testo", "language": "it"}

    reading = read(json.dumps([good, {**good, "text": "Altro", field: value}]), "jobs.json")

    assert problems(reading) == [(2, field, code)]
    assert len(reading.postings) == 1


def test_all_problems_of_all_rows_are_found_at_once(read):
    reading = read(
        "title,text,posted,language\nCuoca,,x,it\n,Testo,1.1.2026,it\nCuoco,Testo,2026-01-01,it,more\n"
    )

    assert problems(reading) == [
        (2, "text", "missing"),
        (2, "posted", "posted"),
        (3, "title", "missing"),
        (4, "", "cells"),
    ]


def test_an_id_that_stands_twice_is_named(read):
    reading = read("id,title,text,language\n1,A,B,it\n2,A,B,it\n1,C,D,it\n")

    assert reading.problems == [Problem(4, "id", "twice", "1")]


def test_ids_of_two_sources_never_meet(read):
    first, second = (
        read(f"id,title,text,language\n{own},A,B,it\n", source=source).postings[0].id
        for source, own in (("town", "hall-1"), ("town-hall", "1"))
    )

    assert first != second


def test_a_long_id_is_shortened_and_stays_its_own(read):
    long = ["https://esempio.example/" + "x" * 200 + end for end in "ab"]

    reading = read("id,title,text,language\n" + "".join(f"{each},A,B,it\n" for each in long))

    assert len({each.id for each in reading.postings}) == 2
    assert max(len(each.id) for each in reading.postings) <= SHORT


def test_what_can_not_be_written_in_utf_8_is_left_out_everywhere(read):
    row = {"title": "A\ud83d", "text": "B", "language": "it", "url": "https://a.example/\ud83d", "\ud83d": 1}
    bad = {**row, "text": "C", "hours": "x\ud83d"}

    reading = read(json.dumps([row, bad]), "a.json")

    (found,) = reading.postings
    assert (found.title, found.url, reading.unknown) == ("A", "https://a.example/", [])
    assert reading.problems == [Problem(2, "hours", "hours", "x")]


def test_without_an_id_the_same_posting_gets_the_same(read):
    first, again = (read("title,text,language\nA,B,it\n").postings[0].id for _ in range(2))

    assert first == again


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "empty"),
        (b" \n ", "a.json", "empty"),
        (b"title,text\n", "a.csv", "empty"),
        (b"[]", "a.json", "empty"),
        (b"name,age\nA,3\n", "a.csv", "columns"),
        (b'title,text\nA,"open\n', "a.csv", "csv"),
        (b'title,text\nA,"' + b"x" * 200_000, "a.csv", "csv"),
        (b'title,text\nA,"b"c\n', "a.csv", "csv"),
        (b'[{"title": ', "a.json", "json"),
        (b'[{"title": NaN}]', "a.json", "json"),
        (b"[" + b"9" * 5000 + b"]", "a.json", "json"),
        (b"[" * 100_000, "a.json", "nested"),
        (b'{"a":' * 100_000, "a.json", "nested"),
        (b"[" + b"[]," * 2_000_000 + b"[]]", "a.json", "too_many"),
        (b"PK\x03\x04" + b"\0" * 100, "a.xlsx", "spreadsheet"),
        (b"%PDF-1.7", "a.pdf", "pdf"),
        (b"\x1f\x8b\x08", "a.gz", "packed"),
        (b"<!DOCTYPE html><html>", "a.html", "html"),
        (b"title,text\nA,\x00\x01\x02\x03", "a.csv", "encoding"),
        (b"\xef\xbb\xbftitle,text\nA,\xff\n", "a.csv", "encoding"),
        (b"\xff\xfe\x00\xd8", "a.csv", "encoding"),
        (b"title,text\n" + b"a,b\n" * 50_001, "a.csv", "too_many"),
    ],
)
def test_what_is_no_list_of_vacancies_is_refused_soon(read, content, name, code):
    start = time.process_time()

    assert refusal(read, content, name)[0] == code
    assert time.process_time() - start < 10


@pytest.mark.parametrize("language", ["", "it", "bg"])
def test_a_stray_byte_of_another_encoding_is_named_with_its_row(read, language):
    rows = ["title,text", "Cuoco è,Città", "Готвачка,Пловдив", "Perché no,Caffè"]
    content = "\n".join(rows).encode().replace(b"Caff\xc3\xa8", b"Caff\xe8")

    assert refusal(read, content, language=language) == ("encoding", {"row": 4})


def test_a_broken_line_is_named(read):
    good = json.dumps({"title": "A", "text": "B"})

    assert refusal(read, f"{good}\n\n{{", "a.jsonl") == ("json", {"row": 3})
    assert refusal(read, f"[{good},\n{good}\n{good}]", "a.json") == ("json", {"row": 3})


def test_a_missing_file_and_a_folder(tmp_path):
    for path, code in [(tmp_path / "none.csv", "missing"), (tmp_path, "no_file")]:
        with pytest.raises(BrokenFile) as error:
            read_vacancies(path)
        assert error.value.code == code


def test_a_huge_file_is_refused_before_it_fills_the_memory(tmp_path):
    file = tmp_path / "huge.csv"
    with file.open("wb") as opened:
        opened.truncate(100_000_000)
    tracemalloc.start()
    start = time.process_time()

    with pytest.raises(BrokenFile) as error:
        read_vacancies(file)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (error.value.code, error.value.values) == ("too_large", {"megabytes": MOST_MEGABYTES})
    assert time.process_time() - start < 2
    assert peak < 2 * MOST_MEGABYTES * 1_000_000


@pytest.mark.parametrize(
    "bomb",
    [
        "<" * 190_000,
        "<div>" * 38_000,
        "<!--" * 47_000,
        "&" * 190_000,
        "&lt;" * 47_000,
        "a" * 190_000 + "!",
        " \n" * 90_000,
        "<a href='" * 20_000,
        "<" + "a" * 190_000,
        "1/" * 90_000,
        "https://" + "a." * 90_000 + "@",
    ],
)
def test_a_bomb_of_markup_or_patterns_is_done_soon(read, bomb):
    row = dict.fromkeys(
        ["title", "text", "posted", "url", "languages", "weekly_hours", "place", "country"], bomb
    )
    start = time.process_time()

    reading = read(json.dumps([row]), "a.json", language="it")

    assert time.process_time() - start < 3
    assert reading.rows == 1
