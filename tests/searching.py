"""How tests ask the search box, and what they read of its answer."""

HITS = """() => [...document.querySelectorAll('.search a.hit')]
  .filter(link => link.checkVisibility())
  .map(link => [link.dataset.what, new URL(link.href).pathname + new URL(link.href).hash])"""


def opened(page):
    """The field of the search box, opened by its key if it is not open."""
    field = page.locator(".search input")
    if not field.is_visible():
        page.keyboard.press("/")
    return field


def answered(page, query):
    """Wait until the box shows what answers a question."""
    page.wait_for_function("query => document.querySelector('.search').dataset.answered === query", arg=query.strip())


def asked(page, query):
    """The visible hits of a query that is put into the search box: what each is, and where it leads."""
    opened(page).fill(query)
    answered(page, query)
    return page.evaluate(HITS)
