"""A small classifier, learned from one hand and asked about what it has and has not seen."""

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("scipy", reason="SciPy comes with the dev extra")

from widgets.vacancies.warning_signs.classifier import Classifier, load, save
from widgets.vacancies.warning_signs.lexicon import WORD
from widgets.vacancies.warning_signs.model import signs
from widgets.vacancies.warning_signs.stretches import parted, stretch
from widgets.vacancies.warning_signs.training.all_languages import MIXED, NEAR_MISSES, mixed
from widgets.vacancies.warning_signs.training.learning import learn, scores
from widgets.vacancies.warning_signs.training.material import Material, material
from widgets.vacancies.warning_signs.training.sentences import Sentence, hands, read_hand

SIGNS = list(signs())


@pytest.fixture(scope="module")
def english() -> Material:
    return material("en")


@pytest.fixture(scope="module")
def classifier(english: Material) -> Classifier:
    return learn([(english, english.rows(hand=0, texts=0))])[0]


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return read_hand(hands("en")[0])


def test_what_it_learned_from_it_knows_again(classifier: Classifier, sentences: list[Sentence]):
    right = [
        SIGNS[int(classifier.read(sentence.text).scores.argmax())] in {mark.sign for mark in sentence.marks}
        for sentence in sentences
        if sentence.marks
    ]

    assert np.mean(right) > 0.9


def test_the_other_hands_sentences_score_higher_for_their_sign_than_its_near_misses(classifier: Classifier):
    other = read_hand(hands("en")[1])
    better = []
    for place, sign in enumerate(SIGNS):
        found = [
            [float(classifier.read(each.text).scores[place]) for each in other
             if each.section == sign and bool(each.marks) is carries]
            for carries in (True, False)
        ]  # fmt: skip
        better.append(np.mean(found[0]) > np.mean(found[1]))

    assert np.mean(better) > 0.9


def test_the_stretch_it_names_lies_mostly_where_the_hand_marked(
    classifier: Classifier, sentences: list[Sentence]
):
    shares = []
    for sentence in sentences:
        if len(sentence.marks) == 1:
            mark = sentence.marks[0]
            start, end = stretch(classifier, classifier.read(sentence.text), SIGNS.index(mark.sign))
            shared = max(0, min(end, mark.end) - max(start, mark.start))
            shares.append(2 * shared / (end - start + mark.end - mark.start))

    assert np.mean(shares) > 0.6


def test_many_sentences_at_once_score_as_one_by_one(
    classifier: Classifier, english: Material, sentences: list[Sentence]
):
    at_once = scores(classifier, english.seen[:20])

    one_by_one = [classifier.read(sentence.text).scores for sentence in sentences[:20]]
    assert np.allclose(at_once, one_by_one, atol=1e-4)


def test_a_saved_classifier_reads_the_same(classifier: Classifier, tmp_path):
    save(classifier, tmp_path)

    again = load(tmp_path, "en")

    text = "You must pay 200 euro before the interview."
    assert np.array_equal(again.read(text).scores, classifier.read(text).scores)


def test_thresholds_come_from_genuine_texts_with_near_misses_that_a_hand_has_not_seen(english: Material):
    taught = set(english.rows(hand=0, texts=0).tolist())

    texts = mixed(english, hand=0)

    assert len(texts) == MIXED
    assert [rows for rows in texts if taught & set(rows.tolist())] == []
    assert (english.signs[np.concatenate(texts)] < 0).all()
    assert all(1 <= (english.hand[rows] >= 0).sum() <= NEAR_MISSES for rows in texts)


def test_nothing_is_read_as_nothing(classifier: Classifier):
    assert classifier.read("").scores.shape == (len(SIGNS),)
    assert stretch(classifier, classifier.read("…"), 0) == (0, 1)


@pytest.mark.parametrize(
    ("text", "is_parted"),
    [
        ("1.250", False), ("1.250,00", False), ("6:30–9:00", False), ("S.r.l. cerca", False),
        ("z. B.", False), ("pay. Call", True), ("pay, then", True), ("room – free", True),
    ],
)  # fmt: skip
def test_numbers_and_abbreviations_have_no_parts(text: str, is_parted: bool):
    words = [found.span() for found in WORD.finditer(text.lower())]

    found = [parted(text.lower(), *two) for two in pairwise(words)]

    assert any(found) is is_parted
