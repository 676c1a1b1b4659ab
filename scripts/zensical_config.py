"""Write `zensical.yml`: mkdocs.yml with the name, the menu and the words that the seeds give the site, for Zensical.

MkDocs learns these from a hook (scripts/mkdocs_hook.py); Zensical runs none. Run `edition build` first.
"""

import json
from pathlib import Path

from mkdocs_hook import told


def config(site: dict) -> dict:
    """What differs from mkdocs.yml; `site` is what `edition build` says of the site."""
    return {
        **told(site),
        "INHERIT": "mkdocs.yml",
        "site_dir": "site-zensical",
        "theme": {"variant": "classic", "language": site["language"]},
        "plugins": {"search": {"enabled": False}},
    }


if __name__ == "__main__":
    made = json.loads(Path("docs/snippets/site.json").read_bytes())
    # JSON is YAML.
    Path("zensical.yml").write_text(json.dumps(config(made), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
