"""Which style of the Word template a kind of block has."""

STYLES = {
    "name": "Title",
    "label": "Subtitle",
    "contact": "CV Contact",
    "photo": "CV Photo",
    "heading": "Heading 1",
    "entry": "Heading 2",
    "detail": "CV Detail",
    "item": "List Bullet",
    "text": "Body Text",
    "consent": "CV Consent",
}
KINDS = {style: kind for kind, style in STYLES.items()}
SEPARATOR = "  |  "
"""Between contacts that share a line."""
