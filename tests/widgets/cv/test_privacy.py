import time

import pytest

from widgets.cv.privacy import findings, refusals, strip_forbidden
from widgets.privacy.addresses import addresses_in_town
from widgets.privacy.details import Finding

ADDRESSES = [
    "Abito in Via Roma 5, Palermo",
    "via roma 5",
    "Via G. Garibaldi, 12/A",
    "Viale della Libertà n. 100",
    "V.le Europa 33",
    "Piazza Garibaldi 3, Bari",
    "Corso Vittorio Emanuele 12",
    "C.so Italia, 7",
    "C/ Mayor 5, 3º B",
    "calle mayor 12, madrid",
    "Avda. de la Constitución, nº 8",
    "Plaza España 4",
    "Carrera 7 # 45-10, Bogotá",
    "Calle 12 # 34 - 56",
    "12 rue de la Paix, Paris",
    "12, avenue Victor Hugo",
    "5 bis impasse des Lilas",
    "3 place de la République",
    "rue Neuve 12, Bruxelles",
    "Str. Unirii nr. 5, bl. A2, sc. 1, ap. 3",
    "strada Mihai Eminescu 14",
    "Bd. Ștefan cel Mare, nr. 3",
    "bl. 12, sc. B, ap. 40",
    "Οδός Ερμού 15",
    "Λεωφόρος Κηφισίας 120, Αθήνα",
    "Σταδίου 15, 105 62 Αθήνα",
    "Πανεπιστημίου 30, Αθήνα 106 79",
    "ул. Витоша 12, София",
    "бул. Васил Левски № 5",
    "ж.к. Люлин, бл. 305, вх. А, ап. 12",
    "Hauptstraße 5",
    "Lange Straße 12a, Berlin",
    "Goethestr. 7",
    "Marktplatz 3, Wien",
    "Am Markt 5, 20095 Hamburg",
    "12 Baker Street, London",
    "I live at 12 baker street",
    "Flat 3, 24 Airport Road, Benin City",
    "7 St Mary Close, Leeds",
    "SW1A 1AA",
    "Rua das Flores, 25",
    "Rruga Durrësit 12, Tiranë",
    "شارع الحرية 15، طرابلس",
    "شارع محمد الخامس رقم ١٢",
    "вул. Шевченка, 10",
    "вулиця Лесі Українки, буд. 5, кв. 12",
    "улица Ленина, дом 5",
    "Indirizzo: Contrada San Marco, 90133",
    "Address: House 5, Ugbowo",
    "العنوان: حي السلام، عمارة 5",
    "شارع الملك فيصل، عمارة 12",
    "via 25 Aprile 3",
    "Str. 1 Decembrie 1918 nr. 5",
    "12 rue du 8 Mai 1945",
    "abito in via roma 5 con mia sorella",
    "via roma 5 palermo",
    "Via Roma snc",
    "Passeig de Gràcia 43",
    "οδος Ερμου 15",
    "вул Хрещатик 22",
    "Kaiser-Wilhelm-Ring 12, Köln",
    "No 5, Sapele Road, Benin City",
    "221B Baker Street",
]

NO_ADDRESSES = [
    "",
    "Via",
    "Vendita via internet",
    "Vendita via internet 24 ore su 24",
    "Contatti via e-mail 3 volte al giorno",
    "Via col vento",
    "Pulizia di strade e piazze",
    "Corso di italiano 2019",
    "Corso di cucina, 120 ore",
    "Corso HACCP 12 ore",
    "Corso di italiano livello 2",
    "Corso Italiano A2",
    "In piazza 5 volte alla settimana",
    "Ristorante Piazza Grande",
    "Mercato di via Sannio",
    "Vendía en la calle durante 5 años",
    "Limpieza de la calle",
    "Trabajé 3 años en la plaza del mercado",
    "3 cours de français par semaine",
    "2 places de parking",
    "Une place de 5 ans dans un hôtel",
    "Route de nuit, 12 ans",
    "Am lucrat la piață 5 ani",
    "Am lucrat pe stradă 2 luni",
    "Δούλεψα 3 χρόνια στην οδό Ερμού",
    "Работих 3 години на улицата",
    "Arbeitsplatz 3 Jahre",
    "Spielplatz 2",
    "Ich habe 3 Jahre in der Straßenreinigung gearbeitet",
    "Unterwegs 5 Tage",
    "Worked 12 years in a hotel",
    "I worked 12 years on the street market",
    "2 jobs in Oxford Street",
    "Cleaned 3 floors in the main street",
    "From 2019 to 2021 in High Street shop",
    "2019 High Street shop",
    "Sold food in 5 places",
    "I like my place of work",
    "Room 12, 3rd floor",
    "A team of 5, 20000 clients",
    "5 hotels, 12 floors, 300 rooms",
    "Level B2, 120 hours",
    "عملت في الشارع 5 سنوات",
    "عملت 3 سنوات في شارع التسوق",
    "Працювала 3 роки на вулиці",
    "Продавала на вулиці 2 роки",
    "E-mail address: amina90@example.org",
    "Indirizzo e-mail: amina90@example.org",
    "Residenza per anziani, 40 ospiti",
    "Hotel Via Veneto",
    "Primary school no. 5",
    "Școala nr. 5",
    "Училище № 12",
    "12 Monate Elternzeit",
    "Strada facendo",
    "24 Stunden Betreuung",
    "I write a blog etc. at home",
    "Kita 5, Ring 3",
    "3 Wege",
    "Viale alberato 3 km",
    "3 platos en la plaza",
    "Corso presso CPIA 3",
    "Gestione di 5 piazze",
    "Worked at Park Place, 5 days",
    "Cleaned 20 terraces",
    "Team 3, 12000 Gäste",
    "5 star hotel, 12 rooms",
    "Class 5B, 2010",
    "Room service, 12 floors",
    "Sold via more than 37,000 shops",
]

DOCUMENTS = [
    "RSSMRA85T10A562S",
    "codice fiscale rssmra85t10a562s",
    "NIE X1234567L",
    "Y-7654321-G",
    "12345678Z",
    "12345678-Z",
    "1960523460016",
    "ЕГН 7523169263",
    "7523169263",
    "ΑΦΜ 094259216",
    "ΑΜΚΑ: 01018512345",
    "Passport no. A12345678",
    "My passport number is AB 123456",
    "passaporto n. YA1234567",
    "Pasaporte: XDA123456",
    "passeport numéro 123456789",
    "pașaport nr. 051234567",
    "Permesso di soggiorno n. I12345678",
    "titre de séjour 9912345678",
    "Permis de ședere nr 123456",
    "άδεια διαμονής 123456789",
    "Разрешение за пребиваване 123456789",
    "Aufenthaltstitel Nr. Y1234567",
    "جواز السفر رقم ١٢٣٤٥٦٧٨",
    "паспорт № 123456789",
    "2 55 08 14 168 025 38",
    "Carta d'identità AX1234567",
    "Carta d’identità n. 1234567",
    "AB 12 34 56 C",
]

NO_DOCUMENTS = [
    "",
    "I have a passport",
    "Passport valid until 2027",
    "passport valid until 12-05-2027",
    "Permesso di soggiorno 2019-2021",
    "permesso di soggiorno valido fino al 12.05.2027",
    "Residence permit since 2019",
    "Tel. 3331234567",
    "+39 333 123 4567",
    "Telefono 3312123456",
    "WhatsApp +2348031234567",
    "0888 123 456",
    "Worked 2019 to 2021",
    "12345678",
    "Served 1200 guests in 2019 and 1500 in 2020",
    "Nie wieder 100 Stunden",
    "Codice fiscale: da richiedere",
    "ISO 9001, HACCP 852/2004",
    "Kindergarten 2012-2015, Schule 2015-2019",
    "Sold 10000000 tickets",
    "Regulation 2016/679",
]

BANK = [
    "IT60 X054 2811 1010 0000 0123 456",
    "it60x0542811101000000123456",
    "IBAN: ES91 2100 0418 4502 0005 1332 grazie",
    "FR14 2004 1010 0505 0001 3M02 606",
    "RO49AAAA1B31007593840000",
    "GR16 0110 1250 0000 0001 2300 695",
    "BG80 BNBG 9661 1020 3456 78",
    "DE89 3704 0044 0532 0130 00",
    "GB29 NWBK 6016 1331 9268 19",
    "UA213223130000026007233566001",
    "4111 1111 1111 1111",
    "5500-0000-0000-0004",
    "378282246310005",
    "٤١١١ ١١١١ ١١١١ ١١١١",
]

NO_BANK = [
    "",
    "IT60 X054 2811 1010 0000 0123 457",
    "4111 1111 1111 1112",
    "+39 333 123 4567",
    "+234 803 123 4567",
    "00234 803 123 4567",
    "333 1234567 / 333 7654321",
    "2015 2016 2017 2018",
    "2015-2016-2017-2018",
    "0000 0000 0000 0000",
    "Tel 3491 2345 6789 0123",
    "IT12 computers repaired and 34 sold in a shop",
    "Worked from 2019-05 to 2021-06",
]

BIRTHS = [
    "Born on 12.03.1990",
    "I was born in Lagos in 1990",
    "Nata a Lagos il 12/03/1990",
    "Fecha de nacimiento: 12-03-1990",
    "Née le 12/03/1990",
    "Născută la 12.03.1990",
    "Γεννήθηκα στις 12/3/1990",
    "Родена на 12.03.1990 г.",
    "geb. 12.03.1990",
    "Geburtsdatum 12. 3. 1990",
    "تاريخ الميلاد ١٢/٣/١٩٩٠",
    "مواليد 1990",
    "Народилася 12.03.1990",
]

NO_BIRTHS = [
    "",
    "Born in Lagos",
    "Worked since 1990",
    "12.03.1990",
    "Cakes for birthday parties 2019",
    "Nata per cucinare",
]


def kinds(text, path=()):
    return sorted({finding.kind for finding in findings(text, path)})


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_street_address_is_found(text):
    assert "address" in kinds(text)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_only_resembles_an_address_is_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize("text", DOCUMENTS)
def test_the_number_of_a_document_is_found(text):
    assert kinds(text) == ["document"]


@pytest.mark.parametrize("text", NO_DOCUMENTS)
def test_a_document_without_its_number_and_other_numbers_are_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize("text", BANK)
def test_the_number_of_an_account_or_a_card_is_found(text):
    assert kinds(text) == ["bank"]


@pytest.mark.parametrize("text", NO_BANK)
def test_numbers_with_wrong_check_digits_and_phones_are_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize("text", BIRTHS)
def test_a_date_of_birth_is_found(text):
    assert kinds(text) == ["birth"]


@pytest.mark.parametrize("text", NO_BIRTHS)
def test_other_dates_are_left_alone(text):
    assert kinds(text) == []


def test_a_finding_says_where_it_stands():
    text = "I live in Via Roma 5, Palermo. IBAN DE89 3704 0044 0532 0130 00"

    found = findings(text, ["basics", "summary"])

    assert [(each.kind, text[each.start : each.end]) for each in found] == [
        ("address", "Via Roma 5"),
        ("bank", "DE89 3704 0044 0532 0130 00"),
    ]
    assert found[0] == Finding("address", 10, 20, ("basics", "summary"))


@pytest.mark.parametrize("town", ["90133 Palermo", "Via Roma", "calle Mayor", "вул. Шевченка"])
def test_the_field_for_the_town_takes_no_postcode_and_no_street(town):
    assert [each.kind for each in refusals(["basics", "town"], town)] == ["address"]


@pytest.mark.parametrize(
    "town",
    ["Palermo", "Piazza Armerina", "L'Aquila", "Viareggio", "Rue", "القاهرة", "Paris 12", "Bourg-en-Bresse"],
)
def test_the_field_for_the_town_takes_towns(town):
    assert addresses_in_town(town) == []


def test_a_phone_in_its_field_is_never_refused():
    assert refusals(["basics", "phone"], "3312123456") == []
    assert refusals(["basics", "phone"], "+39 331 212 3456") == []


def test_what_overlaps_is_found_once():
    text = "Indirizzo: Via Roma 5, 90133 Palermo"

    assert findings(text) == [Finding("address", 0, len(text))]


def test_a_birth_date_is_noticed_but_not_refused():
    assert refusals(["basics", "summary"], "Born on 12.03.1990") == []


def test_a_new_entry_is_looked_through():
    entry = {
        "id": "ab123456",
        "position": "Cook",
        "phrases": ["cook.meals"],
        "text": "Hauptstraße 5",
        "start": "2019-05",
    }

    assert [(each.kind, each.path) for each in refusals(["work", "ab123456"], entry)] == [
        ("address", ("work", "ab123456", "text"))
    ]


@pytest.mark.parametrize("value", [None, True, 5, [], {}, "", ["cook.meals"]])
def test_values_without_words_are_never_refused(value):
    assert refusals(["work", "a", "phrases"], value) == []


def test_a_key_for_an_address_is_refused_whatever_it_holds():
    assert [each.kind for each in refusals(["basics", "streetAddress"], "Palermo")] == ["address"]


@pytest.mark.parametrize(
    "town",
    [
        "Πατησίων 45, Αθήνα",
        "Garibaldi 12, Palermo",
        "Palermo, Garibaldi 12",
        "Шевченка 12, Київ",
        "Mehringdamm 12a Berlin",
    ],
)
def test_a_house_beside_the_town_is_no_town(town):
    assert "address" in {each.kind for each in refusals(["basics", "town"], town)}


@pytest.mark.parametrize(
    "town", ["Paris 12", "Wien 10", "Sector 3, București", "Paris 12e arrondissement", "Αθήνα"]
)
def test_a_part_of_a_town_may_have_a_number(town):
    assert refusals(["basics", "town"], town) == []


def test_a_letter_of_another_alphabet_in_a_number_is_no_bank_account():
    assert refusals(["basics", "summary"], "Casa: No12 İzmir Bornova") == []


def test_an_import_keeps_the_words_around_an_address():
    kept = strip_forbidden(["work", "w1"], {"id": "w1", "text": "The bar was in via Roma 5. I cooked."})

    assert kept["text"].startswith("The bar was")
    assert kept["text"].endswith("I cooked.")


def test_an_import_keeps_what_can_be_stored():
    entry = {
        "id": "w1",
        "position": "Cook",
        "text": "Hauptstraße 5",
        "notes": ["12345678Z", "Sewing"],
        "current": False,
    }

    assert strip_forbidden(["work", "w1"], entry) == {
        "id": "w1",
        "position": "Cook",
        "notes": ["Sewing"],
        "current": False,
    }


@pytest.mark.parametrize(
    "part", ["-", "a-", "x'", "a. ", " ", "1", "1 ", "via ", "12 a ", "IT12 ", "passport ", "address: ", "ab"]
)
def test_a_long_text_is_searched_in_a_moment(part):
    assert findings(part * 10000, ["basics", "summary"]) == []


def test_a_text_without_end_is_refused_as_a_whole_and_not_searched():
    long = "Via Roma 5 " * 60_000
    begin = time.process_time()

    found = refusals(("basics", "summary"), long)

    assert [finding.kind for finding in found] == ["too_long"]
    assert time.process_time() - begin < 0.5
    assert refusals(("basics", "summary"), "a" * 5000) == []
    assert strip_forbidden((), {"basics": {"name": "Amina", "summary": long}}) == {
        "basics": {"name": "Amina"}
    }
