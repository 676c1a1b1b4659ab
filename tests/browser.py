"""Find a Chromium for the browser tests, or install one.

The headless shell, where it is, starts and draws faster than a whole Chromium. Run as a program it makes sure that
there is one: a browser of the system, else Debian's package if we may install packages, else Playwright's own
download. If all fail it says so in one line.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def find_browser():
    """The path of a Chromium: $CHROMIUM, one of the system, or Playwright's own; `None` if there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _playwrights_own()


def _playwrights_own():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import, and rarely needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_browser():
    """Try the ways to install a Chromium; returns its path, or `None`."""
    ways = []
    if shutil.which("apt-get") and os.geteuid() == 0:
        ways += [f"apt-get update -qq && apt-get install -y -qq --no-install-recommends {name}" for name in NAMES[:2]]
    ways.append(f"{sys.executable} -m playwright install --with-deps --only-shell chromium")
    ways.append(f"{sys.executable} -m playwright install chromium")
    for way in ways:
        subprocess.run(way, shell=True, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S602
        if path := find_browser():
            return path
    return None


def main():
    """Print the browser that the tests will use, or one clear line and exit 1."""
    path = find_browser() or install_browser()
    if not path:
        sys.exit("The tests need Chromium: install it, or set CHROMIUM to the path of one.")
    print(f"Browser for the tests: {path}")


if __name__ == "__main__":
    main()
