"""Windows of a browser that tests use one after another: to begin a new one costs three times as much as going on."""

from contextlib import contextmanager

ORDINARY = {
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
    "contrast": "no-preference",
}
"""What Playwright tells a page of its reader if nobody says otherwise."""

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Waits until what was changed is drawn, and what that brings about is told."""

FORGET = "() => { localStorage.clear(); sessionStorage.clear() }"


class Windows:
    """The windows of one browser. `open` lends one; it is given back as if nothing had been read in it."""

    def __init__(self, browser):
        self._browser = browser
        self._idle = {}

    @contextmanager
    def open(self, address, width=1440, height=1000, *, fresh=False, **settings):
        """A page at an address, in a `with` statement.

        `settings` are those of a Playwright context. `fresh` asks for a window nobody has used, which is closed after:
        for what cannot be taken back (scripts that run before the page's own, the clock) and for counting what is
        fetched. `page.said` collects what the console says.
        """
        idle = self._idle.setdefault(repr(sorted(settings.items())), [])
        page = idle.pop() if idle and not fresh else self._new(settings)
        page.said.clear()
        page.set_viewport_size({"width": width, "height": height})
        try:
            page.goto(address, wait_until="load")
            yield page
        except BaseException:
            page.context.close()  # nobody knows in which state it is
            raise
        if fresh:
            page.context.close()
        else:
            _clear(page, settings)
            idle.append(page)

    def _new(self, settings):
        page = self._browser.new_context(**settings).new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        return page


def _clear(page, settings):
    page.unroute_all(behavior="ignoreErrors")
    if settings.get("java_script_enabled", True):
        page.evaluate(FORGET)
    page.emulate_media(media="null", **{key: settings.get(key, value) for key, value in ORDINARY.items()})
    page.mouse.move(-1, -1)  # else it would rest on what the next page shows there
    page.goto("about:blank")  # else the next address could be taken for a place in this page
