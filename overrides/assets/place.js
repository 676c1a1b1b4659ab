// Where a reader stopped is kept in the browser, and offered when they come back; nothing is sent.
"use strict"
;(() => {
  const {one, all, make} = dom
  const key = `place:${location.pathname}`
  addEventListener("pagehide", () => {
    const here = all(".edition [data-span]:not(.thread *)").find(block => block.getBoundingClientRect().bottom > 60)
    try {
      if (scrollY > innerHeight && here) localStorage.setItem(key, here.id)
      else localStorage.removeItem(key)
    } catch { }
  })
  try {
    const kept = localStorage.getItem(key)
    if (kept && !location.hash && document.getElementById(kept)) {
      const way = make("a", {href: `#${kept}`, className: "resume", onclick: () => way.remove()}, words.resume)
      way.dataset.editorial = ""
      one(".edition").append(way)
    }
  } catch { }
})()
