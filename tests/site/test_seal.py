"""Every page allows the scripts it brings itself, by their hash, and nothing else."""

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.site.seal import Unsealed, seal, sealed

PAGE = """\
<!doctype html>
<html><head>
<meta charset="utf-8">
<title>A page</title>
<script>first()</script>
<script src="assets/a.js"></script>
<script id="__config" type="application/json">{"a": 1}</script>
</head><body>
<script>
  second("ż")
</script>
<script type="module">third()</script>
</body></html>
"""


def hash_of(code):
    """The hash of a script as a policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def policy(page):
    """The directives of a page's policy."""
    (content,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    return dict(directive.split(" ", 1) for directive in content.split("; "))


def test_every_inline_script_has_its_hash():
    """Over its very characters, white space too; files and data need none."""
    assert set(policy(sealed(PAGE))["script-src"].split()) == {
        "'self'",
        hash_of("first()"),
        hash_of('\n  second("ż")\n'),
        hash_of("third()"),
    }


def test_a_hash_is_written_as_browsers_compute_it():
    """SHA-256 of the code in UTF-8, in base64; this one is from the specification's own example."""
    page = "<meta charset=\"utf-8\"><script>alert('Hello, world.');</script>"
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy(sealed(page))["script-src"]


def test_nothing_comes_from_elsewhere():
    """Each sort of thing is named, and what is not named is not allowed."""
    assert {name: value for name, value in policy(sealed(PAGE)).items() if name != "script-src"} == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_is_unsafe():
    """No word of a policy begins with it."""
    assert "unsafe" not in sealed(PAGE)


def test_the_policy_stands_before_everything_it_governs():
    """Directly after the encoding; the rest of the page is as it was."""
    page = sealed(PAGE)
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page) == PAGE


def test_sealing_twice_is_sealing_once():
    """A page may be built in two steps."""
    assert sealed(sealed(PAGE)) == sealed(PAGE)


def test_a_changed_script_gets_its_new_hash():
    """The old one goes."""
    page = sealed(sealed(PAGE).replace("first()", "other()"))
    assert hash_of("other()") in policy(page)["script-src"]
    assert hash_of("first()") not in policy(page)["script-src"]


SCRIPTS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<\r"), max_size=20), max_size=4)


@given(scripts=SCRIPTS)
def test_any_scripts_are_allowed_by_their_hashes_and_no_others(scripts):
    """In whatever order, however often; sealed again the page is the same."""
    page = sealed('<meta charset="utf-8">' + "".join(f"<script>{code}</script>" for code in scripts))
    assert set(policy(page)["script-src"].split()) == {"'self'", *map(hash_of, scripts)}
    assert sealed(page) == page


def test_all_pages_of_a_site_are_sealed(tmp_path):
    """In all folders, and their number comes back; other files are not touched."""
    (tmp_path / "a/b").mkdir(parents=True)
    for name in ("index.html", "404.html", "a/b/index.html"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "a/page.txt").write_text(PAGE, encoding="utf-8")
    assert seal(tmp_path) == 3
    assert (tmp_path / "a/b/index.html").read_text(encoding="utf-8") == sealed(PAGE)
    assert (tmp_path / "a/page.txt").read_text(encoding="utf-8") == PAGE


def test_a_site_without_pages_cannot_be_sealed(tmp_path):
    """It is the wrong folder."""
    with pytest.raises(Unsealed, match="nowhere: there are no pages"):
        seal(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"<html></html>", b'<meta charset="utf-8">\xff'])
def test_a_page_that_can_have_no_policy_is_named(tmp_path, content):
    """It would go out without one."""
    (tmp_path / "page.html").write_bytes(content)
    with pytest.raises(Unsealed, match=r'page\.html: is not UTF-8 text with a <meta charset="utf-8">'):
        seal(tmp_path)
