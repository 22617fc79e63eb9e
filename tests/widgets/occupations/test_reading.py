"""What an import reads, and what it says of a file that it can't use."""

import json
import zipfile

import pytest

from widgets.occupations import BrokenLabels, Occupation, read_occupations

COOK = {"uri": "esco/cook", "labels": {"en": ["cook", " chef ", "cook"], "it": ["cuoco"], "de": []}}
HEADER = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n"
ENGLISH = HEADER + 'Occupation,esco/cook,5120,cook,"chef\nkitchen cook"\nOccupation,esco/nurse,2221,nurse,\n'
ITALIAN = HEADER + "Occupation,esco/cook,5120,cuoco,\n"
READ = [
    Occupation("esco/cook", {"en": ("cook", "chef", "kitchen cook"), "it": ("cuoco",)}),
    Occupation("esco/nurse", {"en": ("nurse",)}),
]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "labels.jsonl"


def problem(path):
    with pytest.raises(BrokenLabels) as caught:
        read_occupations(path)
    return caught.value.code, caught.value.values.get("row")


def test_json_lines_give_each_label_once_and_no_empty_language(file):
    file.write_text(json.dumps(COOK) + "\n\n", "utf-8")

    assert read_occupations(file) == [Occupation("esco/cook", {"en": ("cook", "chef"), "it": ("cuoco",)})]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (b"{", "json"),
        (b"[1]", "object"),
        (b'{"labels": {"en": ["cook"]}}', "uri"),
        (b'{"uri": "esco/a", "labels": {"en": "cook"}}', "labels"),
        (b'{"uri": "esco/a", "labels": {"en": [1]}}', "labels"),
        (b'{"uri": "esco/a", "labels": {"en": [" "]}}', "no_labels"),
        (b'{"uri": "esco/a", "labels": {"../en": ["cook"]}}', "language"),
        (b'{"uri": "esco/cook", "labels": {"en": ["cook"]}}', "twice"),
        (b'{"uri": "\xff"}', "encoding"),
    ],
)
def test_a_broken_row_is_named_with_what_is_wrong(file, row, code):
    file.write_bytes(json.dumps(COOK).encode() + b"\n" + row + b"\n")

    assert problem(file) == (code, 2)


def test_no_file_and_an_empty_file_are_told_apart(file):
    assert problem(file) == ("missing", None)
    file.write_text("\n")
    assert problem(file) == ("empty", None)


def test_a_folder_of_escos_csv_joins_the_languages(tmp_path):
    (tmp_path / "occupations_en.csv").write_text(ENGLISH, "utf-8")
    (tmp_path / "occupations_it.csv").write_text(ITALIAN, "utf-8-sig")
    (tmp_path / "skills_en.csv").write_text("anything", "utf-8")

    assert read_occupations(tmp_path) == READ


def test_a_zip_of_escos_csv_reads_like_a_folder(tmp_path):
    file = tmp_path / "esco.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("ESCO/occupations_en.csv", ENGLISH)
        archive.writestr("ESCO/occupations_it.csv", ITALIAN)

    assert read_occupations(file) == READ


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("conceptUri,preferredLabel\nesco/cook,cook\n", ("columns", 1)),
        (HEADER + "Occupation,esco/cook\n", ("cells", 2)),
        (HEADER + "Occupation,,5120,cook,\n", ("uri", 2)),
        (HEADER + "Occupation,esco/cook,5120,,\n", ("no_labels", 2)),
        (HEADER + 'Occupation,esco/cook,5120,"cook,\n', ("csv", 2)),
    ],
)
def test_a_broken_csv_is_named_with_its_row(tmp_path, text, expected):
    (tmp_path / "occupations_en.csv").write_text(text, "utf-8")

    assert problem(tmp_path) == expected


def test_a_folder_without_occupations_and_a_damaged_zip_are_refused(tmp_path):
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(b"PK nothing")

    assert problem(tmp_path) == ("no_csv", None)
    assert problem(damaged) == ("unreadable", None)
