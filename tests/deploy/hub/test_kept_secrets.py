import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy.cohort_service.service import cookie_secret
from deploy.hub import kept_secrets
from deploy.hub.files import secret_file
from deploy.hub.kept_secrets import EmptySecret, kept_secret


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path):
    file = tmp_path / "pin_key"

    made = secret_file(file)

    assert (len(bytes.fromhex(made)), secret_file(file)) == (32, made)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_writing_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(_descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(kept_secrets.os, "fsync", broken)
    for make in (lambda: secret_file(tmp_path / "pin_key"), lambda: cookie_secret(tmp_path)):
        with pytest.raises(OSError, match="no space"):
            make()

    assert list(tmp_path.iterdir()) == []


def test_an_empty_secret_is_refused_by_name(tmp_path: Path):
    for name in ("pin_key", "cookie_secret"):
        (tmp_path / name).touch()

    with pytest.raises(EmptySecret, match="pin_key"):
        secret_file(tmp_path / "pin_key")
    with pytest.raises(EmptySecret, match="cookie_secret"):
        cookie_secret(tmp_path)


def test_many_at_once_agree(tmp_path: Path):
    file = tmp_path / "console_token"
    with ThreadPoolExecutor(8) as pool:
        seen = set(pool.map(lambda number: kept_secret(file, bytes([number]) * 32), range(1, 33)))

    assert len(seen) == 1
    assert list(tmp_path.iterdir()) == [file]
