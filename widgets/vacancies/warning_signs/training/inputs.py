"""What the classifiers are made from, as one number: it tells whether `learned/` is current."""

from hashlib import sha256
from pathlib import Path

from ..model import HERE, LEARNED
from .practice import GENUINE, POSTINGS
from .sentences import SENTENCES

MADE_FROM = LEARNED / "made_from.txt"
OCCUPATIONS = HERE.parents[1] / "occupations" / "own" / "text"
CODE = ("amounts", "concepts", "deciding", "features", "folding", "lexicon", "splitting")


def inputs() -> list[Path]:
    """The sentences, the words, the tables, and the code that turns them into numbers."""
    return [
        *sorted(SENTENCES.rglob("*.txt")),
        *sorted((HERE / "lexicon").glob("*.toml")),
        *(file for folder in POSTINGS for file in sorted(folder.glob("*.toml"))),
        *sorted(GENUINE.glob("*.txt")),
        *sorted(OCCUPATIONS.glob("*.toml")),
        *sorted(HERE.glob("*.toml")),
        *(HERE / f"{name}.py" for name in CODE),
        *sorted(Path(__file__).parent.glob("*.py")),
    ]


def digest() -> str:
    total = sha256()
    for file in inputs():
        total.update(file.relative_to(HERE.parents[1]).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
