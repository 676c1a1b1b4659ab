"""How fast the edition's commands are, as ratios against named peers in the same run.

    .venv/bin/python benchmarks/speed.py [RUNS]

Prints for each command the median CPU time of its process over that of its peer. Nothing is asserted: a
ratio that doubles from one commit to the next is worth a look.
"""

import os
import resource
import statistics
import subprocess
import sys

BIN = os.path.dirname(sys.executable)

READ_ONLY = """
from pathlib import Path
import yaml
for path in sorted(Path("seeds").rglob("*.md")):
    text = path.read_text(encoding="utf-8")
    if text.startswith("---"):
        yaml.safe_load(text.split("---\\n")[1])
"""

PAIRS = (
    (
        "edition check",
        [f"{BIN}/edition", "check"],
        "PyYAML reading the same headers",
        [sys.executable, "-c", READ_ONLY],
    ),
    (
        "edition build",
        [f"{BIN}/edition", "build"],
        "mkdocs build of the same site, which includes it",
        [f"{BIN}/mkdocs", "build", "--quiet", "--site-dir", ".cache/benchmark"],
    ),
)


def cpu_seconds(command):
    """The CPU time, user and system, that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    """Run each pair in turn, so that both meet the same machine."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for name, command, peer, peer_command in PAIRS:
        times = [(cpu_seconds(command), cpu_seconds(peer_command)) for _ in range(runs)]
        ratio = statistics.median(mine / theirs for mine, theirs in times)
        mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name}: {mine:.2f} s CPU, {ratio:.2f} times {peer} ({theirs:.2f} s)")


if __name__ == "__main__":
    main()
