"""Command line: python -m evals.practice --seed N --out DIR [--manifest]."""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.practice.world import write


def main(arguments: list[str] | None = None) -> None:
    """Write one practice municipality."""
    parser = argparse.ArgumentParser(prog="python -m evals.practice", description="Schrijft een fictieve gemeente.")
    parser.add_argument("--seed", required=True, help='een getal, "tune", "report" of een ander woord')
    parser.add_argument("--out", required=True, type=Path, help="map waarin de gemeente komt")
    parser.add_argument("--manifest", action="store_true", help="schrijf ook manifest.toml")
    options = parser.parse_args(arguments)
    write(options.seed, options.out, manifest=options.manifest)


if __name__ == "__main__":
    main()
