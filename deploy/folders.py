"""The folders of an installation, for their owner only."""

from .settings import Settings

PRIVATE = 0o700


def make_private(settings: Settings) -> None:
    """Made where missing; the accounts of cohorts may have been let through the upper ones, so those stay."""
    for folder in (settings.home, settings.hub, settings.cohorts):
        is_new = not folder.exists()
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        if is_new:
            folder.chmod(PRIVATE)
    settings.hub.chmod(PRIVATE)
