"""The Hub's own process: `python -m deploy.hub`, started by `onward hub`."""

from ..settings import read_settings
from .app import run

if __name__ == "__main__":
    run(read_settings())
