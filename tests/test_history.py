"""What changed is told from the history of the repository, as far as it is there, and never who made a commit."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SOUND
from lxml import etree
from making import list_for, one_space, to_html
from repository import begin, git, land

from edition.assembly import read_edition
from edition.build import write_edition
from edition.history import read_history
from edition.model import Alteration, Change, History
from edition.pages.labels import PARTS
from edition.pages.lists.changes import changes_pages, difference
from edition.pages.lists.feed import feed
from edition.problems import Problems
from edition.vocabulary import NOTES
from edition.written.keys import EntryHeader, NoteHeader, ParallelHeader

NOTE = f"{NOTES}/first/adopted.md"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A sound edition; a note changed on a branch in two steps, and in its form alone; one withdrawn, one taken out."""
    root = tmp_path_factory.mktemp("history")
    files = SOUND | {"seeds/texts/first.blocks": list_for("first.txt", SOUND["seeds/texts/first.txt"])}
    files |= {"seeds/texts/second.blocks": list_for("second.txt", SOUND["seeds/texts/second.txt"])}
    files[f"{NOTES}/first/gone.md"] = "---\nquote: on trade\ntitle: Gone & <b>away</b>\nkind: context\n---\nOn trade.\n"
    files[f"{NOTES}/first/old.md"] = "---\nquote: was\ntitle: Old\nkind: context\nauthors: [A. Reader]\n---\nA slip.\n"

    def write(path, change):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(change(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")

    for path, words in files.items():
        write(path, lambda _, words=words: words)
    begin(root)
    land(root, "2026-01-01T12:00:00Z")
    git(root, "switch", "--quiet", "--create", "proposal")
    write(NOTE, lambda words: words.replace("The place of", "A place of"))
    write(f"{NOTES}/first/old.md", lambda words: words.replace("A slip.", "A slander of somebody."))
    land(root, "2026-01-02T12:00:00Z")
    write(NOTE, lambda words: words.replace("A place of", "Where it was, of").replace("Adopted where", "Where"))
    land(root, "2026-01-03T12:00:00Z")
    git(root, "switch", "--quiet", "main")
    merge = ("merge", "--quiet", "--no-ff", "--message=Merge of ann", "proposal")
    git(root, *merge, when="2026-02-03T23:30:00-05:00")
    write(NOTE, lambda words: words.replace("title: Where", 'title:   "Where"'))
    land(root, "2026-02-05T12:00:00Z")
    write(f"{NOTES}/first/old.md", lambda words: words.replace("kind:", "retired: It was a slip.\nkind:"))
    (root / f"{NOTES}/first/gone.md").unlink()
    land(root, "2026-03-01T12:00:00Z")
    return root


@pytest.fixture(scope="module")
def known(repository):
    """What is known of it."""
    return read_history(repository)


@pytest.fixture(scope="module")
def edition(repository, known):
    """The edition with its history."""
    problems = Problems()
    read = read_edition(repository, problems)
    assert not problems.in_order()
    return replace(read, history=known)


@pytest.fixture(scope="module")
def pages(edition):
    """Its pages of changes, as the site shows them."""
    return {page.path: to_html(page.content.decode().split("---\n", 2)[2]) for page in changes_pages(edition)}


def feed_of(edition):
    """Its feed, read as XML."""
    (page,) = feed(edition)
    return etree.fromstring(page.content)


def test_what_landed_together_is_one_change_of_each_file_the_latest_first(known):
    """A merged proposal changed once, on the day of the merge in UTC; a change of form alone is none."""
    told = [[(change.day, change.file.stem, change.sort) for change in landing] for landing in known.landings]
    assert told == [
        [("2026-03-01", "gone", "removed"), ("2026-03-01", "old", "retired")],
        [("2026-02-04", "adopted", "changed"), ("2026-02-04", "old", "changed")],
        [("2026-01-01", name, "added") for name in ("adopted", "gone", "old", "plan", "plans")],
    ]
    assert (known.missing, known.since, known.first) == ("", "", known.changes[-1].commit)


def test_another_name_other_line_feeds_and_what_becomes_of_a_withdrawn_note(tmp_path):
    """What has another name was taken out and put in; line feeds are form, a link is no note; one is withdrawn once.

    Of another quotation the words are not told: its page may show them on request alone. The edition may lie in a
    folder of its repository.
    """
    root, note = tmp_path / "an edition", "---\nquote: was\ntitle: {}\nkind: context\n---\nA gist, and more of it.\n"
    folder = root / NOTES / "first"
    folder.mkdir(parents=True)
    begin(tmp_path)

    def landed(day, **notes):
        for name, words in notes.items():
            (folder / f"{name}.md").write_bytes(words.encode())
        git(root, "add", "--all", ".")
        git(root, "commit", "--quiet", "--message=x", when=f"2026-01-0{day}T12:00:00Z")

    withdrawn = note.format("Gone\nretired: It is wrong.")
    landed(1, here=note.format("Here"), gone=note.format("Gone"))
    (folder / "here.md").rename(folder / "there.md")
    landed(2)
    landed(3, there="\ufeff" + note.format("Here").replace("\n", "\r\n"))
    landed(4, gone=withdrawn)
    landed(5, gone=withdrawn.replace("wrong", "not so"))
    (folder / "linked.md").symlink_to("there.md")
    landed(6)
    landed(7, there=note.format("Here").replace("quote: was", "quote: is"))
    changes = read_history(root).changes
    assert changes[0].parts == (Alteration("quote"),)
    assert {change.file.parent.as_posix() for change in changes} == {f"{NOTES}/first"}
    assert [(change.day[-1], change.file.stem, change.sort) for change in changes] == [
        ("7", "there", "changed"), ("5", "gone", "changed"), ("4", "gone", "retired"), ("2", "here", "removed"),
        ("2", "there", "added"), ("1", "gone", "added"), ("1", "here", "added"),
    ]  # fmt: skip


def test_a_change_tells_each_part_that_differs_as_a_reader_sees_it(known):
    """Links are their labels."""
    changed = known.landings[1][0]
    assert changed.parts == (
        Alteration("title", "Adopted where", "Where"),
        Alteration(
            "gist",
            "The place of the session, named by its form plan.",
            "Where it was, of the session, named by its form plan.",
        ),
    )


def test_nobody_who_made_a_commit_and_no_message_is_on_any_page(repository, edition, tmp_path):
    """Authors are those whom a note names."""
    shutil.copytree(repository / "seeds", tmp_path / "seeds")
    write_edition(tmp_path, edition)
    written = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "docs").rglob("*") if path.is_file()}
    assert tmp_path / "docs/changes/feed.xml" in written
    assert not re.search("mail.example|Ann Author|Com Mitter|A message of|Merge of", "".join(written.values()))
    names = {element.text for element in feed_of(edition).iter(f"{ATOM}name")}
    assert names == {"A. Reader", edition.settings.name}


def test_every_file_has_a_place_that_tells_its_changes_and_leads_to_it(pages):
    """What is gone leads nowhere, and its old words are not told again."""
    page = pages["changes/notes-first.md"]
    headings = [(node.get("id"), node.xpath("string()"), node.xpath("./a/@href")) for node in page.xpath("//h2")]
    assert headings == [
        ("note-adopted", "Where", ["../texts/first.md#note-adopted"]),
        ("note-gone", "Gone & <b>away</b>", []),
        ("note-old", "Old", ["../texts/first.md#note-old"]),
    ]
    said = one_space(page.xpath('//*[@id="note-adopted"]/following-sibling::ul')[0].text_content())
    assert said == (
        "4 February 2026: changedTitle: Adopted where WhereGist: The place Where it was, of the session, named by …"
        " 1 January 2026: added"
    )
    assert page.xpath("//ins//text()") == ["Where", "Where it was,"]
    assert not re.search("slip|slander", page.text_content())


def test_the_list_of_changes_leads_to_those_of_each_file(pages):
    """By days, each with an address that stays."""
    page = pages["changes/index.md"]
    assert [node.text for node in page.xpath("//h2")] == ["1 March 2026", "4 February 2026", "1 January 2026"]
    assert all(re.fullmatch("c[0-9a-f]{12}", name) for name in page.xpath('//*[@class="landing"]/@id'))
    links = page.xpath("//li//a/@href")
    assert {"notes-first.md#note-gone", "glossary.md#term-plan", "parallels.md#parallel-plans"} <= set(links)
    for link in links:
        path, _, name = link.partition("#")
        assert pages[f"changes/{path}"].xpath(f'//*[@id="{name}"]'), link


def test_a_note_an_entry_and_a_parallel_lead_to_their_changes(repository, edition, tmp_path):
    """With the day of the last one."""
    shutil.copytree(repository / "seeds", tmp_path / "seeds")
    write_edition(tmp_path, edition)
    for path, link in (
        ("texts/first.md", "[Changed 4 February 2026](../changes/notes-first.md#note-adopted)"),
        ("glossary/plan.md", "[Added 1 January 2026](../changes/glossary.md#term-plan)"),
        ("parallels/plans.md", "[Added 1 January 2026](../changes/parallels.md#parallel-plans)"),
        ("parallels/first--second.md", "[Added 1 January 2026](../changes/parallels.md#parallel-plans)"),
    ):
        assert link in (tmp_path / "docs" / path).read_text(encoding="utf-8")


def test_an_older_landing_and_a_long_one_are_cut_short(edition):
    """The list, the changes of one note and the feed stay small whatever happens."""
    file = edition.texts[0].notes[0].note.file
    many = [Change(f"{n:040}", f"2026-01-01T00:{n % 60:02}:00Z", file, "changed", f"T{n}") for n in range(300)]
    wide = [replace(many[0], file=file.with_name(f"n{n}.md"), commit="f" * 40) for n in range(300)]
    changed = replace(edition, history=History((*wide, *many), first="0" * 40))
    pages = {page.path: page.content.decode() for page in changes_pages(changed)}
    assert pages["changes/index.md"].count('<div class="landing"') == 100
    assert "270 more" in pages["changes/index.md"]
    assert "280 more" in feed_of(changed).findtext(f"{ATOM}entry/{ATOM}content")
    assert "290 earlier changes are told by the repository." in pages["changes/notes-first.md"]
    assert pages["changes/notes-first.md"].count("<time") == 10 + 300
    assert len(feed_of(changed).findall(f"{ATOM}entry")) == 30
    assert len(next(feed(changed)).content) < 60_000


def test_what_is_cut_short_tells_the_latest(edition):
    """Who follows the changes would else never hear of a new one."""
    file = edition.texts[0].notes[0].note.file
    many = [Change(f"{n:040}", f"2026-01-{31 - n // 5:02}T12:00:00Z", file, "changed", f"T{n}") for n in range(150)]
    changed = replace(edition, history=History(tuple(many), first="0" * 40))
    pages = {page.path: to_html(page.content.decode().split("---\n", 2)[2]) for page in changes_pages(changed)}
    assert pages["changes/index.md"].xpath('//*[@class="landing"]//a/text()') == [f"T{n}" for n in range(100)]
    assert pages["changes/notes-first.md"].xpath("//time/text()") == ["31 January 2026"] * 5 + ["30 January 2026"] * 5
    root = feed_of(changed)
    assert root.findtext(f"{ATOM}updated") == "2026-01-31T12:00:00Z"
    assert [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")] == [
        f"T{n}: changed" for n in range(30)
    ]


def test_the_list_of_changes_leads_to_what_was_changed_in_texts(edition):
    """To every version that was replaced, also one that had replaced another."""
    first, *others = edition.texts
    earlier = tuple(
        replace(first.text, slug=f"first/version-{number}", until=f"2026-0{number}-01") for number in (1, 2)
    )
    changed = replace(edition, texts=(replace(first, text=replace(first.text, earlier=earlier)), *others))
    page = to_html(next(changes_pages(changed)).content.decode().split("---\n", 2)[2])
    ways = page.xpath('//p[starts-with(., "What was changed in texts")]/a')
    assert [(way.text_content(), way.get("href")) for way in ways] == [
        ("The first text, 1 January 2026", "../texts/first/changes-1.md"),
        ("The first text, 1 February 2026", "../texts/first/changes-2.md"),
    ]


def test_what_was_moved_has_one_place_and_a_note_on_a_text_that_is_gone_has_none(edition):
    """The latter is named, and leads nowhere."""
    note = edition.texts[0].notes[0].note.file
    moved = Change("a", "2026-01-02T00:00:00Z", note.parent / "folder" / note.name, "removed", "Moved")
    here = Change("a", "2026-01-02T00:00:00Z", note, "added", "Moved")
    lost = Change("a", "2026-01-02T00:00:00Z", Path(f"{NOTES}/lost/x.md"), "added", "Lost")
    changed = replace(edition, history=History((moved, here, lost), first="f"))
    pages = {page.path: page.content.decode() for page in changes_pages(changed)}
    assert pages["changes/notes-first.md"].count("## [Moved](../texts/first.md#note-adopted)") == 1
    assert pages["changes/notes-first.md"].count("\n- <time") == 2
    assert "; Lost" in pages["changes/index.md"]
    assert "<li>Lost</li>" in feed_of(changed).findtext(f"{ATOM}entry/{ATOM}content")


def test_of_long_words_the_differences_are_shown_with_what_stands_beside_them():
    """In Markdown that says exactly that."""
    before, after = " ".join(map(str, range(40))), " ".join(map(str, [*range(19), "*new*", *range(20, 40)]))
    shown = to_html(difference(Alteration("gist", before, after), "en"))
    assert shown.text_content() == "… 14 15 16 17 18 19 *new* 20 21 22 23 24 …"
    assert [shown.xpath(f"string(//{tag})") for tag in ("del", "ins")] == ["19", "*new*"]


def test_words_that_have_little_in_common_are_shown_one_after_the_other():
    """Mixed, nobody could read either."""
    shown = to_html(
        difference(Alteration("gist", "It was said of the lock in May.", "Nobody of them came to it."), "en")
    )
    assert [shown.xpath(f"//{tag}//text()") for tag in ("del", "ins")] == [
        ["It was said of the lock in May."], ["Nobody of them came to it."],
    ]  # fmt: skip


# The feed


def test_a_feed_has_what_atom_asks_for(edition):
    """RFC 4287, 4.1: an id, a title, a moment and an author for all, an id, a title, a moment and a link for each."""
    root = feed_of(edition)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", element.findtext(f"{ATOM}id"))
        assert re.fullmatch(r"2026-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated"))
        assert element.findtext(f"{ATOM}title")
        assert element.find(f"{ATOM}link[@rel='alternate']") is not None
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 4
    assert [e.findtext(f"{ATOM}title") for e in root.findall(f"{ATOM}entry")] == [
        "1 withdrawn and 1 taken out", "2 changed", "5 added",
    ]  # fmt: skip


def test_what_a_title_has_of_html_is_words_in_the_feed(edition):
    """Escaped once for HTML and once for XML; what XML cannot have is left out."""
    content = [e.findtext(f"{ATOM}content") for e in feed_of(edition).findall(f"{ATOM}entry")]
    assert ">Gone &amp; &lt;b&gt;away&lt;/b&gt;</a>" in content[0]
    odd = replace(edition.history.changes[0], name="a\x01\ufffeb")
    assert b"<title>ab: taken out</title>" in next(feed(replace(edition, history=History((odd,), first="f")))).content


def test_ids_stay_wherever_the_site_stands_and_addresses_are_whole_where_that_is_known(edition):
    """Else they are relative to the feed."""
    here, there = feed_of(edition), feed_of(replace(edition, site_url="https://example.org/x/"))
    ids = [[element.text for element in root.iter(f"{ATOM}id")] for root in (here, there)]
    assert ids[0] == ids[1]
    links = [[link.get("href") for link in root.iter(f"{ATOM}link")] for root in (here, there)]
    assert all(link.startswith("../changes/") for link in links[0])
    assert links[1][0] == "https://example.org/x/changes/feed.xml"
    assert links[1][1:] == [link.replace("../", "https://example.org/x/") for link in links[0]]
    content = there.findtext(f"{ATOM}entry/{ATOM}content")
    assert set(re.findall('href="(.*?)#', content)) == {"https://example.org/x/changes/notes-first/"}


def test_the_same_history_gives_the_same_bytes(edition, repository):
    """In whatever time zone, and another time."""
    again = replace(edition, history=read_history(repository))
    assert [page.content for page in feed(again)] == [page.content for page in feed(edition)]
    assert list(changes_pages(again)) == list(changes_pages(edition))


# Where the history is not there


def test_a_shallow_clone_tells_what_it_knows_from_when_on(repository, edition, tmp_path):
    """Its first commit, in which every file looks new, is not told; a feed, which would have other ids, is not made."""
    git(tmp_path, "clone", "--quiet", "--depth=2", repository.as_uri(), "clone")
    known = read_history(tmp_path / "clone")
    assert [change.sort for change in known.changes] == ["removed", "retired"]
    assert "shallow" in known.missing
    shallow = replace(edition, history=known)
    assert list(feed(shallow)) == []
    pages = [page.content.decode() for page in changes_pages(shallow)]
    assert len(pages) == 2
    assert all("What was before 5 February 2026 is not known here." in page for page in pages)


@pytest.mark.parametrize("case", ["a zip", "an empty repository", "other files", "no git"])
def test_without_a_history_there_is_one_line_and_no_page(case, repository, edition, tmp_path, monkeypatch):
    """As in a zip that the host packs."""
    shutil.copytree(repository / "seeds", tmp_path / "seeds")
    if case in {"an empty repository", "other files"}:
        begin(tmp_path)
    if case == "other files":
        git(tmp_path, "commit", "--quiet", "--allow-empty", "--message=x")
    if case == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    known = read_history(tmp_path)
    assert known.missing.startswith("no page of changes: ")
    assert "\n" not in known.missing
    bare = replace(edition, history=known)
    assert [list(made(bare)) for made in (changes_pages, feed)] == [[], []]
    write_edition(tmp_path, bare)
    assert not (tmp_path / "docs/changes").exists()
    assert "hanged 4 February" not in (tmp_path / "docs/texts/first.md").read_text(encoding="utf-8")


def test_every_key_of_a_header_has_a_name_for_readers():
    """A change of it is told in words."""
    keys = {key for header in (NoteHeader, EntryHeader, ParallelHeader) for key in header.model_fields}
    assert keys | {"gist", "detail", "since"} == set(PARTS)
