import pytest

from widgets.interview.answers import HINTS, LONGEST, Remark, folded, remarks, table
from widgets.language import languages

GOOD = {
    "en": "At home I cooked for ten people every day. Once there was no water, so I planned the meals anew and asked the neighbours for help. In the end everybody ate on time.",
    "it": "Una volta c'era poca acqua e ho cucinato lo stesso per dieci persone. Ho organizzato la spesa e ho chiesto aiuto ai vicini. Alla fine tutti hanno mangiato in tempo.",
    "es": "Una vez no había agua y cociné igual para diez personas. Organicé la compra y pregunté a los vecinos. Al final todos comieron a tiempo.",
    "fr": "Une fois il n'y avait pas d'eau et j'ai cuisiné pour dix personnes. J'ai organisé les achats et j'ai demandé aux voisins. À la fin, tout le monde a mangé à l'heure.",
    "ro": "Odată nu era apă și am gătit totuși pentru zece persoane. Am organizat cumpărăturile și am întrebat vecinii. La final toți au mâncat la timp.",
    "el": "Μια φορά δεν υπήρχε νερό και μαγείρεψα για δέκα άτομα. Οργάνωσα τα ψώνια και ρώτησα τους γείτονες. Στο τέλος όλοι έφαγαν στην ώρα τους.",
    "bg": "Веднъж нямаше вода, но сготвих за десет души. Организирах покупките и попитах съседите. Накрая всички ядоха навреме и бяха доволни.",
    "de": "Einmal gab es kein Wasser, und ich habe trotzdem für zehn Personen gekocht. Ich habe den Einkauf geplant und die Nachbarn gefragt. Am Ende haben alle pünktlich gegessen.",
    "ar": "ذات مرة لم يكن هناك ماء وطبخت لعشرة أشخاص في البيت. نظمت المشتريات وسألت الجيران عن المساعدة. في النهاية أكل الجميع في الوقت المناسب.",
    "uk": "Одного разу не було води, але я готувала для десяти людей. Я організувала покупки й запитала сусідів. Зрештою всі поїли вчасно.",
}
EMPTY = {
    "en": "I am always on time and I work carefully and I like people and I can learn quickly everything here",
    "it": "Sono sempre puntuale e lavoro con attenzione e mi piace stare con la gente e imparo in fretta",
    "es": "Soy muy puntual y trabajo con cuidado y me gusta la gente y aprendo rápido muchas cosas",
    "fr": "Je suis toujours à l'heure et je travaille avec soin et j'aime les gens et j'apprends vite",
    "ro": "Sunt punctuală și lucrez cu grijă și îmi plac oamenii și învăț repede lucruri noi aici",
    "el": "Είμαι πάντα στην ώρα μου και δουλεύω με προσοχή και μου αρέσουν οι άνθρωποι και μαθαίνω γρήγορα",
    "bg": "Винаги съм точна и работя внимателно и обичам хората и уча бързо нови неща тук при вас",
    "de": "Ich bin immer pünktlich und arbeite sorgfältig und mag Menschen und lerne sehr schnell neue Dinge",
    "ar": "أنا دقيقة في المواعيد وأعمل بعناية وأحب الناس وأتعلم بسرعة أشياء جديدة كثيرة هنا في العمل",
    "uk": "Я завжди вчасно і працюю уважно і люблю людей і швидко вчуся нових речей тут у вас",
}
PRIVATE = {
    "en": ("my husband", "family"),
    "it": ("mio marito", "family"),
    "es": ("estoy embarazada", "pregnancy"),
    "fr": ("je suis malade", "health"),
    "ro": ("sunt însărcinată", "pregnancy"),
    "el": ("είμαι έγκυος", "pregnancy"),
    "bg": ("съпругът ми", "family"),
    "de": ("ich bin schwanger", "pregnancy"),
    "ar": ("وزوجي", "family"),
    "uk": ("мій чоловік", "family"),
}


def codes(text, language):
    return [each.code for each in remarks(text, [language])]


@pytest.mark.parametrize("language", list(languages()))
def test_an_answer_with_an_example_and_its_end_gets_no_remark(language):
    assert remarks(GOOD[language], [language]) == []


@pytest.mark.parametrize("language", list(languages()))
def test_claims_without_an_example_are_noticed(language):
    assert codes(EMPTY[language], language) == ["no_example"]


@pytest.mark.parametrize("language", list(languages()))
def test_what_is_private_is_quoted(language):
    words, kind = PRIVATE[language]

    found = remarks(f"{GOOD[language]} {words.capitalize()}.", [language])

    assert found == [Remark(f"personal_{kind}", found[0].quote)]
    assert folded(found[0].quote) in folded(words)


@pytest.mark.parametrize("language", list(languages()))
def test_every_language_has_words_for_everything(language):
    assert {name: len(words) >= 15 for name, words in table(language).items() if isinstance(words, list)} == {
        "example": True,
        "result": True,
    }
    assert {group: sorted(table(language)[group]) for group in ("avoid", "personal")} == {
        "avoid": ["any_work", "blame", "not_know", "rude", "self_down"],
        "personal": ["age", "family", "health", "origin", "past", "pregnancy", "religion"],
    }


def test_there_are_files_for_every_language():
    assert sorted(file.stem for file in HINTS.glob("*.toml")) == sorted(languages())


def test_short_long_and_empty_are_seen():
    assert codes("I cooked.", "en") == ["too_short", "no_result"]
    assert codes("Once I cooked so well. " * 30, "en") == ["too_long"]
    assert codes(" \n", "en") == ["empty"]
    assert LONGEST == 130


def test_an_example_without_an_end_asks_for_it():
    text = "Once I cooked for ten people with my sister and we had very little time and no water at all"

    assert codes(text, "en") == ["no_result"]


def test_her_own_language_is_read_beside_the_employers():
    assert remarks(GOOD["ar"], ["it", "ar"]) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("I live in via Roma 12, Palermo", "private_address"),
        ("My boss was bad", "avoid_blame"),
        ("I take any job", "avoid_any_work"),
        ("I am not good", "avoid_self_down"),
        ("No idea", "avoid_not_know"),
        ("I am 34 years old", "personal_age"),
    ],
)
def test_words_that_do_harm_are_named(words, code):
    assert code in codes(f"{GOOD['en']} {words}.", "en")


def test_a_childrens_nurse_may_speak_of_children():
    text = "Once I looked after five children in a house and the children played outside. In the end the parents thanked me."

    assert remarks(text, ["en"]) == []


def test_accents_and_capitals_do_not_matter():
    assert folded("PER ESÉMPIO, ΌΤΑΝ") == "per esempio, οταν"
    assert len(folded("İstanbul ﷺ ß")) == len("İstanbul ﷺ ß")
