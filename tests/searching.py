"""How tests ask the search box, and what they read of its answer."""

from playwright.sync_api import expect

HITS = """() => [...document.querySelectorAll('.md-search-result__link')]
  .filter(link => link.checkVisibility())
  .map(link => [link.firstChild.dataset.what, new URL(link.href).pathname + new URL(link.href).hash])"""

ANSWERED = """() => {
  const meta = document.querySelector('.md-search-result__meta').textContent
  const hits = [...document.querySelectorAll('.md-search-result__article')]
  return !/^(Init|Type)/.test(meta) && (hits.length ? hits.every(hit => hit.dataset.what) : /^Nothing/.test(meta))
}"""


def asked(page, query):
    """The visible hits of a query that is typed into the search box: what each is, and where it leads."""
    box = page.locator(".md-search__input")
    meta = page.locator(".md-search-result__meta")
    box.focus()
    box.fill("")
    page.keyboard.press("End")
    expect(meta).to_have_text("Type to start searching")
    page.keyboard.insert_text(query)
    page.keyboard.press("End")  # the theme listens to keys, and what is not Latin is typed without any
    page.wait_for_function(ANSWERED)
    return page.evaluate(HITS)
