"""Microsoft's Open XML SDK looks at our files: `npm install -g @ooxml-tools/validate@0.4.6`, tests only."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from widgets.cv.model import Cv
from widgets.cv.word import write_docx
from widgets.documents.package import pack, read_package

ROOT = Path(__file__).parents[3]
PLACES = os.pathsep.join([str(ROOT / "node_modules" / ".bin"), os.environ.get("PATH", "")])
VALIDATOR = shutil.which("ooxml-validate", path=PLACES)

pytestmark = pytest.mark.skipif(VALIDATOR is None, reason="@ooxml-tools/validate (npm) is not installed")


@pytest.mark.parametrize("version", ["Office2013", "Microsoft365"])
def test_word_opens_our_files_without_complaint(tmp_path, version):
    file = tmp_path / "CV.docx"
    file.write_bytes(write_docx(a_full_cv()))

    assert complaints(file, version) == []


def test_the_validator_finds_a_mistake(tmp_path):
    file = tmp_path / "CV.docx"
    file.write_bytes(with_a_mistake(write_docx(a_full_cv())))

    assert complaints(file, "Microsoft365") != []


def complaints(file, version):
    command = [VALIDATOR, str(file), "--output-format", "json", "--office-version", version]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    return json.loads(done.stdout)


def a_full_cv():
    return Cv.from_document(
        {
            "settings": {"language": "it", "country": "IT", "design": "photo", "consent": True},
            "basics": {"name": "أمينة حداد", "label": "Cuoca (esperta)", "phone": "+39 333 123 4567"},
            "work": [
                {
                    "id": "w1",
                    "position": "عاملة نظافة",
                    "employer": "Hotel Azzurro",
                    "start": "2019-05",
                    "current": True,
                    "phrases": ["cleaner.rooms"],
                    "text": "تنظيف 20 غرفة\nLavoro in gruppo",
                }
            ],
            "certificates": [{"id": "c1", "name": "HACCP", "date": "2021-03"}],
            "skills": [{"id": "s1", "phrase": "skills.everyday.organise"}],
            "languages": [{"id": "l1", "language": "ar", "level": "native"}],
        }
    )


def with_a_mistake(data):
    parts = read_package(data)
    broken = parts["word/document.xml"].replace(b"<w:keepNext/>", b"<w:keepNever/>", 1)
    return pack({**parts, "word/document.xml": broken})
