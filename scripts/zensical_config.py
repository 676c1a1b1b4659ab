"""Write `zensical.yml`: mkdocs.yml with the name, the menu and the words that the seeds give the site, for Zensical.

MkDocs learns these from a hook (scripts/mkdocs_hook.py); Zensical runs none. Run `edition build` first.
"""

import json
from pathlib import Path

from markupsafe import escape


def config(site: dict) -> dict:
    """What differs from mkdocs.yml; `site` is what `edition build` says of the site."""
    return {
        "INHERIT": "mkdocs.yml",
        "site_name": escape(site["name"]),
        "site_description": escape(site["description"]),
        "site_dir": "site-zensical",
        "nav": [{escape(name): page for name, page in item.items()} for item in site["menu"]],
        "extra": {"name": site["name"], "words": site["words"]},
        "theme": {"variant": "classic", "language": site["language"]},
        "plugins": {"search": {"enabled": False}},
    }


if __name__ == "__main__":
    told = json.loads(Path("docs/snippets/site.json").read_bytes())
    # JSON is YAML.
    Path("zensical.yml").write_text(json.dumps(config(told), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
