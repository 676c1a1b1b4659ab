"""What a reader can do with selected words: copy them with their source, or suggest a note on them."""

import json
import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import MADE_UP
from windows import DRAWN

from edition.assembly import read_edition
from edition.problems import Problems
from edition.written.templates import NOTE

FILLED = {
    "title:": 'title: "A short title"',
    "kind:": "kind: context",
    "verdict:": "",
    "  - title:": "  - title: A page",
    "    publisher:": "    publisher: A publisher",
    "    standing:": "    standing: press",
    "    date:": "",
    "    url:": "    url: https://example.org/a-page",
    "    accessed:": "    accessed: 2026-01-01",
    "    supports:": "    supports: what the note says",
}

SELECT = """([from, start, to, end]) => {
  const node = (query, at) => {
    const walker = document.createTreeWalker(document.querySelector(query), NodeFilter.SHOW_TEXT)
    let text
    while ((text = walker.nextNode())) {
      if (text.parentElement.closest('[data-editorial]')) continue
      if (at <= text.length) return [text, at]
      at -= text.length
    }
  }
  const range = document.createRange()
  range.setStart(...node(from, start))
  range.setEnd(...node(to, end))
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}"""


def fill_in(draft):
    """A draft with every field filled, as a contributor would."""
    lines = []
    for line in draft.splitlines():
        key = next((key for key in sorted(FILLED, key=len, reverse=True) if line.startswith(key)), None)
        if key is None:
            lines.append(line)
        elif FILLED[key]:
            lines.append(FILLED[key])
    return re.sub(r"Write here .*\n\nWrite here .*", "The gist of the note.", "\n".join(lines)) + "\n"


def suggested(page, repository="https://host.example/owner/name"):
    """The path and the contents that the button hands to the repository's host."""
    page.evaluate("url => { document.querySelector('.edition').dataset.repo = url }", repository)
    page.evaluate("window.open = url => { window.opened = url }")
    page.get_by_role("button", name="Suggest a note").click()
    url = urlsplit(page.evaluate("window.opened"))
    assert url.path == "/owner/name/new/main"
    query = parse_qs(url.query)
    return query["filename"][0], query["value"][0]


@pytest.fixture
def checked(tmp_path, edition):  # noqa: ARG001 - the edition must be sound for this to mean anything
    """A function that puts a file into a copy of the edition and returns the note it became."""

    def check(name, content):
        copy = tmp_path / "copy"
        shutil.copytree(MADE_UP / "seeds", copy / "seeds")
        (copy / name).write_text(content, encoding="utf-8")
        problems = Problems()
        read = read_edition(copy, problems)
        assert [str(problem) for problem in problems.in_order()] == []
        return next((text, note) for text, note in read.notes if note.note.file.as_posix() == name)

    return check


CASES = {
    "words in one paragraph": ("canal-plan", "#p8", 0, "#p8", 28),
    "with spaces at both ends": ("canal-plan", "#p8", 3, "#p8", 12),
    "cutting words at both ends": ("canal-plan", "#p5", 3, "#p5", 30),
    "words that stand twice": ("canal-plan", "#p13", 0, "#p13", 22),
    "across marks and note numbers": ("canal-plan", "#p2", 20, "#p2", 190),
    "over two paragraphs": ("canal-plan", "#p9", 150, "#p10", 30),
    "inside a comment": ("canal-plan", "#comment-3-p1", 5, "#comment-3-p1", 60),
    "a quotation in a comment": ("canal-plan", "#comment-2-p2", 0, "#comment-2-p2", 40),
    "in the second text": ("inspectors-reply", "#p2", 10, "#p2", 70),
    "in another script": ("zametka-o-kanale", "#p1", 0, "#p1", 30),
}


@pytest.mark.parametrize("case", CASES)
def test_what_the_button_writes_passes_the_check_once_filled_in(visit, checked, case):
    """The quotation is found at the very place that was selected."""
    slug, start, first, end, last = CASES[case]
    with visit(f"/texts/{slug}/") as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        page.evaluate(SELECT, [start, first, end, last])
        page.get_by_role("button", name="Suggest a note").wait_for()
        name, draft = suggested(page)
    text, placed = checked(name.replace("a-telling-name", "a-made-up-note"), fill_in(draft))
    block = next(b for b in text.text.blocks if f"#{b.id}" == start)
    assert block.span.start <= placed.span.start < block.span.end
    assert abs(placed.span.start - block.span.start - first) <= 8


def test_a_selection_too_long_for_an_address_is_offered_as_a_file(visit):
    """As it is where no repository is configured."""
    with visit("/texts/inspectors-reply/") as page:
        long = json.dumps(NOTE + "x" * 6000)[1:-1]
        page.route(
            "**/note-file.js",
            lambda route: route.fulfill(
                response=(answer := route.fetch()), body=answer.text().replace(json.dumps(NOTE)[1:-1], long)
            ),
        )
        page.evaluate("document.querySelector('.edition').dataset.repo = 'https://host.example/owner/name'")
        page.evaluate(SELECT, ["#p1", 0, "#p4", 50])
        page.get_by_role("button", name="Suggest a note").click()
        assert page.get_by_role("textbox", name="The file").input_value().startswith("---\n# Write")


def test_without_a_repository_the_file_can_be_copied_or_downloaded(visit):
    """By keyboard too: a opens it, Escape closes it."""
    with visit("/texts/inspectors-reply/", accept_downloads=True) as page:
        page.evaluate("document.querySelector('.edition').dataset.repo = ''")
        page.evaluate(SELECT, ["#p2", 0, "#p2", 40])
        page.get_by_role("button", name="Suggest a note").wait_for()
        page.keyboard.press("a")
        area = page.get_by_role("textbox", name="The file")
        assert "seeds/annotations/inspectors-reply/" in page.get_by_role("dialog", name="A new note").inner_text()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the file").click()
        assert download.value.path().read_text(encoding="utf-8") == area.input_value()
        page.keyboard.press("Escape")
        area.wait_for(state="hidden")


def test_the_tools_come_first_after_the_words_they_are_for(visit):
    """Tab leads to them from wherever the words were selected, and on from one to the next."""
    with visit("/texts/inspectors-reply/") as page:
        page.locator("#p1 a").first.focus()
        page.evaluate(SELECT, ["#p4", 0, "#p4", 40])
        page.get_by_role("button", name="Suggest a note").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Suggest a note"


def test_the_tools_are_not_seen_before_their_style_is_there(visit):
    """It is fetched with them; where it cannot be had they are shown without."""
    asked = []

    def hold(route):
        asked.append(route)

    with visit("/texts/canal-plan/") as page:
        page.route("**/tools.css", hold)
        with page.expect_request("**/tools.css"):
            page.evaluate("getSelection().selectAllChildren(document.getElementById('p2'))")
        assert not page.locator(".tools").is_visible()
        (route,) = asked
        route.abort()
        page.locator(".tools").wait_for()


def test_a_passage_is_copied_with_its_source(visit):
    """Words, author, title, and the address of the paragraph."""
    with visit("/texts/canal-plan/", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.evaluate(SELECT, ["#p8", 0, "#p8", 56])
        page.get_by_role("button", name="Copy with source").click()
        page.locator(".status", has_text="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Now compare all of the above with the railway's road map")
    assert "Edda Marlow, A Canal for the Next Ten Years" in copied
    assert copied.endswith("/texts/canal-plan/#p8")


def test_a_passage_is_shared_by_an_address_that_names_its_words(visit):
    """Few words whole, many by their first and last, hyphens and all."""
    with visit("/texts/canal-plan/", permissions=["clipboard-read", "clipboard-write"]) as page:
        for end, words in (
            (20, "Self%2Dreliance%20is%20the"),
            (120, "Self%2Dreliance%20is%20the%20word,a%20shop%2C%E2%80%9D%20the"),
        ):
            page.evaluate(SELECT, ["#p6", 0, "#p6", end])
            page.get_by_role("button", name="Share this passage").click()
            page.wait_for_function(
                "words => navigator.clipboard.readText().then(copied => copied.endsWith(words))",
                arg=f"/texts/canal-plan/#p6:~:text={words}",
            )


def test_each_tool_has_the_key_that_it_names(visit):
    """What is copied by a key is what its button copies; none answers once the words are no longer selected."""
    with visit("/texts/inspectors-reply/", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.evaluate("document.querySelector('.edition').dataset.repo = ''")
        page.evaluate(SELECT, ["#p1", 0, "#p1", 40])
        page.locator(".tools").wait_for()
        keys = page.evaluate(
            "[...document.querySelectorAll('.tools button')].map(b => b.getAttribute('aria-keyshortcuts'))"
        )
        copied = {}
        for key in keys:
            page.evaluate("navigator.clipboard.writeText('')")
            page.keyboard.press(key)
            if key == "a":
                page.get_by_role("dialog").wait_for()
                page.evaluate(DRAWN)  # else the dialog's own selection is told when it is closed
                page.keyboard.press("Escape")
                continue
            page.locator(".status", has_text={"c": "Copied with its source", "s": "Address copied"}[key]).wait_for()
            copied[key] = page.evaluate("navigator.clipboard.readText()")
        assert "inspectors-reply/#p1" in copied["c"]
        assert copied["s"].startswith(page.url.split("#")[0])
        assert ":~:text=" in copied["s"]
        page.evaluate("getSelection().removeAllRanges()")
        page.locator("h1").click()
        page.locator(".tools").wait_for(state="hidden")
        page.evaluate("navigator.clipboard.writeText('')")
        page.keyboard.press("c")
        assert page.evaluate("navigator.clipboard.readText()") == ""
