"""`python -m deploy.cli` is `onward`."""

from .app import app

if __name__ == "__main__":
    app(prog_name="onward")
