import pytest

from widgets.language.detect import all_signs, detect, language_or, script_of
from widgets.language.languages import languages

SENTENCES = {
    "en": [
        "I cleaned rooms in a hotel for two years.",
        "She is friendly and always on time",
        "I like to cook for many people.",
        "My mother taught me how to sew when I was young",
        "Looked after three children at home",
        "I want to learn a new job",
        "Worked at the till and filled shelves",
    ],
    "it": [
        "Ho lavorato due anni in un albergo.",
        "Mi piace cucinare per molte persone",
        "Sono una persona puntuale e tranquilla.",
        "Ho imparato a cucire da mia madre",
        "Cerco un lavoro vicino a casa mia",
        "Nel mio paese vendevo verdura al mercato",
        "Assistenza agli anziani nella vita di ogni giorno",
    ],
    "es": [
        "Trabajé dos años en un hotel.",
        "Me gusta cocinar para mucha gente",
        "Soy una persona puntual y tranquila.",
        "Aprendí a coser con mi madre",
        "Cuidé a tres niños en su casa",
        "Busco un trabajo cerca de mi casa",
        "En mi país vendía verdura en el mercado",
    ],
    "fr": [
        "J'ai travaillé deux ans dans un hôtel.",
        "J'aime cuisiner pour beaucoup de monde",
        "Je suis une personne ponctuelle et calme.",
        "Ma mère m'a appris à coudre quand j'étais petite",
        "J’ai gardé trois enfants à la maison",
        "Je cherche un travail près de chez moi",
        "Dans mon pays, je vendais des légumes au marché",
    ],
    "ro": [
        "Am lucrat doi ani într-un hotel.",
        "Îmi place să gătesc pentru multă lume",
        "Sunt o persoană punctuală și liniștită.",
        "Am învățat să cos de la mama mea",
        "Am avut grija de trei copii acasa",
        "Caut un loc de muncă aproape de casă",
        "In tara mea vindeam legume la piata si lucram cu mama",
    ],
    "el": [
        "Δούλεψα δύο χρόνια σε ξενοδοχείο.",
        "Μου αρέσει να μαγειρεύω για πολύ κόσμο",
        "Είμαι συνεπής και ήρεμη.",
        "Έμαθα να ράβω από τη μητέρα μου",
        "Φρόντισα τρία παιδιά",
        "Ψάχνω δουλειά κοντά στο σπίτι μου",
    ],
    "bg": [
        "Работих две години в хотел.",
        "Обичам да готвя за много хора",
        "Аз съм точна и спокойна.",
        "Научих се да шия от майка ми",
        "Гледах три деца в дома им",
        "Търся работа близо до дома",
        "В моята страна продавах зеленчуци на пазара",
    ],
    "de": [
        "Ich habe zwei Jahre in einem Hotel gearbeitet.",
        "Ich koche gern für viele Menschen",
        "Ich bin pünktlich und ruhig.",
        "Meine Mutter hat mir das Nähen beigebracht",
        "Ich habe auf drei Kinder aufgepasst",
        "Ich suche eine Arbeit in der Nähe",
        "In meinem Land habe ich Gemüse auf dem Markt verkauft",
    ],
    "ar": [
        "عملت سنتين في فندق",
        "أحب أن أطبخ لكثير من الناس",
        "أنا امرأة هادئة وأحترم المواعيد",
        "تعلمت الخياطة من أمي",
        "كنت أعتني بثلاثة أطفال في البيت",
        "أبحث عن عمل قريب من بيتي",
    ],
    "uk": [
        "Я працювала два роки в готелі.",
        "Люблю готувати для багатьох людей",
        "Я пунктуальна і спокійна.",
        "Мене навчила шити моя мати",
        "Доглядала за трьома дітьми вдома",
        "Шукаю роботу поблизу дому",
        "Продавала овочі на ринку у своїй країні",
    ],
    "pt": [
        "Trabalhei dois anos em um hotel e cuidei das crianças",
        "Eu gosto de cozinhar para muitas pessoas",
    ],
    "ru": ["Я работала два года в гостинице, убирала комнаты", "Мне нравится готовить для большой семьи"],
    "sq": ["Kam punuar dy vite në një hotel", "Unë jam e qetë dhe mësoj shpejt në punë"],
    "ur": ["میں نے دو سال ہوٹل میں کام کیا"],
}
CASES = [(tag, sentence) for tag, sentences in SENTENCES.items() for sentence in sentences]
UNCLEAR = [
    "",
    "  ",
    "12 – 14",
    "Hotel Sole",
    "Maria Rossi",
    "Excel",
    "Palermo",
    "Bar Centrale",
    "Kofi",
    "مريم",
    "Amina Haddad",
]


@pytest.mark.parametrize(("tag", "sentence"), CASES)
def test_a_sentence_shows_its_language(tag, sentence):
    assert detect(sentence) == tag


def test_every_language_of_ours_has_at_least_six_sentences_here():
    assert [tag for tag in languages() if len(SENTENCES.get(tag, [])) < 6] == []


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_short_text_or_a_name_is_not_guessed(text):
    assert detect(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mo ti sise ni ile itura fun odun meji",
        "Dama liggéey ñaari at ci oteel bi",
        "Nagtrabaho ako sa hotel nang dalawang taon",
    ],
)
def test_a_language_without_signs_is_not_taken_for_one_of_ours(text):
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "script"),
    [("Amina أمينة رحماني", "ARABIC"), ("Ana 2019", "LATIN"), ("2019", ""), ("ሰላም", "ETHIOPIC")],
)
def test_the_script_is_that_of_most_letters(text, script):
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "otherwise", "language"),
    [
        ("Hotel Sole", "it", "it"),
        ("12", "it", "it"),
        ("طاهية", "it", "ar"),
        ("Кухня", "bg", "bg"),
        ("Кухня", "it", "uk"),
        ("I cleaned rooms in a hotel", "it", "en"),
        ("Hotel", "bg", "bg"),
        ("ஆசிரியர்", "en", "und"),
        ("Trabalho em casa", "pt-BR", "pt"),
        ("Bar", "pt-BR", "pt-BR"),
    ],
)
def test_an_unclear_text_counts_as_the_expected_language_unless_its_script_differs(text, otherwise, language):
    assert language_or(text, otherwise) == language


def test_every_language_of_ours_can_be_told():
    assert set(languages()) <= set(all_signs())
