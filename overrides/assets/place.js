// Where a reader stopped is kept in the browser, and offered when they come back; nothing is sent.
"use strict"
;(() => {
  const {one, all, make} = dom
  const key = `place:${location.pathname}`
  const blocks = all(".edition > .run > [data-span]")
  const keep = () => {
    const here = blocks.find(block => block.getBoundingClientRect().bottom > 60)
    try {
      if (scrollY > innerHeight && here) localStorage.setItem(key, here.id)
      else localStorage.removeItem(key)
    } catch { }
  }
  let kept = null
  try { kept = localStorage.getItem(key) } catch { }
  if (kept && !location.hash && document.getElementById(kept)) {
    const way = make("a", {href: `#${kept}`, className: "resume"}, words.resume)
    way.dataset.editorial = ""
    one(".edition").append(way)
    way.addEventListener("click", () => way.remove())
  }
  addEventListener("pagehide", keep)
})()
