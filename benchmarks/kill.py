"""Kill a build at random moments, fifty times: the pages in its place are always those of one edition, all of them.

(Where the system cannot exchange two folders in one step there may be none for an instant: `edition.site.folder`.)
Run it by hand: `python benchmarks/kill.py [--times 50]`. It builds the made-up edition of the tests in a folder of its
own, with one of two words in a note, and compares what stands in `site/` with both.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = ROOT / ".venv/bin"
BUILD = " && ".join((
    f"{BIN}/edition check", f"{BIN}/mkdocs build --quiet --strict --site-dir .cache/site",
    f"{BIN}/edition minify .cache/site", f"{BIN}/edition seal .cache/site", f"{BIN}/edition verify .cache/site",
    f"{BIN}/edition place .cache/site site",
))
WORDS = ("A gist that says one thing.", "A gist that says another.")


def digest(folder):
    """One hash for all pages of a folder; nothing if it is not there."""
    if not folder.exists():
        return ""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz")
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def edition(folder):
    """A copy of the made-up edition, as `make made-site` has it."""
    for name in ("seeds", "docs", "mkdocs.yml"):
        source = ROOT / "tests/edition" / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, folder / name)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "base.yml")
    shutil.copyfile(ROOT / "CONTRIBUTING.md", folder / "CONTRIBUTING.md")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    (folder / "scripts/edition").mkdir(parents=True)
    shutil.copyfile(ROOT / "scripts/mkdocs_hook.py", folder / "scripts/mkdocs_hook.py")


def write(folder, number):
    """A note that says one thing or another."""
    note = next((folder / "seeds/annotations").rglob("*.md"))
    head, _, _ = note.read_text(encoding="utf-8").partition("\n---\n")
    note.write_text(f"{head}\n---\n{WORDS[number]}\n", encoding="utf-8")


def start(folder):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(["sh", "-c", BUILD], cwd=folder, env=environment, start_new_session=True, **quiet)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    chance = random.Random(times)
    folder = Path(tempfile.mkdtemp())
    edition(folder)
    sound, longest = [], 0.0
    for number in (0, 1):
        write(folder, number)
        begun = time.monotonic()
        if start(folder).wait():
            sys.exit("the build fails by itself")
        longest = time.monotonic() - begun
        sound.append(digest(folder / "site"))
    assert sound[0] != sound[1]
    counts = {"old": 0, "new": 0}
    before = sound[1]
    for turn in range(times):
        write(folder, turn % 2)
        build = start(folder)
        try:
            build.wait(chance.uniform(0, 1.3 * longest))
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
            build.wait()
        now = digest(folder / "site")
        if now not in sound:
            sys.exit(f"after kill {turn + 1} the pages are of no one edition: {folder}/site")
        counts["old" if now == before else "new"] += 1
        before = now
        print(f"{turn + 1}: whole", flush=True)
    shutil.rmtree(folder)
    print(f"{times} builds were killed; pages left: {counts}.")


if __name__ == "__main__":
    main()
