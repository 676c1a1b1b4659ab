"""What MkDocs does for the edition: `edition build` before it builds, and what to watch while it serves."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import event_priority

# Files of compiled code would be changes in a folder that is watched.
_BUILD = [sys.executable, "-B", "-m", "edition", "build"]

_NOT_FOUND = "404"
_INDENT = re.compile(r"\n\s+")
_RELATIVE = re.compile(r'((?:href|src|"search")(?:=|: ?))"(?!/|#|\?|[a-z]+:)(?:\./?)?')
"""Where an address begins that is relative to the page it stands on."""


def told(site: dict) -> dict:
    """What `edition build` says of the site (`snippets/site.json`), by the names of MkDocs' configuration."""
    return {
        # The theme writes these into its pages as they are.
        "site_name": escape(site["name"]),
        "site_description": escape(site["description"]),
        "nav": [{escape(name): page for name, page in item.items()} for item in site["menu"]],
        "extra": {"name": site["name"], "words": site["words"], "feed": site["feed"]},
    }


@event_priority(100)
def on_config(config):  # noqa: ANN001, ANN201 - the signature is MkDocs'
    """Write the pages MkDocs builds from, and take the name and the menu of the site from what the seeds say.

    By a process of its own, so that changed code is run as it is now. A menu in mkdocs.yml comes before the made one.
    """
    place = {**os.environ, "SITE_URL": config.get("site_url") or ""}
    if subprocess.run(_BUILD, check=False, env=place).returncode:  # noqa: S603 - our own command
        raise Abort("The edition has problems; nothing was built.")
    site = json.loads(Path(config["docs_dir"], "snippets/site.json").read_bytes())
    made = told(site)
    config["site_name"], config["site_description"] = made["site_name"], made["site_description"]
    config["extra"] |= made["extra"]
    config["theme"]["language"] = site["language"]
    config["nav"] = config["nav"] or made["nav"]
    return config


def on_files(files, config):  # noqa: ANN001, ANN201, ARG001 - the signature is MkDocs'
    """Put the written page for what is not found where hosts look for it, in place of the theme's empty one."""
    if page := files.get_file_from_path(f"{_NOT_FOUND}.md"):
        page.dest_uri = page.url = f"{_NOT_FOUND}.html"
    return files


def on_env(env, config, files):  # noqa: ANN001, ANN201, ARG001 - the signature is MkDocs'
    """Send no line that holds nothing but a statement of a template."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_post_page(output, page, config):  # noqa: ANN001, ANN201 - the signature is MkDocs'
    """Leave out what templates indent, and make addresses hold wherever the page of what is not found is shown."""
    output = _without_indents(output)
    if page.file.dest_uri != f"{_NOT_FOUND}.html" or not config["use_directory_urls"]:
        return output
    base = urlsplit(config["site_url"] or "").path.rstrip("/") + "/"
    output = output.replace('"base": "."', f'"base": "{base}"')
    return _RELATIVE.sub(rf'\g<1>"{base}', output)


def _without_indents(output):  # noqa: ANN001, ANN202
    """A page whose own words are as they were: of what stands around its article, lines begin at their first sign."""
    before, article, rest = output.partition("<article")
    words, end, after = rest.rpartition("</article>")
    return _INDENT.sub("\n", before) + article + words + end + _INDENT.sub("\n", after)


def on_serve(server, config, builder):  # noqa: ANN001, ANN201 - the signature is MkDocs'
    """Watch only the pages written by hand, and go on serving the last sound pages when something is wrong."""

    def rebuild() -> None:
        try:
            builder()
        except MkDocsException as problem:
            print(f"{problem} The pages are those from before.", file=sys.stderr)
        except OSError as gone:
            # A file that went, or that was being saved: the next change builds again.
            print(f"{gone.filename}: {gone.strerror}. The pages are those from before.", file=sys.stderr)

    # The folders of docs/ are generated: watched, they would make every change build twice. What is written by hand
    # in a folder is named in mkdocs.yml.
    server.unwatch(config["docs_dir"])
    server.watch(config["docs_dir"], recursive=False)
    server.builder = rebuild
    return server
