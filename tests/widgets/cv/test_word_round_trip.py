from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.cv.model import Cv
from widgets.cv.outline import outline
from widgets.cv.word import read_docx, write_docx

LANGUAGES = st.sampled_from(["en", "it", "el", "bg", "de"])
WORDS = st.sampled_from(
    [
        "",
        "",
        "Cuoca",
        "Hotel Azzurro",
        "Rossi, Bianchi & C.",
        "فندق السلام",
        "(2 anni)",
        "A: B",
        "x\ny",
        "Ζωή – ζωή",
    ]
)
DATES = st.sampled_from(["", "2012", "2019-05", "2020-12"])
COUNTRIES = st.sampled_from(["", "IT", "MA", "NG", "GR"])
TASKS = st.lists(st.sampled_from(["cleaner.rooms", "cook.meals", "shop_assistant.help"]), max_size=2)


def entries(**fields):
    return st.lists(st.fixed_dictionaries({"id": st.just("a"), **fields}), max_size=2)


PERIOD = {"start": DATES, "end": DATES, "current": st.booleans()}
PLACE = {"town": WORDS, "country": COUNTRIES, "text": WORDS}
CVS = st.fixed_dictionaries(
    {
        "settings": st.fixed_dictionaries(
            {"language": LANGUAGES, "country": COUNTRIES, "consent": st.booleans()}
        ),
        "basics": st.fixed_dictionaries(
            {
                "name": WORDS,
                "label": WORDS,
                "occupation": st.sampled_from(["", "cook"]),
                "phone": st.sampled_from(["", "+39 333 123 4567"]),
                "email": st.sampled_from(["", "a@example.org"]),
                "town": st.sampled_from(["", "Palermo", "الدار البيضاء"]),
                "summary": WORDS,
            }
        ),
        "wishes": st.fixed_dictionaries(
            {
                "hours": st.lists(st.sampled_from(["mornings", "nights"]), max_size=2),
                "start": st.sampled_from(["", "now", "2027-01", "presto"]),
                "text": WORDS,
            }
        ),
        "work": entries(
            kind=st.sampled_from(["paid", "unpaid", "home"]),
            position=WORDS,
            occupation=st.sampled_from(["", "cleaner"]),
            employer=WORDS,
            phrases=TASKS,
            **PERIOD,
            **PLACE,
        ),
        "education": entries(
            kind=st.sampled_from(["school", "course", "other"]), title=WORDS, school=WORDS, **PERIOD, **PLACE
        ),
        "certificates": entries(name=WORDS, issuer=WORDS, date=DATES),
        "skills": st.lists(
            st.sampled_from(
                [{"id": "s", "phrase": "skills.everyday.organise"}, {"id": "s", "text": "Photoshop"}]
            )
        ),
        "languages": entries(
            language=st.sampled_from(["ar", "it", "bin", ""]),
            name=WORDS,
            level=st.sampled_from(["native", "B1", ""]),
        ),
        "interests": entries(text=WORDS),
    }
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CVS)
def test_a_cv_read_back_shows_what_it_showed(document):
    cv = Cv.from_document(document)

    assert seen(read_docx(write_docx(cv))) == seen(cv)


def seen(cv):
    return [(block.kind, block.text, block.aside) for block in outline(cv)]
