"""Runs every benchmark and writes `RESULTS.md`: `make bench`."""

from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import lesson_page, store_saving
from tests.benchmarks.table import machine

RESULTS = Path(__file__).parent / "RESULTS.md"
TITLE = """# Benchmarks

Written by `make bench`, which runs the stock alternative beside ours. Websockets are not slowed by the
browser's emulation, on either side. KB and requests include what our page fetches ahead for the next step as
soon as the first answer is saved; the first screen itself takes 3 requests.
"""


def main() -> None:
    parts = [
        TITLE,
        f"{datetime.now(UTC):%Y-%m-%d}, {machine()}",
        "",
        lesson_page.measure(),
        "",
        store_saving.measure(),
        "",
    ]
    RESULTS.write_text("\n".join(parts), "utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
