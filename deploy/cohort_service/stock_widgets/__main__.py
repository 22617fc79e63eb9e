"""Rebuilds the bundle from `source/`; needs npm."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "source"
STAMP = HERE / "built_from.txt"
OUTPUTS = ("js/manager.js", "css/manager.css", "licenses.txt")


def source_digest() -> str:
    """What the bundle was built from; the test of its being current compares it."""
    digest = hashlib.sha256()
    for file in sorted(SOURCE.iterdir()):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def build(target: Path) -> None:
    """Write the bundle into `target`."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for file in SOURCE.iterdir():
            if file.is_file():
                shutil.copy(file, work)
        npm("ci", "--no-audit", "--no-fund", "--silent", cwd=work)
        npm("exec", "--", "esbuild", "manager.js", *esbuild_options(), cwd=work)
        for place, made in zip(OUTPUTS, ("manager.js", "manager.css", "manager.js.LEGAL.txt"), strict=True):
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(work / "out" / made, target / place)


def esbuild_options() -> list[str]:
    loaders = [f"--loader:.{kind}=dataurl" for kind in ("svg", "woff", "woff2", "ttf", "eot")]
    return [
        "--bundle",
        "--format=esm",
        "--minify",
        "--target=es2020",
        "--charset=utf8",
        "--legal-comments=external",
        "--log-level=error",
        "--outdir=out",
        '--define:process.env.NODE_ENV="production"',
        "--define:global=globalThis",
        *loaders,
    ]


def npm(*arguments: str, cwd: Path) -> None:
    command = shutil.which("npm")
    if command is None:
        sys.exit("npm is not installed")
    subprocess.run([command, *arguments], cwd=cwd, check=True, env=os.environ)  # noqa: S603 -- our own arguments


def main() -> None:
    build(HERE)
    STAMP.write_text(source_digest() + "\n")


if __name__ == "__main__":
    main()
