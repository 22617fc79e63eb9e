"""How well occupations are found for national job titles, beside BM25 and character TF-IDF.

Run it alone: `python -m tests.benchmarks.occupation_search`. The labels are ESCO's (© European Union,
CC BY 4.0), the titles MELO's (Avature, MIT); both stand beside the checkout. All search the same labels;
a title whose occupation has none is left out.
"""

import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tests.benchmarks.table import table
from widgets.occupations import Occupation, read_occupations
from widgets.occupations.index import load_index, write_index
from widgets.occupations.search import OccupationSearch

DATA = Path(__file__).parents[2].resolve().parent / "shared" / "data"
LABELS = DATA / "occupations" / "esco_occupation_labels.jsonl"
AIMS = {"it": 1.15, "ro": 1.15, "es": 1.15, "bg": 1.15, "de": 1.15, "fr": 1.05}
"""How many times the better of the two, by language."""
MOST_MILLISECONDS = 20
Scores = NDArray[np.float64]
Rank = Callable[[str], Scores]


def measure() -> str:
    """The table; raises FileNotFoundError where the data is absent."""
    queries = {language: DATA / "occupation_search" / f"{language}.jsonl" for language in AIMS}
    if absent := [str(file) for file in (LABELS, *queries.values()) if not file.exists()]:
        raise FileNotFoundError(f"This benchmark needs data beside the checkout: {', '.join(absent)}")
    occupations = read_occupations(LABELS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        write_index(occupations, folder)
        rows = [row(language, queries[language], occupations, folder) for language in AIMS]
    header = ["Mean reciprocal rank", "titles", "BM25", "character TF-IDF", "Onward", "ratio", "aim"]
    return table([*header, "95 of 100, ms", "aim"], rows)


def row(language: str, file: Path, occupations: Sequence[Occupation], folder: Path) -> list[str]:
    numbers = {each.uri: number for number, each in enumerate(occupations)}
    asked = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    wanted = [
        (each["q"], found)
        for each in asked
        if (found := [numbers[u] for u in each["relevant"] if u in numbers])
    ]
    labels = [
        (label, number)
        for number, each in enumerate(occupations)
        for label in dict.fromkeys(each.labels.get(language, ()))
    ]
    search = OccupationSearch(load_index(folder, language), language)
    bm25, _ = reciprocal_ranks(Bm25(labels, len(occupations)), wanted)
    tf_idf, _ = reciprocal_ranks(TfIdf(labels, len(occupations)), wanted)
    ours, times = reciprocal_ranks(lambda query: search.scores(query).astype(np.float64), wanted)
    return [
        language,
        str(len(wanted)),
        *(f"{each:.3f}" for each in (bm25, tf_idf, ours)),
        f"{ours / max(bm25, tf_idf):.3f}×",
        f"≥ {AIMS[language]:.2f}×",
        f"{np.percentile(times, 95):.1f}",
        f"≤ {MOST_MILLISECONDS}",
    ]


def reciprocal_ranks(rank: Rank, wanted: Sequence[tuple[str, list[int]]]) -> tuple[float, list[float]]:
    """Their mean, a tie counted at its middle, and the milliseconds of each query."""
    ranks, times = [], []
    for query, relevant in wanted:
        start = time.perf_counter()
        scores = rank(query)
        times.append((time.perf_counter() - start) * 1000)
        best = scores[relevant].max()
        ranks.append(float((scores > best).sum() + ((scores == best).sum() + 1) / 2))
    return float(np.mean(1 / np.array(ranks))), times


class Baseline:
    """Scores an occupation by its best label in the query's language."""

    def __init__(self, labels: Sequence[tuple[str, int]], size: int) -> None:
        found = [Counter(self.features(label)) for label, _ in labels]
        self.owners, self.size = np.array([owner for _, owner in labels]), size
        self.vocabulary = {
            name: number for number, name in enumerate(dict.fromkeys(n for c in found for n in c))
        }
        counts = self.matrix(found)
        self.spread = np.bincount(counts.indices, minlength=len(self.vocabulary))
        self.labels = self.weighed(counts)

    def __call__(self, query: str) -> Scores:
        likeness = (
            (self.labels @ self.question(self.matrix([Counter(self.features(query))])).T).toarray().ravel()
        )
        best = np.zeros(self.size)
        np.maximum.at(best, self.owners, likeness)
        return best

    def matrix(self, texts: Sequence[Counter[str]]) -> sparse.csr_matrix:
        cells = [
            (row, self.vocabulary[name], count)
            for row, text in enumerate(texts)
            for name, count in text.items()
            if name in self.vocabulary
        ]
        rows, columns, counts = zip(*cells, strict=True) if cells else ((), (), ())
        shape = (len(texts), len(self.vocabulary))
        return sparse.csr_matrix((np.array(counts, float), (rows, columns)), shape=shape)

    def features(self, text: str) -> list[str]:
        raise NotImplementedError

    def weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        raise NotImplementedError

    def question(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        raise NotImplementedError


class Bm25(Baseline):
    """Words in lower case, with the customary k1 = 1.5 and b = 0.75."""

    def features(self, text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())

    def weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        labels = counts.shape[0]
        rarity = np.log1p((labels - self.spread + 0.5) / (self.spread + 0.5))
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        softened = 1.5 * (0.25 + 0.75 * lengths / lengths.mean())
        cells = counts.tocoo()
        values = rarity[cells.col] * cells.data * 2.5 / (cells.data + softened[cells.row])
        return sparse.csr_matrix((values, (cells.row, cells.col)), shape=counts.shape)

    def question(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        return counts.sign()


class TfIdf(Baseline):
    """Three to five letters within words, in lower case: the better of the usual ways for most languages."""

    def features(self, text: str) -> list[str]:
        framed = [f" {word} " for word in re.findall(r"\w+", text.lower())]
        return [
            word[start : start + length]
            for word in framed
            for length in (3, 4, 5)
            for start in range(len(word) - length + 1)
        ]

    def weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        self.rarity = np.log((1 + len(self.owners)) / (1 + self.spread)) + 1
        return self.question(counts)

    def question(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        weighed = (counts @ sparse.diags(self.rarity)).tocsr()
        lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        return (sparse.diags(1 / np.where(lengths, lengths, 1)) @ weighed).tocsr()


if __name__ == "__main__":
    print(measure())
