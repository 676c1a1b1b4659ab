"""The `edition` command: arguments into calls, problems into printed lines and an exit code."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from edition.problems import Problems, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Sized

    from edition.model import Text
    from edition.problems import Problem
    from edition.written.new import Draft

_GUIDE = Path("CONTRIBUTING.md")


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

    init = commands.add_parser("init", help="begin a new edition in a folder of its own")
    init.add_argument("folder", type=Path, help="where it will stand; not there yet, or empty")
    init.add_argument("--name", required=True, help="what the edition is called")
    init.add_argument("--language", default="en", help="which the interface and the notes speak")
    init.set_defaults(command=_init)

    _add_new(
        commands.add_parser("new", help="write the file of a new note or entry, to be filled in, or take in a text")
    )

    published = commands.add_parser("published", help="add new addresses to the list of those that must stay")
    published.set_defaults(command=_published)

    _add_renew(
        commands.add_parser("renew", help="put a newer version in the place of a text, and carry its notes over")
    )

    reference = commands.add_parser("reference", help="print the tables of keys and words for contributors")
    reference.add_argument("--write", action="store_true", help=f"write them into {_GUIDE} instead")
    reference.set_defaults(command=_reference)

    summary = commands.add_parser("summary", help="print new and changed files as Markdown for a reviewer")
    summary.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a file below seeds/")
    summary.set_defaults(command=_summary)

    external = commands.add_parser("external", help="try the web addresses of all sources and print a report")
    external.set_defaults(command=_external)

    locate = commands.add_parser("locate", help="find quotations again in changed texts: JSON lines in, JSON lines out")
    locate.set_defaults(command=_locate)

    minify = commands.add_parser("minify", help="join and shrink the edition's styles and scripts in a built site")
    minify.add_argument("site", type=Path, help="the folder of the built site")
    minify.set_defaults(command=_minify)

    seal = commands.add_parser("seal", help="write a Content-Security-Policy into every page of a built site")
    seal.add_argument("site", type=Path, help="the folder of the built site")
    seal.set_defaults(command=_seal)

    place = commands.add_parser("place", help="put a built and proven site in the place of the one before, whole")
    place.add_argument("site", type=Path, help="the folder of the built site")
    place.add_argument("place", type=Path, help="where it shall stand")
    place.set_defaults(command=_place)

    verify = commands.add_parser("verify", help="prove that a built site says what the seeds say")
    verify.add_argument("site", type=Path, help="the folder of the built site")
    verify.set_defaults(command=_verify)
    return parser


def _add_new(parser: argparse.ArgumentParser) -> None:
    sorts = parser.add_subparsers(required=True, metavar="SORT")
    note = sorts.add_parser("note", help='a note on words of a text: edition new note "quoted words"')
    note.add_argument("quote", help="the words, copied from the page, in quotation marks")
    note.add_argument("--text", default="", help="the text they stand in, if they stand in several")
    note.add_argument("--place", type=int, default=0, help="which of their places is meant, if there are several")
    note.set_defaults(command=_new_note)
    entry = sorts.add_parser("entry", help='an entry of the glossary: edition new entry "Term"')
    entry.add_argument("term", help="the name under which it will stand in the glossary")
    entry.set_defaults(command=_new_entry)
    text = sorts.add_parser("text", help="a text to annotate: edition new text FILE --slug … --title … --language …")
    text.add_argument("file", type=Path, help="plain text in any encoding, Markdown, HTML or DOCX")
    text.add_argument("--slug", required=True, help="its name in addresses, for ever: the-canal-plan")
    text.add_argument("--title", required=True, help="under which it will stand in the menu")
    text.add_argument("--language", required=True, help="of the text: en, ru, zh-Hans")
    text.set_defaults(command=_new_text)
    for sort in (note, entry):
        sort.add_argument("--name", default="", help="the name of the file, without .md: its address for ever")


def _add_renew(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", help="the slug of the text")
    parser.add_argument("file", type=Path, help="the newer version, in any form that `edition new text` takes")
    parser.add_argument("--write", action="store_true", help="write what is otherwise only told")
    parser.add_argument("--reason", default="", help="why the text is replaced, in a sentence for readers")
    parser.set_defaults(command=_renew)


# What a command needs is imported when it runs, so that each starts fast.


def _check(options: argparse.Namespace) -> int:
    from edition.advice import advise  # noqa: PLC0415
    from edition.assembly import read_edition  # noqa: PLC0415
    from edition.due import warn_of_reviews  # noqa: PLC0415
    from edition.published import PUBLISHED, missing  # noqa: PLC0415
    from edition.weight import warn_of_margins, warn_of_weight  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems)
    if problems:
        return _report(problems, options.format)
    for warn in (warn_of_weight, warn_of_margins, warn_of_reviews, advise):
        warn(edition, problems)
    for warning in problems.warnings:
        _tell(warning, "warning", options.format)
    files = (
        _count(edition.texts, "text"),
        _count(edition.notes, "note"),
        _count(edition.entries, "entry", "entries"),
        _count(edition.parallels, "parallel"),
    )
    print(f"{', '.join(files)}: no problems.")
    if PUBLISHED.exists() and (new := missing(Path.cwd(), edition, problems)):
        print(f"{_count(new, 'new address', 'new addresses')}: `make published` before it is published.")
    return 0


def _published(_: argparse.Namespace) -> int:
    from edition.assembly import read_edition  # noqa: PLC0415
    from edition.published import add, missing  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems)
    new = missing(Path.cwd(), edition, problems)
    if problems:
        return _report(problems, "text", "Nothing was written.")
    if new:
        add(Path.cwd(), new, problems)
    print(f"{_count(new, 'address', 'addresses')} added.")
    return 0


def _init(options: argparse.Namespace) -> int:
    from edition.start import start  # noqa: PLC0415

    return _answer(lambda: start(options.folder, options.name, options.language))


def _count(things: Sized, one: str, many: str = "") -> str:
    return f"{len(things)} {one if len(things) == 1 else many or one + 's'}"


def _build(options: argparse.Namespace) -> int:
    from edition.assembly import read_edition  # noqa: PLC0415
    from edition.build import write_edition  # noqa: PLC0415
    from edition.history import read_history  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems, os.environ.get("REPO_URL", ""))
    if problems:
        return _report(problems, options.format, "Nothing was built.")
    history = read_history(Path.cwd())
    site = os.environ.get("SITE_URL", "").rstrip("/")
    edition = replace(edition, history=history, site_url=f"{site}/" if site else "")
    try:
        changed = write_edition(Path.cwd(), edition)
    except OSError as error:
        where = error.filename or "docs/"
        print(f"{where}: {error.strerror}. Each page is whole, old or new: run it again.", file=sys.stderr)
        return 1
    print(f"docs/: {changed} files changed.")
    if history.missing:
        print(f"docs/: {history.missing}.")
    return 0


def _tell(problem: Problem, level: Literal["error", "warning"], form: str) -> None:
    """Print a problem, or what is a warning only, and for a pull request as an annotation besides."""
    print(problem, file=sys.stderr)
    if form == "github":
        print(problem.for_github(level))


def _report(problems: Problems, form: str, last: str = "") -> int:
    for problem in problems.in_order():
        _tell(problem, "error", form)
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    files = "1 file" if problems.files == 1 else f"{problems.files} files"
    print(f"{count} in {files}. {last}".strip(), file=sys.stderr)
    return 1


def _new_note(options: argparse.Namespace) -> int:
    from edition.written.new import note  # noqa: PLC0415

    return _write_new(lambda texts: note(texts, options.quote, options.text, options.place, options.name))


def _new_entry(options: argparse.Namespace) -> int:
    from edition.written.new import entry  # noqa: PLC0415

    return _write_new(lambda texts: entry(texts, options.term, options.name))


def _new_text(options: argparse.Namespace) -> int:
    try:
        from edition.incoming.arrival import arrive, write  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        return _not_installed(missing)
    root, given = Path.cwd(), (options.file, options.slug, options.title, options.language)
    return _answer(lambda: write(root, arrive(root, *given)))


def _renew(options: argparse.Namespace) -> int:
    try:
        from edition.renewal.renew import renew, write  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        return _not_installed(missing)
    root = Path.cwd()

    def done() -> str:
        renewal = renew(root, options.text, options.file, dt.datetime.now(dt.UTC).date().isoformat(), options.reason)
        if not renewal.files:
            return renewal.report
        if not options.write:
            return f"{renewal.report}\n\nNothing was written: this is a trial. To write it, add --write."
        write(root, renewal)
        return f"{renewal.report}\n\nWritten. Run `edition check`, and mend what is for a person."

    return _answer(done)


def _not_installed(missing: ModuleNotFoundError) -> int:
    print(f"Taking in a text needs {missing.name}: pip install 'parallel-plans[incoming]'.", file=sys.stderr)
    return 1


def _write_new(draft: Callable[[Sequence[Text]], Draft]) -> int:
    from edition.texts.table import read_texts  # noqa: PLC0415
    from edition.written.new import write  # noqa: PLC0415

    problems = Problems()
    texts = read_texts(Path.cwd(), problems)
    if problems:
        return _report(problems, "text", "Nothing was written.")
    return _answer(lambda: write(Path.cwd(), draft(texts)))


def _answer(done: Callable[[], object]) -> int:
    """Do something and print what was done, or why not; returns the exit code."""
    try:
        print(done())
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def _reference(options: argparse.Namespace) -> int:
    from edition.site.folder import write  # noqa: PLC0415
    from edition.written.reference import tables, with_tables  # noqa: PLC0415

    if not options.write:
        print(tables(), end="")
        return 0
    problems = Problems()
    try:
        write(_GUIDE, with_tables(_GUIDE.read_text(encoding="utf-8")).encode())
    except FileNotFoundError:
        problems.add(_GUIDE, 1, "there is no such file", "Run the command in the folder that has it.")
    except ValueError as error:
        problems.add(_GUIDE, 1, str(error), "Put both back, around the tables.")
    return _report(problems, "text", "Nothing was written.") if problems else 0


def _summary(options: argparse.Namespace) -> int:
    from edition.assembly import read_edition  # noqa: PLC0415
    from edition.summary import summary  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems)
    print(summary(edition, Path.cwd(), options.files, problems), end="")
    return 0


def _external(_: argparse.Namespace) -> int:
    from edition.assembly import read_edition  # noqa: PLC0415
    from edition.site import external  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems)
    if problems:
        return _report(problems, "text", "Nothing was tried.")
    files = external.addresses(edition)
    answers = external.ask_all(files, external.ask)
    print(external.report(answers, files), end="")
    return int(any(answer.is_dead for answer in answers))


def _locate(_: argparse.Namespace) -> int:
    from edition.texts.locating.json_lines import Malformed, answers  # noqa: PLC0415

    code = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            for answer in answers(line.decode()):
                print(answer)
            sys.stdout.flush()
        except (Malformed, UnicodeDecodeError) as error:
            print(f"line {number}: {error}", file=sys.stderr, flush=True)
            code = 1
    return code


def _minify(options: argparse.Namespace) -> int:
    from edition.site.minify import Unreadable, minify  # noqa: PLC0415

    try:
        print(f"{minify(options.site)} styles and scripts made small.")
    except Unreadable as unreadable:
        print(unreadable, file=sys.stderr)
        return 1
    return 0


def _seal(options: argparse.Namespace) -> int:
    from edition.site.seal import Unsealed, seal  # noqa: PLC0415

    try:
        print(f"{seal(options.site)} pages sealed.")
    except Unsealed as unsealed:
        print(unsealed, file=sys.stderr)
        return 1
    return 0


def _place(options: argparse.Namespace) -> int:
    from edition.site.folder import put_in_place  # noqa: PLC0415

    try:
        put_in_place(options.site, options.place)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. The pages are those from before.", file=sys.stderr)
        return 1
    return 0


def _verify(options: argparse.Namespace) -> int:
    from edition.assembly import read_edition  # noqa: PLC0415
    from edition.site.links import faults  # noqa: PLC0415
    from edition.site.proof.verify import Difference, verify  # noqa: PLC0415

    problems = Problems()
    edition = read_edition(Path.cwd(), problems)
    if problems:
        return _report(problems, "text", "Nothing was verified.")
    try:
        for proof in verify(options.site, edition):
            print(proof)
    except Difference as difference:
        print(difference, file=sys.stderr)
        return 1
    found = faults(options.site)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    main()
