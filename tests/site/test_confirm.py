"""Who doubts the pages can confirm them with a script that needs nothing of the edition; both proofs see the same."""

import copy
import hashlib
import json
import re
import shutil
import subprocess
import sys

import pytest
from conftest import MADE_UP, SOUND, make_edition
from lxml import html
from making import site_of

from edition.assembly import read_edition
from edition.problems import Problems
from edition.site.proof import confirm
from edition.site.proof.verify import Difference, verify

PAGE, HASHES, SEED = "texts/first/index.html", "data/hashes.json", "data/first.txt"
FACING, LIST, ONE = "parallels/first--second/index.html", "parallels/index.html", "parallels/plans/index.html"


@pytest.fixture
def built(sound_site, tmp_path):
    """A built site, the folder of its seeds, and its edition."""
    folder, edition = sound_site
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path / "site", tmp_path / "seeds/texts", edition


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


NOTES, PARALLELS = "data/annotations.jsonld", "data/parallels.json"
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
    "a line broken in a word": (PAGE, _sub("It rests", "It re<br>sts"), "p3"),
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
    "words of nobody after some of ours": (
        PAGE,
        _sub('(?=<p [^>]*id="p2")', "<p data-editorial>Ours.</p>Not of the text."),
        "Not of the text.",
    ),
    "words in the place of white space": (PAGE, _sub("It rests", '<span class="indent">Nay. </span>It rests'), "p3"),
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
    "the note of a mark": (PAGE, _sub('data-notes="adopted"', 'data-notes="taken"'), "note-adopted"),
    "a mark made shorter": (
        PAGE,
        _sub("(<mark [^>]*notes[^>]*>adopted in)( Beijing)(</mark>)", r"\1\3\2"),
        "note-adopted",
    ),
    "a mark put on like words": (
        PAGE,
        _sub("(It “rests”.*?)It (rests on)", r'\1It <mark data-notes="adopted">\2</mark>'),
        "note-adopted",
    ),
    "a mark of nothing": (PAGE, _sub("rests on trade", '<mark data-notes="none">rests</mark> on trade'), "note-none"),
    "the mark of a parallel": (PAGE, _sub('data-parallels="plans"', ""), "plans"),
    "the address of a note": (NOTES, _sub("#note-adopted", "#note-adopt"), NOTES),
    "the text in the address of a note": (NOTES, _sub("texts/first/#", "texts/second/#"), NOTES),
    "a passage within its sentence": (PARALLELS, _sub('"4:16"', '"4:15"'), PARALLELS),
    "the block of a passage": (PARALLELS, _sub('"block": "p1"', '"block": "p2"'), PARALLELS),
}


@pytest.mark.parametrize("change", CHANGES)
def test_both_proofs_name_whatever_is_changed(change, built, capsys):
    """Each published place once: in the words, the spans, the ids, the hashes, the order."""
    site, seeds, edition = built
    path, changed, named = CHANGES[change]
    before = (site / path).read_text(encoding="utf-8")
    after = changed(before)
    assert after != before
    (site / path).write_text(after, encoding="utf-8")
    with pytest.raises(Difference) as difference:
        verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("first: ")
    assert "second: " in said.out
    assert named in str(difference.value)
    assert named in said.err


WHERE = {
    "the page of a text": (PAGE, "p2", "42:85"),
    "a text that faces another": (FACING, "first", "42:85"),
    "a passage beside it": (FACING, "second", "0:33"),
    "the page of a parallel": (ONE, "second", "0:33"),
    "the list of parallels": (LIST, "first", "0:40"),
}
"""A place on each kind of page: its page, and what its element says of itself."""

TELLS = "<summary data-editorial>Words that open.</summary>"
HIDES = {
    "an attribute": "<p hidden {}>{}</p>",
    "a style": '<p style="color: white" {}>{}</p>',
    "a style that adds words": '<p style="content: 1" {}>{}</p>',
    "it is not read aloud": '<p aria-hidden="TRUE" {}>{}</p>',
    "it is read aloud otherwise": '<p aria-label="Other words" {}>{}</p>',
    "other words come up over it": '<p title="Other words" {}>{}</p>',
    "it opens on request alone": "<p popover {}>{}</p>",
    "nobody can go there": "<p inert {}>{}</p>",
    "its class": '<p class="unseen" {}>{}</p>',
    "it is said to be ours": "<p data-editorial {}>{}</p>",
    "something hidden around it": "<div hidden><p {}>{}</p></div>",
    "something of ours around it": "<div data-editorial><p {}>{}</p></div>",
    "a class around it": '<div class="unseen"><p {}>{}</p></div>',
    "a fold that says nothing": "<details><p {}>{}</p></details>",
    "a fold that says it with nothing": "<details><summary data-editorial> </summary><p {}>{}</p></details>",
    "a fold that says it with what has no width":
        "<details><summary data-editorial>\u200b</summary><p {}>{}</p></details>",
    "a fold that says it unseen": "<details><summary data-editorial hidden>It opens.</summary><p {}>{}</p></details>",
    "a fold that says it with what is unseen":
        "<details><summary data-editorial><span hidden>It opens.</span></summary><p {}>{}</p></details>",
    "a fold that says it below": "<details><p {}>{}</p><summary data-editorial>It opens.</summary></details>",
    "a fold, though it is no comment": f"<details>{TELLS}<p {{}}>{{}}</p></details>",
    "a hidden part of it": "<p {}><span hidden>{}</span></p>",
    "a part of it that is read aloud alone": '<p {}><span class="unseen">{}</span></p>',
    "a part of it that is read aloud otherwise": '<p {}><span aria-label="Other words">{}</span></p>',
    "a part of it that is ours": "<p {}><span data-editorial>{}</span></p>",
    "its words are crossed out": "<p {}><del>{}</del></p>",
    "its words are said to be put in": "<p {}><ins>{}</ins></p>",
    "its words are turned round": '<p {}><span dir="rtl">{}</span></p>',
    "a comment": "<!-- <p {}>{}</p> -->",
    "it is not there": "",
    "it has lost its marks": "<p>{1}</p>",
    "it is there twice": "<p {0}>{1}</p><p {0}>{1}</p>",
    "the page has a style": "<style>p::before {{ content: 'not' }}</style><p {}>{}</p>",
} | {
    f"a <{tag}> around it": f"<{tag}><p {{}}>{{}}</p></{tag}>"
    for tag in ("canvas", "datalist", "dialog", "iframe", "noembed", "noscript", "object", "select", "svg", "template",
                "textarea", "video")
}  # fmt: skip


@pytest.mark.parametrize("place", WHERE)
def test_both_proofs_name_whatever_is_not_in_sight(place, built):
    """On each kind of page: words that a reader does not see, or not as they are, or that are not there."""
    site, seeds, edition = built
    path, name, span = WHERE[place]
    before = (site / path).read_text(encoding="utf-8")
    block = rf"""(?s)<p (?=[^>]*"{name}")([^>]*data-span="{span}"[^>]*)>(.*?)</p>"""
    found = re.search(block, before)
    unnamed = []
    for way, hidden in HIDES.items():
        after = before[: found.start()] + hidden.format(*found.groups()) + before[found.end() :]
        (site / path).write_text(after, encoding="utf-8")
        try:
            verify(site, edition)
            unnamed.append(f"the proof: {way}")
        except Difference as difference:
            assert str(difference).startswith(path)  # noqa: PT017 - one that is not raised is named above
        if confirm.main([str(site), str(seeds)]) == 0:
            unnamed.append(f"the script: {way}")
    assert unnamed == []


@pytest.fixture
def of_all_kinds(edition, tmp_path):
    """The site of the edition that has everything, and the folder of its seeds."""
    shutil.copytree(MADE_UP / "seeds/texts", tmp_path / "seeds/texts")
    return site_of(tmp_path, edition), tmp_path / "seeds/texts"


@pytest.mark.parametrize(
    ("path", "fold"),
    [("texts/canal-plan", "thread"), ("texts/canal-plan", "notice"), ("texts/zametka-o-kanale/changes-1", "unchanged")],
)
def test_what_is_folded_is_in_sight_as_long_as_a_line_says_so(path, fold, edition, of_all_kinds, capsys):
    """Comments, those behind a notice, and what stayed as it was between two versions."""
    site, seeds = of_all_kinds
    page = site / path / "index.html"
    before = page.read_text(encoding="utf-8")
    for line in (
        "",
        "<summary></summary>",
        "<summary data-editorial>\u200b</summary>",
        "<summary hidden>It opens.</summary>",
        "<summary data-editorial><span hidden>It opens.</span></summary>",
        "<div data-editorial>It opens.</div>",
    ):
        told = rf'(<details class="{fold}"[^>]*>\s*)<summary.*?</summary>'
        page.write_text(_sub(told, rf"\1{line}")(before), encoding="utf-8")
        with pytest.raises(Difference, match=f"^{path}/index.html.*: is folded, and nothing says so$"):
            verify(site, edition)
        assert confirm.main([str(site), str(seeds)]) == 1
        assert "cannot be seen" in capsys.readouterr().err


@pytest.mark.parametrize(
    "path",
    [PAGE, FACING, LIST, ONE, "data/first.txt", "data/hashes.json", "data/annotations.jsonld", "data/parallels.json"],
)
def test_both_proofs_name_what_is_not_there(path, built):
    """A page, or a file of data."""
    site, seeds, edition = built
    (site / path).unlink()
    with pytest.raises(Difference, match=f"{path}: the (page|file) is not there"):
        verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 1


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('(<div class="here">)', r"\1<p>Of nobody.</p>", "Of nobody."),
        (r'(.*<div class="here"[^>]*>)', r"\1<p>Of nobody.</p>", "Of nobody."),
        ('data-seed="first"', 'data-seed="third"', "third"),
    ],
)
def test_what_belongs_to_no_text_is_named_by_its_page(old, new, named, built, capsys):
    """Words among those of a text, and words of a text that is not there."""
    site, seeds, edition = built
    (site / FACING).write_text(_sub(old, new)((site / FACING).read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Difference, match=f"^{FACING}: .*{named}"):
        verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 1
    assert re.match(f"{FACING}: .*{named}", capsys.readouterr().err)


def test_a_text_that_faces_another_is_there_whole(built, capsys):
    """A block left out is named; the page of the text itself still has it."""
    site, seeds, edition = built
    (site / FACING).write_text(_sub(P2, "")((site / FACING).read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Difference, match=f"^{FACING}: first is not whole, p2 is missing"):
        verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 1
    assert capsys.readouterr().err == f"first: {FACING}: the text is not whole, p2 is missing\n"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_script_misses_what_the_hashes_and_the_page_leave_out_alike(number, built, capsys):
    """Who doubts both has the text: at its beginning, in the middle, at its end."""
    site, seeds, _ = built
    hashes = json.loads((site / HASHES).read_bytes())
    gone = hashes["first"]["blocks"].pop(number)
    (site / HASHES).write_text(json.dumps(hashes), encoding="utf-8")
    for path in (PAGE, FACING):
        block = rf'<p [^>]*data-span="{gone["span"]}".*?</p>'
        (site / path).write_text(_sub(block, "")((site / path).read_text(encoding="utf-8")), encoding="utf-8")
    assert confirm.main([str(site), str(seeds)]) == 1
    assert re.match("first: data/hashes.json: .*words are left out", capsys.readouterr().err)


OF_KINDS = (
    "The Plan\n\nHow it came\n\nThe plan of 2021 was made.\n\nIt was said: so be it.\n\n"
    "From the Gazette\n\nLeave a comment\n"
)
LISTED = """\
title title | The Plan
heading how | How it came
paragraph p1 | The plan of
quote p2 | It was said
credit credit | From the Gazette
furniture furniture-1 | Leave a comment
"""


@pytest.fixture(scope="module")
def of_kinds(tmp_path_factory):
    """An edition whose first text, and the version of it before, have blocks of several kinds; its site, its seeds."""
    before = OF_KINDS.replace("so be it", "be it so")
    first, old = (hashlib.sha256(words.encode()).hexdigest() for words in (SOUND["seeds/texts/first.txt"], before))
    version = f'\n[[texts.versions]]\nfile = "first-before.txt"\nsha256 = "{old}"\nuntil = "2026-11-29"\n'
    table = SOUND["seeds/edition.toml"].replace(first, hashlib.sha256(OF_KINDS.encode()).hexdigest())
    root, problems = make_edition(tmp_path_factory.mktemp("kinds"), {
        "seeds/texts/first.txt": OF_KINDS, "seeds/texts/first.blocks": LISTED, "seeds/texts/first-before.txt": before,
        "seeds/texts/first-before.blocks": LISTED, "seeds/annotations/first/adopted.md": None,
        "seeds/edition.toml": table.replace('\n[[texts]]\nslug = "second"', f'{version}\n[[texts]]\nslug = "second"'),
    }), Problems()  # fmt: skip
    edition = read_edition(root, problems)
    assert not problems.in_order()
    return site_of(root, edition), root / "seeds/texts", edition


VERSION, REVISION = (f"texts/first/{name}-1/index.html" for name in ("version", "changes"))


@pytest.mark.parametrize(
    ("path", "slug"),
    [(PAGE, "first"), (VERSION, "first/version-1"), (FACING, "first"), (REVISION, "first"),
     (REVISION, "first/version-1")],
)  # fmt: skip
def test_both_proofs_await_blocks_of_every_kind_where_a_text_stands_whole(path, slug, of_kinds):
    """Headings, quotations, credits; and what belongs to the web page, but where two texts face each other."""
    site, seeds, edition = of_kinds
    before = (site / path).read_bytes()
    (text,) = (text for text in edition.text["first"].text.versions if text.slug == slug)
    for block in text.blocks[: 5 if path == FACING else 6]:
        tree = html.document_fromstring(before, parser=html.HTMLParser(encoding="utf-8"))
        (element,) = tree.xpath(
            f'//*[@data-text="{slug}"]//*[@data-span="{block.span}"]'
            f' | //*[@class="here"]//*[@data-seed="{slug}" and @data-span="{block.span}"]'
        )
        element.drop_tree()
        (site / path).write_bytes(html.tostring(tree, encoding="utf-8"))
        with pytest.raises(Difference, match=f"^{path}: "):
            verify(site, edition)
        assert confirm.main([str(site), str(seeds)]) == 1
    (site / path).write_bytes(before)
    assert verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 0


def test_nothing_of_a_text_itself_may_be_folded(of_kinds):
    """Of whatever kind it is, though a line says what opens."""
    site, seeds, edition = of_kinds
    before = (site / PAGE).read_bytes()
    for block in edition.text["first"].text.blocks:
        tree = html.document_fromstring(before, parser=html.HTMLParser(encoding="utf-8"))
        element = tree.get_element_by_id(block.id)
        element.addprevious(fold := html.fragment_fromstring(f"<details>{TELLS}</details>"))
        fold.append(element)
        (site / PAGE).write_bytes(html.tostring(tree, encoding="utf-8"))
        with pytest.raises(Difference, match=f"^{PAGE}#{block.id}: is folded, though it is of no comment$"):
            verify(site, edition)
        assert confirm.main([str(site), str(seeds)]) == 1
    (site / PAGE).write_bytes(before)


COMMENTED = "The plan of 2021 was made.\n\n 1. Ann says:\nThe water is low.\n\n 2. Bob says:\nIt is not low.\n"
BLOCKS = """\
paragraph p1 | The plan
comment-head comment-1-head number=1 name=Ann | 1. Ann says:
comment-paragraph comment-1-p1 | The water
comment-head comment-2-head number=2 name=Bob | 2. Bob says:
comment-paragraph comment-2-p1 | It is not
"""


@pytest.fixture
def commented(made):
    """An edition with a parallel that is about two comments, one of them behind a notice; its site, and its seeds."""
    table = SOUND["seeds/edition.toml"].replace(
        hashlib.sha256(SOUND["seeds/texts/first.txt"].encode()).hexdigest(),
        hashlib.sha256(COMMENTED.encode()).hexdigest(),
    )
    notice = '\n[[texts.notices]]\ncomment = 2\nreason = "is rude"\n\n[[texts]]\nslug = "second"'
    parallel = SOUND["seeds/parallels/plans.md"].replace(
        "    quote: plan of 2021\n", "    quote: water is low\n  - text: first\n    quote: is not low\n"
    )
    root, problems = made({
        "seeds/texts/first.txt": COMMENTED, "seeds/texts/first.blocks": BLOCKS, "seeds/parallels/plans.md": parallel,
        "seeds/edition.toml": table.replace('\n[[texts]]\nslug = "second"', notice),
        "seeds/annotations/first/adopted.md": None,
    }), Problems()  # fmt: skip
    edition = read_edition(root, problems)
    assert not problems.in_order()
    return site_of(root, edition), root / "seeds/texts", edition


def test_a_comment_that_a_parallel_is_about_faces_the_other_text(commented, capsys):
    """Others are left out there, and so is one behind a notice."""
    site, seeds, edition = commented
    assert verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 0
    page = site / FACING
    before = page.read_text(encoding="utf-8")
    for block in (r'<p class="comment-paragraph".*?</p>', '<p class="paragraph".*?</p>'):
        page.write_text(_sub(block, "")(before), encoding="utf-8")
        assert page.read_text(encoding="utf-8") != before
        with pytest.raises(Difference, match=f"^{FACING}: first is not whole, (comment-1-)?p1 is missing$"):
            verify(site, edition)
        assert confirm.main([str(site), str(seeds)]) == 1
        assert re.search("the text is not whole, (comment-1-)?p1 is missing", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("annotations.jsonld", "data/third.txt", "has a note on data/third.txt, which is not there"),
        ("parallels.json", "42:49", "42:49 is not in its sentence, 0:40"),
        ("parallels.json", "4:3", "4:3 is not in its sentence, 0:40"),
    ],
)
def test_both_proofs_name_data_that_leads_away_from_its_words(name, value, said, built, capsys):
    """A note on a text that is not there would be compared with none; a passage has its place in what is printed."""
    site, seeds, edition = built
    path = site / "data" / name
    told = json.loads(path.read_bytes())
    if name == "parallels.json":
        told[0]["passages"][0]["span"] = value
    else:
        told["items"][0]["target"]["source"] = value
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Difference, match=f"^data/{name}: "):
        verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 1
    assert capsys.readouterr().err.startswith(f"data/{name}: {said}\n")


def test_every_paragraph_of_a_comment_that_a_parallel_is_about_faces_the_other_text(made, capsys):
    """Also the second, where the words begin in the first."""
    seed = COMMENTED.replace("The water is low.\n", "The water is low.\n\nThe fish are dead.\n")
    listed = BLOCKS.replace(
        "comment-head comment-2-head", "comment-paragraph comment-1-p2 | The fish\ncomment-head comment-2-head"
    )
    old, new = (hashlib.sha256(words.encode()).hexdigest() for words in (SOUND["seeds/texts/first.txt"], seed))
    root, problems = made({
        "seeds/texts/first.txt": seed, "seeds/texts/first.blocks": listed,
        "seeds/edition.toml": SOUND["seeds/edition.toml"].replace(old, new),
        "seeds/parallels/plans.md": SOUND["seeds/parallels/plans.md"].replace("plan of 2021", "is low. The fish are"),
        "seeds/annotations/first/adopted.md": None,
    }), Problems()  # fmt: skip
    edition = read_edition(root, problems)
    assert not problems.in_order()
    site, seeds = site_of(root, edition), str(root / "seeds/texts")
    assert verify(site, edition)
    assert confirm.main([str(site), seeds]) == 0
    second = next(block.span for block in edition.text["first"].text.blocks if block.id == "comment-1-p2")
    gone = _sub(rf'<p [^>]*data-span="{second}".*?</p>', "")
    (site / FACING).write_text(gone((site / FACING).read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Difference, match=f"^{FACING}: first is not whole, comment-1-p2 is missing$"):
        verify(site, edition)
    assert confirm.main([str(site), seeds]) == 1
    assert "the text is not whole, comment-1-p2 is missing" in capsys.readouterr().err


def test_the_sentence_of_what_is_behind_a_notice_is_told_nowhere(commented, capsys):
    """Nor on any page: who tells where it is brings it there."""
    site, seeds, edition = commented
    path = site / "data/parallels.json"
    told = json.loads(path.read_bytes())
    (hidden,) = (passage for passage in told[0]["passages"] if "sentence" not in passage)
    hidden["sentence"] = hidden["span"]
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Difference, match=r"^data/parallels.json: plans, sentence: is behind a notice$"):
        verify(site, edition)
    assert confirm.main([str(site), str(seeds)]) == 1
    assert "has not all passages" in capsys.readouterr().err


def test_two_passages_of_one_text_stand_in_the_order_of_their_parallel(made, capsys):
    """On its page and in the list, each once; where two texts face each other both are there."""
    parallel = SOUND["seeds/parallels/plans.md"].replace(
        "  - text: second", "  - text: first\n    quote: rests on trade\n  - text: second"
    )
    root, problems = made({"seeds/parallels/plans.md": parallel}), Problems()
    edition = read_edition(root, problems)
    assert not problems.in_order()
    site, seeds = site_of(root, edition), str(root / "seeds/texts")
    assert verify(site, edition)
    assert confirm.main([str(site), seeds]) == 0
    two = r"(<p [^>]*data-span=.0:40[^>]*>.*?</p>)(.*?)(<p [^>]*data-span=.87:[^>]*>.*?</p>)"
    for path, old, new in (
        (ONE, two, r"\3\2\1"),
        (LIST, two, r"\3\2\1"),
        (FACING, r"<p class=.said.[^>]*=.90:.*?</p>", ""),
    ):
        before = (site / path).read_text(encoding="utf-8")
        after = _sub(old, new)(before)
        assert after != before
        (site / path).write_text(after, encoding="utf-8")
        with pytest.raises(Difference, match=f"^{path}: "):
            verify(site, edition)
        assert confirm.main([str(site), seeds]) == 1
        assert f"first: {path}: has not all passages" in capsys.readouterr().err
        (site / path).write_text(before, encoding="utf-8")


def test_the_words_that_a_note_is_about_are_those_of_the_text(built, capsys):
    """Those beside them too, and where they stand."""
    site, seeds, edition = built
    path = site / "data/annotations.jsonld"
    before = json.loads(path.read_text(encoding="utf-8"))
    for index, key, value in (
        (0, "exact", "adopted"),
        (0, "prefix", ""),
        (0, "suffix", "!"),
        (1, "start", 0),
        (1, "end", 9),
    ):
        told = copy.deepcopy(before)
        told["items"][0]["target"]["selector"][index][key] = value
        path.write_text(json.dumps(told), encoding="utf-8")
        with pytest.raises(Difference, match=r"^data/annotations.jsonld: wrong for texts/first/#note-adopted$"):
            verify(site, edition)
        assert confirm.main([str(site), str(seeds)]) == 1
        assert capsys.readouterr().err.startswith("first: data/annotations.jsonld: ")
