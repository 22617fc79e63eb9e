"""The Hub's files that others open too: the roster and the secrets, each readable by its owner only."""

import secrets
from pathlib import Path

from ..settings import Settings
from .kept_secrets import kept_secret
from .pins import Vault
from .roster import Roster


def open_roster(settings: Settings) -> Roster:
    return Roster(settings.hub / "roster.sqlite")


def open_vault(settings: Settings) -> Vault:
    """Its key makes a stolen roster useless: back both up, apart from each other."""
    return Vault(bytes.fromhex(secret_file(settings.hub / "pin_key")))


def console_token(settings: Settings) -> str:
    """With it the command line removes people from the running Hub."""
    return secret_file(settings.hub / "console_token")


def secret_file(file: Path) -> str:
    """32 random bytes in hexadecimal, made at the first use."""
    return kept_secret(file, secrets.token_hex(32).encode("ascii")).decode("ascii")
