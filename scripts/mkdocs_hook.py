"""What MkDocs does for the edition: `edition build` before it builds, and what to watch while it serves."""

import json
import subprocess
import sys
from pathlib import Path

from markupsafe import escape
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

# Files of compiled code would be changes in a folder that is watched.
_BUILD = [sys.executable, "-B", "-m", "edition", "build"]


@event_priority(100)
def on_config(config):  # noqa: ANN001, ANN201 - the signature is MkDocs'
    """Write the pages MkDocs builds from, and take the name and the menu of the site from what the seeds say.

    By a process of its own, so that changed code is run as it is now. A menu in mkdocs.yml comes before the made one.
    """
    if subprocess.run(_BUILD, check=False).returncode:  # noqa: S603 - our own command
        raise Abort("The edition has problems; nothing was built.")
    site = json.loads(Path(config["docs_dir"], "snippets/site.json").read_bytes())
    # The theme writes these into its pages as they are.
    config["site_name"], config["site_description"] = escape(site["name"]), escape(site["description"])
    config["extra"] |= {"name": site["name"], "words": site["words"]}
    config["theme"]["language"] = site["language"]
    config["nav"] = config["nav"] or [{escape(name): page for name, page in item.items()} for item in site["menu"]]
    return config


def on_serve(server, config, builder):  # noqa: ANN001, ANN201 - the signature is MkDocs'
    """Watch only the pages written by hand, and go on serving the last sound pages when something is wrong."""

    def rebuild() -> None:
        try:
            builder()
        except Abort as problem:
            print(f"{problem} The pages are those from before.", file=sys.stderr)

    # The folders of docs/ are generated: watched, they would make every change build twice. What is written by hand
    # in a folder is named in mkdocs.yml.
    server.unwatch(config["docs_dir"])
    server.watch(config["docs_dir"], recursive=False)
    server.builder = rebuild
    return server
