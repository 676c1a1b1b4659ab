"""Throw files at everything that reads what people write, by a fuzzer that follows which code they reach (Atheris).

Run it by hand: `python benchmarks/fuzz.py TARGET -max_total_time=600 -max_len=1500 FOLDER`, with Atheris installed.
TARGET is one of those below. FOLDER keeps what reached new code; put a few small files of that kind in before, for
chance does not write a header, and none of many kilobytes, for each is read again for every change that is tried in it.
Whatever is neither read nor answered as a problem ends the run, with the bytes in a file; it belongs into
tests/written/hostile/ or into a test then.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["edition"]):
    from edition.incoming.arrival import receive
    from edition.model import Quotation
    from edition.problems import Problems, Refused
    from edition.texts.locating.json_lines import Malformed, answers
    from edition.texts.listing import list_of, read_written
    from edition.texts.table import read_texts
    from edition.settings import read_settings
    from edition.written.read import read_entry, read_note, read_parallel
    from edition.written.rewriting import with_quotation

MEMORY = Path("/dev/shm")
ROOT = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
"""In memory where there is such a folder: to write a file to a disk takes longer than to judge it."""

SEED = "The plan of 2021 was adopted in Beijing.\n\nIt “rests” on trade.\n\n 1. Ann says:\nNo.\n\n- one\n- two\n"


def _written(folder, read):
    def target(data):
        file = Path(folder, "a-note.md")
        (ROOT / file).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / file).write_bytes(data)
        problems = Problems()
        found = read(ROOT, file, problems)
        assert found or problems, "neither read nor a problem"
        assert all(problem.line > 0 for problem in problems.found)
        [str(problem) + problem.for_github() for problem in problems.found]
        if found and not problems and read is not read_entry:
            words = data.decode()
            changed = with_quotation(words, Quotation("other words", "before"), 0 if read is read_parallel else None)
            if changed:
                (ROOT / file).write_bytes(changed.encode())
                assert read(ROOT, file, again := Problems()) and not again, "rewriting broke the file"

    return target


def _list(data):
    words = data.decode("utf-8", "replace")
    problems = Problems()
    read = read_written(words, Path("a.blocks"), Path("a.txt"), SEED, problems)
    assert read or problems
    if read:
        end = 0
        for block in read.blocks:
            assert end <= block.span.start < block.span.end and not SEED[end : block.span.start].strip()
            end = block.span.end
        written = list_of("a.txt", SEED, read.blocks, read.comments, read.retired)
        again = read_written(written, Path("a.blocks"), Path("a.txt"), SEED, Problems())
        assert again is None or again.retired == read.retired


def _table(data):
    (ROOT / "seeds/texts").mkdir(parents=True, exist_ok=True)
    (ROOT / "seeds/texts/a.txt").write_text(SEED)
    (ROOT / "seeds/texts/a.blocks").write_text("paragraph p1 | The plan\n")
    (ROOT / "seeds/edition.toml").write_bytes(data)
    problems = Problems()
    texts = read_texts(ROOT, problems)
    read_settings(ROOT, problems)
    assert texts or problems or problems.warnings
    [str(problem) for problem in problems.found]


def _incoming(suffix):
    def target(data):
        file = ROOT / f"in{suffix}"
        file.write_bytes(data)
        try:
            received = receive(file, "A title")
        except Refused:
            return
        end = 0
        for block in received.guess.blocks:
            assert end <= block.span.start < block.span.end and not received.chars[end : block.span.start].strip()
            end = block.span.end
        assert not received.chars[end:].strip()

    return target


def _answers(data):
    try:
        answers(data.decode("utf-8", "replace"))
    except Malformed:
        return


TARGETS = {
    "note": _written("seeds/annotations/first", read_note),
    "entry": _written("seeds/glossary", read_entry),
    "parallel": _written("seeds/parallels", read_parallel),
    "list": _list,
    "table": _table,
    "txt": _incoming(".txt"),
    "md": _incoming(".md"),
    "html": _incoming(".html"),
    "docx": _incoming(".docx"),
    "answers": _answers,
}

if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
