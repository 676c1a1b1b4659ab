"""Pack a folder into a zip, always with the same bytes: `pack.py FOLDER ZIP`."""

import sys
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date a zip can name: files carry no dates, so that one commit always packs the same bytes."""


def pack(folder: Path, target: Path) -> None:
    """Write every file of a folder, in order, into a zip that unpacks to that folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*"), key=Path.as_posix):
            if path.is_file():
                name = path.relative_to(folder.parent).as_posix()
                packed.writestr(zipfile.ZipInfo(name, EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
