"""Who doubts the pages can confirm them with a script that needs nothing of the edition; both proofs see the same."""

import json
import re
import subprocess
import sys

import pytest
from making import site_of

from edition.assembly import read_edition
from edition.pages import confirm
from edition.problems import Problems
from edition.site.verify import Difference, verify

PAGE, HASHES, SEED = "texts/first/index.html", "data/hashes.json", "data/first.txt"
FACING, LIST, ONE = "parallels/first--second/index.html", "parallels/index.html", "parallels/plans/index.html"


@pytest.fixture
def built(made):
    """A built site, the folder of its seeds, and its texts."""
    root, problems = made(), Problems()
    edition = read_edition(root, problems)
    assert not problems
    return site_of(root, edition), root / "seeds/texts", [text.text for text in edition.texts]


def test_the_published_script_confirms_a_site_by_itself(built):
    """It is run as it is published, without the edition."""
    site, seeds, _ = built
    command = [sys.executable, "-I", str(site / "data/confirm.py"), str(site), str(seeds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(
        r"(?:(?:first|second): \d blocks, and \d passages on .+, say what .+; sha256 [0-9a-f]{64}\n){2}", done.stdout
    )


def test_it_says_what_it_needs(built, capsys):
    """And that a text of yours is not on the site, or the site is not there."""
    site, seeds, _ = built
    assert confirm.main([]) == 2
    (seeds / "third.txt").write_text("Not published.", encoding="utf-8")
    assert confirm.main([str(site), str(seeds)]) == 1
    assert confirm.main([str(site / "nowhere"), str(seeds)]) == 1
    said = capsys.readouterr().err
    assert "third.txt: the site has no such text" in said
    assert "data/hashes.json cannot be read" in said


def _blocks(change):
    """A change of the published blocks of the first text."""

    def changed(words):
        hashes = json.loads(words)
        change(hashes["first"])
        return json.dumps(hashes)

    return changed


def _sub(old, new):
    return lambda words: re.sub(old, new, words, count=1, flags=re.DOTALL)


def _set(number, key, value):
    return _blocks(lambda text: text["blocks"][number].update({key: value}))


PASSAGE = r"(<p [^>]*data-seed=.first.[^>]*>)(The )"
P2 = r"(<p [^>]*data-span=.42:[^>]*>.*?</p>)"
CHANGES = {
    "a character where the texts face each other": (FACING, _sub(PASSAGE, r"\1Thee "), "parallels/first--second"),
    "a character in the list of parallels": (LIST, _sub(PASSAGE, r"\1Thee "), "parallels/index.html"),
    "a character on the page of a parallel": (ONE, _sub(PASSAGE, r"\1Thee "), "parallels/plans/index.html"),
    "a passage hidden": (FACING, _sub("data-seed=.first.", r"hidden \g<0>"), "first--second"),
    "a passage moved": (FACING, _sub("data-span=.42:", 'data-span="0:'), "first--second"),
    "a passage twice": (FACING, _sub(P2, r"\1\1"), "first--second"),
    "a character of the page": (PAGE, _sub("It “rests”", "It “rest”"), "p2"),
    "a character put in": (PAGE, _sub("on trade", "on trades"), "p2"),
    "a block hidden": (PAGE, _sub('id="p2"', 'id="p2" hidden'), "p2"),
    "a block hidden by its style": (PAGE, _sub('id="p2"', 'id="p2" style="display: none"'), "p2"),
    "a block hidden by a style of any kind": (PAGE, _sub('id="p2"', 'id="p2" style="OPACITY:0"'), "p2"),
    "a block that is not read aloud": (PAGE, _sub('id="p2"', 'id="p2" aria-hidden="true"'), "p2"),
    "a block in a dialog that is shut": (PAGE, _sub(r"(<p [^>]*id=.p2.*?</p>)", r"<dialog>\1</dialog>"), "p2"),
    "words crossed out": (PAGE, _sub("It rests", "It <del>rests</del>"), "<del>"),
    "words turned round": (PAGE, _sub("It rests", 'It <bdo dir="rtl">rests</bdo>'), "<bdo>"),
    "a picture among the words": (PAGE, _sub("It rests", 'It <img src="x" alt="hardly"> rests'), "<img>"),
    "an id of the page": (PAGE, _sub('id="p2"', 'id="p9"'), "p9"),
    "two blocks in each other's place": (
        PAGE,
        _sub(r"(<p [^>]*id=.p2.*?</p>)(.*?)(<p [^>]*id=.p3.*?</p>)", r"\3\2\1"),
        "p",
    ),
    "a block marked as ours": (PAGE, _sub('id="p2"', 'id="p2" data-editorial'), "p2"),
    "a block around another": (PAGE, _sub(r'(<p [^>]*id="p2")', r'<div data-span="0:9">\1'), ""),
    "a block taken out": (PAGE, _sub(r"<p [^>]*data-span[^>]*>It rests on trade.*?</p>", ""), ""),
    "a span": (PAGE, _sub(r'data-span="(\d+):(\d+)"([^>]*)>It rests', r'data-span="\1:9"\3>It rests'), ""),
    "words of nobody": (PAGE, _sub(r'(<div class="run"[^>]*>)', r"\1Not of the text."), "Not of the text."),
    "a character of the published copy": (SEED, _sub("rests", "rest"), SEED),
    "the hash of the whole": (HASHES, _blocks(lambda text: text.update(sha256="0" * 64)), ""),
    "the hash of a block": (HASHES, _set(1, "sha256", "0" * 64), "p2"),
    "an id in the hashes": (HASHES, _set(1, "id", "p9"), ""),
    "an id that stands twice": (HASHES, _set(1, "id", "p1"), ""),
    "a span in the hashes": (HASHES, _set(2, "span", "1:2"), ""),
    "the order": (HASHES, _blocks(lambda text: text["blocks"].reverse()), ""),
    "a block left out": (HASHES, _blocks(lambda text: text["blocks"].pop()), ""),
    "a block told twice": (HASHES, _blocks(lambda text: text["blocks"].append(text["blocks"][-1])), ""),
    "hashes that are none": (HASHES, _blocks(lambda text: text.update(blocks=[1])), ""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_both_proofs_name_whatever_is_changed(change, built, capsys):
    """Each published place once: in the words, the spans, the ids, the hashes, the order."""
    site, seeds, texts = built
    path, changed, named = CHANGES[change]
    before = (site / path).read_text(encoding="utf-8")
    after = changed(before)
    assert after != before
    (site / path).write_text(after, encoding="utf-8")
    with pytest.raises(Difference) as difference:
        verify(site, texts)
    assert confirm.main([str(site), str(seeds)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("first: ")
    assert "second: " in said.out
    assert named in str(difference.value)
    assert named in said.err


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('(<div class="here">)', r"\1<p>Of nobody.</p>", "Of nobody."),
        ('data-seed="first"', 'data-seed="third"', "third"),
    ],
)
def test_what_belongs_to_no_text_is_named_by_its_page(old, new, named, built, capsys):
    """Words among those of a text, and words of a text that is not there."""
    site, seeds, texts = built
    (site / FACING).write_text(_sub(old, new)((site / FACING).read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Difference, match=f"^{FACING}: .*{named}"):
        verify(site, texts)
    assert confirm.main([str(site), str(seeds)]) == 1
    assert re.match(f"{FACING}: .*{named}", capsys.readouterr().err)


def test_a_text_that_faces_another_is_there_whole(built):
    """A block left out is named; the page of the text itself still has it."""
    site, _, texts = built
    (site / FACING).write_text(_sub(P2, "")((site / FACING).read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Difference, match=f"^{FACING}: first is not whole, p2 is missing"):
        verify(site, texts)
