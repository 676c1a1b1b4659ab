"""Read the parallels: one reviewed pair of passages a file, `seeds/parallels/<slug>.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import contributed
from edition.headers import ParallelHeader
from edition.model import Parallel, Passage, Quotation

if TYPE_CHECKING:
    from pathlib import Path

    from edition.problems import Problems

FOLDER = "seeds/parallels"


def read_parallel(root: Path, file: Path, problems: Problems) -> Parallel | None:
    """Read one parallel as far as it is sound; `None`, and a problem, if it cannot be read."""
    read = contributed.read(root, file, ParallelHeader, problems)
    if read is None:
        return None
    document, header = read
    texts = [passage.text for passage in header.passages]
    if len(set(texts)) < len(texts):
        problems.add(
            file,
            document.line("passages", 1, "text"),
            "both passages are of the same text",
            "A parallel joins a passage of one text with a passage of the other.",
        )
    contributed.judge_title(document, "title", header.title, problems)
    return Parallel(
        **contributed.common(document, header),
        title=header.title,
        relation=header.relation,
        passages=tuple(
            Passage(passage.text, Quotation(passage.quote, passage.prefix, passage.suffix))
            for passage in header.passages
        ),
    )
