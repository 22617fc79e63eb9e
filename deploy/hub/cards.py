"""Sign-in cards for learners: address, code and PIN, in a language of the pages."""

from collections.abc import Sequence
from pathlib import Path

from widgets.documents.cards import Card, write_cards
from widgets.language import load_text

from ..people import SignIn
from .pins import spoken

TEXTS = Path(__file__).parent / "text"


def sign_in_cards(address: str, sign_ins: Sequence[SignIn], language: str) -> bytes:
    """A Word document with a card for each."""
    text = load_text(TEXTS, language)

    def card(sign_in: SignIn) -> Card:
        pin = f"{sign_in.secret[:3]} {sign_in.secret[3:]}"
        code = spoken(sign_in.name)
        lines = [(text("card.address"), address), (text("card.code"), code), (text("card.pin"), pin)]
        return Card(lines, text("card.keep"))

    return write_cards([card(sign_in) for sign_in in sign_ins], language)
