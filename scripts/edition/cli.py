"""The `edition` command: arguments into calls, problems into printed lines and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from edition.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> None:
    """Run the command of this process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command in the current directory; returns 0, or 1 if something is wrong."""
    options = _parser().parse_args(arguments)
    code: int = options.command(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="edition", description="Make and check the annotated edition.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="look for mistakes in seeds/ and change nothing")
    check.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="how to print problems: as text, or also as annotations of a pull request",
    )
    check.set_defaults(command=_check)

    build = commands.add_parser("build", help="check, then write the pages that MkDocs builds into docs/")
    build.set_defaults(command=_build, format="text")

    seal = commands.add_parser("seal", help="write a Content-Security-Policy into every page of a built site")
    seal.add_argument("site", type=Path, help="the folder of the built site")
    seal.set_defaults(command=_seal)

    verify = commands.add_parser("verify", help="prove that a built site says what the seeds say")
    verify.add_argument("site", type=Path, help="the folder of the built site")
    verify.set_defaults(command=_verify)
    return parser


# What a command needs is imported when it runs, so that each starts fast.


def _check(options: argparse.Namespace) -> int:
    from edition.build import read_edition  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems)
    if problems:
        return _report(problems, options.format, "Nothing was changed.")
    print(
        f"{len(edition.texts)} texts, {len(edition.notes)} notes, {len(edition.entries)} entries,"
        f" {len(edition.parallels)} parallels: no problems."
    )
    return 0


def _build(options: argparse.Namespace) -> int:
    from edition.build import read_edition, write_edition  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems, os.environ.get("REPO_URL", ""))
    if problems:
        return _report(problems, options.format, "Nothing was built.")
    changed = write_edition(Path.cwd(), edition)
    print(f"docs/: {changed} files changed.")
    return 0


def _report(problems: Problems, form: str, last: str) -> int:
    for problem in problems.in_order():
        print(problem, file=sys.stderr)
        if form == "github":
            print(problem.for_github())
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    files = "1 file" if problems.files == 1 else f"{problems.files} files"
    print(f"{count} in {files}. {last}", file=sys.stderr)
    return 1


def _seal(options: argparse.Namespace) -> int:
    from edition.seal import seal  # noqa: PLC0415

    print(f"{seal(options.site)} pages sealed.")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from edition.links import faults  # noqa: PLC0415
    from edition.texts import read_texts  # noqa: PLC0415
    from edition.verify import Difference, verify  # noqa: PLC0415

    problems = Problems()
    texts = read_texts(Path.cwd(), problems)
    if problems:
        return _report(problems, "text", "Nothing was verified.")
    try:
        for proof in verify(options.site, texts):
            print(proof)
    except Difference as difference:
        print(difference, file=sys.stderr)
        return 1
    found = faults(options.site)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0
