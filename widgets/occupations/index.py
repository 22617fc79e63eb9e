"""The index that an import makes once: a folder with `index.json`, and arrays for each language."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .field import Arrays, Field, Labels, label_field, whole_field
from .meanings import Meanings, learn_meanings
from .model import MissingIndex, Occupation, UnknownLanguage
from .wordings import Wordings, wordings_of
from .words import fold, pieces, stems

FORMAT = 2
CONTENTS = "index.json"
JOINT = "every-language"
"""Labels of all languages together: what a language calls otherwise, another may call alike."""


@dataclass(frozen=True)
class LanguageIndex:
    """Rows of the fields are occupations, by their number in `uris`; `counts`: labels in all languages."""

    folder: Path
    languages: Sequence[str]
    uris: Sequence[str]
    preferred: Field
    whole: Field
    joint: Field
    wordings: Wordings
    meanings: Meanings
    counts: np.ndarray[tuple[int], np.dtype[np.int64]]


def write_index(occupations: Sequence[Occupation], folder: Path) -> None:
    """Puts a whole index in place of an earlier one, or leaves that as it is. Raises OSError."""
    if folder.exists() and not (folder / CONTENTS).is_file():
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        made, old = Path(name) / "made", Path(name) / "old"
        made.mkdir()
        fill(made, occupations)
        if folder.exists():
            folder.rename(old)
        made.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def fill(folder: Path, occupations: Sequence[Occupation]) -> None:
    languages = sorted({language for each in occupations for language in each.labels})
    for language in languages:
        fill_language(folder, occupations, language)
    joint, count = labels_of(occupations, languages), len(occupations)
    save(folder / f"{JOINT}.npz", whole_field(joint, pieces, count))
    save(folder / f"{JOINT}.meanings.npz", learn_meanings(whole_field(joint, stems, count)))
    counts = [sum(len(labels) for labels in each.labels.values()) for each in occupations]
    np.save(folder / f"{JOINT}.counts.npy", np.array(counts, np.int64))
    contents = {"format": FORMAT, "languages": languages, "uris": [each.uri for each in occupations]}
    (folder / CONTENTS).write_text(json.dumps(contents), "utf-8")


def fill_language(folder: Path, occupations: Sequence[Occupation], language: str) -> None:
    labels, count = labels_of(occupations, [language]), len(occupations)
    preferred = preferred_of(occupations, language)
    save(folder / f"{language}.preferred.npz", label_field(preferred, pieces, count))
    save(folder / f"{language}.whole.npz", whole_field(labels, pieces, count))
    save(folder / f"{language}.wordings.npz", wordings_of(labels, count))


def labels_of(occupations: Sequence[Occupation], languages: Sequence[str]) -> Labels:
    found = [
        (text, number)
        for number, occupation in enumerate(occupations)
        for text in dict.fromkeys(
            fold(label, language) for language in languages for label in occupation.labels.get(language, ())
        )
    ]
    return Labels([text for text, _ in found], np.array([number for _, number in found], np.int64))


def preferred_of(occupations: Sequence[Occupation], language: str) -> Labels:
    """One for each occupation, empty where the language has none."""
    texts = [fold(each.labels.get(language, ("",))[0], language) for each in occupations]
    return Labels(texts, np.arange(len(texts)))


def save(file: Path, made: Field | Wordings | Meanings) -> None:
    np.savez(file, **made.arrays())  # type: ignore[arg-type] # NumPy's stub takes the names for its option


def load(file: Path) -> Arrays:
    with np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def read_contents(folder: Path) -> tuple[list[str], list[str]]:
    """Languages and addresses; raises MissingIndex."""
    try:
        contents = json.loads((folder / CONTENTS).read_text("utf-8"))
        if contents["format"] != FORMAT:
            raise MissingIndex(folder)
        return contents["languages"], contents["uris"]
    except (OSError, ValueError, KeyError, TypeError):
        raise MissingIndex(folder) from None


def load_index(folder: Path, language: str) -> LanguageIndex:
    """Raises MissingIndex, UnknownLanguage."""
    languages, uris = read_contents(folder)
    if language not in languages:
        raise UnknownLanguage(language, languages)
    whole, wordings = load_labels(folder, language)
    with readable(folder):
        return LanguageIndex(
            folder,
            languages,
            uris,
            Field.of_arrays(load(folder / f"{language}.preferred.npz")),
            whole,
            Field.of_arrays(load(folder / f"{JOINT}.npz")),
            wordings,
            Meanings.of_arrays(load(folder / f"{JOINT}.meanings.npz")),
            np.load(folder / f"{JOINT}.counts.npy", allow_pickle=False),
        )


def load_labels(folder: Path, language: str) -> tuple[Field, Wordings]:
    """What a language's labels say, all of an occupation together and one by one. Raises MissingIndex."""
    with readable(folder):
        return (
            Field.of_arrays(load(folder / f"{language}.whole.npz")),
            Wordings.of_arrays(load(folder / f"{language}.wordings.npz")),
        )


@contextmanager
def readable(folder: Path) -> Iterator[None]:
    """Raises MissingIndex for a file that is not as an index has it."""
    try:
        yield
    except (OSError, ValueError, KeyError):
        raise MissingIndex(folder) from None
