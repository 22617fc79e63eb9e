import json
from pathlib import Path

import pytest

from widgets.cv.phrases import PhraseBank, esco_uris
from widgets.language import languages
from widgets.occupations.own.occupations import occupations

ESCO = Path(__file__).parents[4] / "shared/data/occupations/esco_occupation_labels.jsonl"
OCCUPATIONS = list(PhraseBank("en").occupations())
WITH_TASKS = [name for name in OCCUPATIONS if PhraseBank("en").tasks(name)]
TAGS = list(languages())


def test_the_bank_knows_all_our_occupations_in_the_feminine_form():
    names = PhraseBank("it").occupations()

    assert len(names) == len({each.id for each in occupations().values()}) >= 55
    assert (names["cook"], names["florist"]) == ("Cuoca", "Fioraia")


def test_every_occupation_has_skills_to_tap():
    bank = PhraseBank("en")

    assert [name for name in OCCUPATIONS if not 4 <= len(bank.skills(name)) <= 6] == []


@pytest.mark.parametrize("occupation", WITH_TASKS)
def test_twelve_occupations_have_six_tasks_and_five_skills(occupation):
    bank = PhraseBank("en")

    assert len(WITH_TASKS) == 12

    assert (len(bank.tasks(occupation)), len(bank.skills(occupation))) == (6, 5)


def test_everyday_life_gives_skills_too():
    assert len(PhraseBank("en").skills()) >= 16


def test_a_phrase_is_found_by_the_id_that_the_document_keeps():
    bank = PhraseBank("es")

    assert bank.phrase("cleaner.rooms") == "Limpieza de oficinas, habitaciones y escaleras"
    assert bank.phrase("skills.everyday.organise") == "Organización del hogar"
    assert bank.phrase("occupations.cleaner") == "Limpiadora"
    assert bank.phrase("levels.native") == "Lengua materna"


def test_every_id_that_the_bank_offers_is_an_id_that_it_holds():
    bank = PhraseBank("fr")
    offered = [
        phrase_id
        for name in OCCUPATIONS
        for phrase_id in [*bank.tasks(name), *bank.skills(name), f"occupations.{name}"]
    ]

    assert len(offered) > 300
    assert [phrase_id for phrase_id in offered if phrase_id not in bank] == []


@pytest.mark.parametrize(
    "stranger", ["", "cleaner", "cleaner.fly", "skills.pilot.fly", "levels.D1", None, "a.b.c"]
)
def test_the_bank_says_what_it_does_not_hold(stranger):
    assert stranger not in PhraseBank("en")


def test_an_unknown_language_gets_english():
    assert PhraseBank("tlh").phrase("occupations.cook") == "Cook"


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_no_phrase_is_left_in_english(tag):
    english, own = PhraseBank("en"), PhraseBank(tag)
    ids = [i for name in [*OCCUPATIONS, "everyday"] for i in [*english.tasks(name), *english.skills(name)]]

    assert len(ids) > 140
    assert [i for i in ids if own.phrase(i) == english.phrase(i)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_the_phrases_of_one_list_differ_and_fit_on_a_line(tag):
    bank = PhraseBank(tag)
    lists = [bank.tasks(name) for name in OCCUPATIONS] + [
        bank.skills(name) for name in [*OCCUPATIONS, "everyday"]
    ]

    assert [phrases for phrases in lists if len(set(phrases.values())) < len(phrases)] == []
    assert [
        p for phrases in lists for p in phrases.values() if len(p) > 72 or p != p.strip() or p.endswith(".")
    ] == []


def test_every_occupation_has_its_esco_uri():
    assert set(OCCUPATIONS) <= esco_uris().keys()


@pytest.mark.skipif(not ESCO.exists(), reason="the ESCO labels are not part of the repository")
def test_the_esco_uris_are_those_of_the_labels():
    labels = {
        "cleaner": "building cleaner",
        "room_attendant": "room attendant",
        "kitchen_helper": "kitchen assistant",
        "cook": "cook",
        "waitress": "waiter/waitress",
        "care_worker": "home care aide",
        "child_minder": "babysitter",
        "shop_assistant": "shop assistant",
        "warehouse_worker": "warehouse worker",
        "hairdresser": "hairdresser",
        "seamstress": "sewing machinist",
        "farm_worker": "crop production worker",
    }
    rows = [json.loads(line) for line in ESCO.read_text("utf-8").splitlines()]
    by_label = {row["labels"]["en"][0]: row["uri"] for row in rows if row["labels"].get("en")}

    assert {name: esco_uris()[name] for name in labels} == {
        name: by_label[label] for name, label in labels.items()
    }
