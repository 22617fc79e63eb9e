"""The static files' compressed forms: made once, read by every service, never in the way."""

import zipfile
from pathlib import Path

import brotli
import pytest

from deploy.cohort_service.compressed import Compressed, entry, fill, forms_in
from widgets.page.assets import ENCODINGS, Asset

FIRST = Asset("onward/page/first", "js", b"export const first = 1;")
SECOND = Asset("onward/page/second", "js", b"export const second = 2;")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "compressed.zip"


def write(file: Path, forms: dict[str, bytes]) -> None:
    new = file.with_suffix(".other")
    with zipfile.ZipFile(new, "w") as archive:
        for name, content in forms.items():
            archive.writestr(name, content)
    new.replace(file)


def test_what_is_in_the_file_is_not_compressed_again(file: Path):
    write(file, {entry(FIRST, "br"): b"from the file"})
    compressed = Compressed(file)

    assert compressed.form(FIRST, "br") == b"from the file"
    assert brotli.decompress(compressed.form(SECOND, "br")) == SECOND.content


def test_a_file_that_comes_or_changes_later_is_read(file: Path):
    compressed = Compressed(file)
    found = [brotli.decompress(compressed.form(FIRST, "br"))]

    for content in (b"earlier", b"later"):
        write(file, {entry(FIRST, "br"): content})
        found.append(compressed.form(FIRST, "br"))

    assert found == [FIRST.content, b"earlier", b"later"]


@pytest.mark.parametrize("damage", [b"", b"no archive", None])
def test_a_damaged_file_is_none(file: Path, damage: bytes | None):
    fill(file, [FIRST])
    form = FIRST.brotli
    whole = file.read_bytes()
    file.write_bytes(whole.replace(form, bytes(len(form))) if damage is None else damage)

    assert brotli.decompress(Compressed(file).form(FIRST, "br")) == FIRST.content
    fill(file, [FIRST, SECOND])
    assert forms_in(file)[entry(FIRST, "br")] == form


def test_filling_keeps_what_is_there_and_drops_what_is_gone(file: Path):
    write(file, {entry(FIRST, encoding): b"kept" for encoding in ENCODINGS} | {"gone.js.br": b""})

    changed = fill(file, [FIRST, SECOND]), fill(file, [FIRST, SECOND])

    assert changed == (True, False)
    forms = forms_in(file)
    assert sorted(forms) == sorted(entry(each, form) for each in (FIRST, SECOND) for form in ENCODINGS)
    assert forms[entry(FIRST, "br")] == b"kept"
    assert oct(file.stat().st_mode)[-3:] == "644"


@pytest.mark.parametrize("path", ["lesson/write_a_cv", "lesson/find_vacancies"])
def test_whatever_a_lesson_loads_at_once_is_compressed_beforehand(
    compressed_file: Path, visit, service, path: str
):
    page = visit("ana").client.get(service.url(path)).text

    loaded = [part.split('"')[0] for part in page.split("/services/demo/assets/")[1:]]
    names = [each for each in loaded if each.endswith((".js", ".css"))]
    assert names
    assert [name for name in names if f"{name}.br" not in forms_in(compressed_file)] == []
