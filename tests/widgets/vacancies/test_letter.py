from widgets.documents import read_document
from widgets.vacancies.letter import paragraphs, write_letter

LETTER = {
    "start": ["hello", "read", "interested"],
    "me": ["careful"],
    "end": ["thanks", "regards", "name"],
    "text": "I have worked in a hotel.\n\nI like it.",
}


def test_sentences_stand_in_the_order_of_a_letter_with_her_own_words_before_the_end():
    lines = paragraphs(LETTER, "Cleaner", "Amina Haddad", "en")

    assert lines == [
        "Good morning,",
        "I have read your vacancy “Cleaner”. I am interested in this work and would like to apply.",
        "I work carefully and I am on time.",
        "I have worked in a hotel.",
        "I like it.",
        "Thank you for your answer.",
        "Kind regards",
        "Amina Haddad",
    ]


def test_without_a_name_the_last_line_is_left_out():
    assert paragraphs({"end": ["regards", "name"]}, "", "", "en") == ["Kind regards"]


def test_what_is_no_list_of_sentences_chooses_none():
    assert paragraphs({"start": "hello", "me": [{}]}, "", "", "en") == []


def test_the_word_file_has_every_paragraph_and_the_contacts_and_is_the_same_each_time():
    lines = paragraphs(LETTER, "Cleaner", "Amina Haddad", "en")
    contact = ["Amina Haddad", "+39 312 345 6789"]
    content = write_letter(lines, contact, "en")

    words = [paragraph.text for paragraph in read_document(content).paragraphs]

    assert words == [*contact, *lines]
    assert content == write_letter(lines, contact, "en")
