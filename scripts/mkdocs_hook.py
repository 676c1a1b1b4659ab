"""Before MkDocs builds: write the pages it builds from. All the work is done by `edition build`."""

from mkdocs.exceptions import Abort

from edition.cli import run


def on_pre_build(config) -> None:  # noqa: ANN001, ARG001, D103 - the signature is MkDocs'
    if run(["build"]):
        raise Abort("The edition has problems; nothing was built.")
