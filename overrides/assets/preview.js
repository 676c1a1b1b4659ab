// A word on what a link leads to: what a term means, what a note, a parallel or a paragraph says. Fetched by site.js when such a link
// is first pointed at, touched, or has the focus.
"use strict"
;(() => {
  const {one, all, make} = dom

  // A word on what a term means, where it is named. It stays while the pointer or the focus is on either.
  const preview = make("div", {id: "preview", className: "preview", hidden: true})
  preview.setAttribute("role", "tooltip")
  document.body.append(preview)
  const definitions = new Map()
  // Of a note its title and its gist, of a parallel its title and its essay, of a passage its words.
  const told = place => {
    if (!place) return []
    const copy = (place.closest("[data-span], .facing-view .row, .facing-pair") ?? place).cloneNode(true)
    for (const ours of all("[data-editorial], .n, .ways, .claim, p.why", copy)) ours.remove()
    return [one("h2, h3", copy), one(".why p, .sides ~ p", copy) ?? one("p:not(.kind)", copy) ?? copy].filter(Boolean)
      .map(part => make("p", {}, part.textContent.trim().slice(0, 400)))
  }
  const define = async href => {
    const {pathname, hash} = new URL(href)
    const page = pathname === location.pathname
      ? document
      : new DOMParser().parseFromString(await (await fetch(href)).text(), "text/html")
    if (hash) return told(page.getElementById(decodeURIComponent(hash.slice(1))))
    return [one("h1", page), one(".native", page), one(".definition", page)].filter(Boolean).map(node => {
      node.removeAttribute("id")
      for (const link of all("a", node)) link.replaceWith(...link.childNodes)
      return node
    })
  }
  let shown = null
  let leaving = 0
  const hide = () => {
    preview.hidden = true
    shown?.removeAttribute("aria-describedby")
    shown = null
  }
  const show = async link => {
    clearTimeout(leaving)
    if (shown === link) return
    hide()
    shown = link
    const key = link.href
    if (!definitions.has(key)) definitions.set(key, define(key).catch(() => []))
    const parts = await definitions.get(key)
    await dom.style("tools")
    if (shown !== link || !parts.length) return
    preview.replaceChildren(...parts.map(part => part.cloneNode(true)))
    preview.hidden = false
    const [place] = link.getClientRects()
    const box = preview.getBoundingClientRect()
    const above = place.bottom + box.height + 8 > innerHeight && place.top > box.height
    const top = above ? place.top - box.height - 4 : place.bottom + 4
    const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - box.width - 8))
    preview.style.left = `${left + scrollX}px`
    preview.style.top = `${top + scrollY}px`
    link.setAttribute("aria-describedby", "preview")
  }
  const leave = () => {
    clearTimeout(leaving)
    leaving = setTimeout(hide, 250)
  }
  const term = event => event.target.closest?.(dom.named)
  document.addEventListener("pointerover", event => {
    if (preview.contains(event.target)) clearTimeout(leaving)
    else if (term(event) && event.pointerType === "mouse") show(term(event))
  })
  document.addEventListener("pointerout", event => {
    if (shown && event.pointerType === "mouse") leave()
  })
  document.addEventListener("focusin", event => {
    if (term(event)) show(term(event))
    else hide()
  })
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
  })
  let touched = false
  document.addEventListener("pointerdown", event => {
    touched = event.pointerType === "touch" && shown !== term(event)
    if (!term(event) && !preview.contains(event.target)) hide()
  })
  document.addEventListener("click", event => {
    if (!touched || !term(event)) return
    event.preventDefault()
    show(term(event))
  })

  const {first} = dom.fetchedFor
  if (term(first) && (first.type === "focusin" || first.pointerType)) show(term(first))
})()
