"""Renew the catalogues of messages in scripts/edition/messages from the code: `make messages`.

New messages stand in them without a translation; those that are gone stand at the end, as comments.
"""

import ast
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

CODE = Path(__file__).parent / "edition"
CATALOGUES = CODE / "messages"

_WORDS = {"say": 1, "mark": 1, "plural": 2}
"""How many messages each function is given."""


def extracted() -> Catalog:
    """Every message of the code, with the files in which it stands."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _WORDS:
                given = node.args[: _WORDS[node.func.id]]
                words = [part.value for part in given if isinstance(part, ast.Constant)]
                if len(words) == len(given):
                    message = tuple(words) if len(words) > 1 else words[0]
                    catalogue.add(message, locations=[(path.relative_to(CODE).as_posix(), None)])
    return catalogue


def renewed(path: Path) -> Catalog:
    """A catalogue with the messages of the code, its translations kept."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    written = catalogue.creation_date  # stays, so that renewing changes nothing where nothing changed
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.creation_date, catalogue.fuzzy = written, False
    return catalogue


def main() -> None:
    """Renew every catalogue, and say what is missing in each."""
    for path in sorted(CATALOGUES.glob("*.po")):
        catalogue = renewed(path)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, omit_header=False)
        missing = sum(not all(m.string if isinstance(m.string, tuple) else [m.string]) for m in catalogue if m.id)
        print(f"{path.name}: {missing} messages without a translation")


if __name__ == "__main__":
    sys.exit(main())
