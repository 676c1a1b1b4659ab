// Comfort for reading. Nothing here is needed to read: without it every note is on the page.
"use strict"
;(() => {
  const {one, all, make} = dom

  // On reading pages the theme's script, which serves search, is fetched when it is wanted.
  const later = all("script[data-later]")
  const search = one("[data-md-component=search-query]")
  const wake = () => {
    if (!later.length) return
    const scripts = later.splice(0).map(script => {
      const fetched = make("script", {src: script.dataset.later, async: false})
      script.replaceWith(fetched)
      return fetched
    })
    scripts[0].onload = () => search.dispatchEvent(new KeyboardEvent("keyup"))
  }
  if (later.length) {
    if (/[?&][hq]=/.test(location.search)) wake()
    for (const kind of ["pointerover", "pointerdown", "focusin"]) one(".md-header").addEventListener(kind, wake)
    document.addEventListener("keydown", event => {
      if (!["/", "f", "s"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
      if (!later.length || event.target.closest("input, textarea, select")) return
      event.preventDefault()
      search.focus()
    })
  }

  // Whatever an address leads to is opened first.
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const reveal = node => {
    for (let outer = node; outer; outer = outer.parentElement) {
      if (outer.tagName === "DETAILS") outer.open = true
    }
    const note = node.closest(".note")
    if (!note) return
    for (const gist of all(".gist", note)) gist.open = true
  }
  const arrive = () => {
    const node = target()
    if (!node) return
    reveal(node)
    node.scrollIntoView()
  }
  addEventListener("hashchange", arrive)
  arrive()

  const edition = one(".edition")
  const status = make("p", {className: "status"})
  status.setAttribute("role", "status")
  document.body.append(status)
  const say = said => {
    status.textContent = said
    setTimeout(() => { status.textContent = "" }, 4000)
  }
  const copy = (text, said) => navigator.clipboard.writeText(text).then(
    () => say(said),
    () => say(words.no_copying),
  )

  // A passage and its notes light up together.
  const slugs = node => {
    const mark = node.closest("mark[data-notes]")
    if (mark) return mark.dataset.notes.split(" ")
    const note = node.closest(".note")
    if (note) return [note.id.slice("note-".length)]
    const ref = node.closest(".ref")
    return ref ? [ref.hash.slice("#note-".length)] : []
  }
  const light = lit => {
    for (const node of all(".lit", edition)) node.classList.remove("lit")
    for (const slug of lit) {
      for (const mark of all(`mark[data-notes~="${slug}"]`, edition)) mark.classList.add("lit")
      document.getElementById(`note-${slug}`)?.classList.add("lit")
    }
  }
  const lightTarget = () => light(target()?.closest(".note") ? slugs(target()) : [])
  for (const kind of ["pointerover", "focusin"]) edition.addEventListener(kind, event => {
    const found = slugs(event.target)
    if (found.length) light(found)
    else lightTarget()
  })
  edition.addEventListener("pointerleave", lightTarget)
  addEventListener("hashchange", lightTarget)
  lightTarget()
  // A click on marked words goes to their note; where several overlap, to the shortest, then to the next.
  const length = slug => all(`mark[data-notes~="${slug}"]`, edition)
    .reduce((sum, mark) => sum + mark.textContent.length, 0)
  edition.addEventListener("click", event => {
    const mark = event.target.closest("mark[data-notes]")
    if (!mark || event.target.closest("a") || String(getSelection())) return
    const order = slugs(mark).sort((a, b) => length(a) - length(b))
    const next = order.indexOf(location.hash.slice("#note-".length)) + 1
    location.hash = `note-${order[next % order.length]}`
  })

  // The boxes a reader has turned, kinds off or summaries on, stay so.
  const boxes = all(".kinds input")
  const turned = (document.documentElement.dataset.turned ?? "").split(" ")
  for (const box of boxes) {
    box.checked = box.defaultChecked !== turned.includes(box.id)
    box.addEventListener("change", () => {
      const now = boxes.filter(other => other.checked !== other.defaultChecked).map(other => other.id)
      dom.remember("turned", now.join(" "))
    })
  }

  // j and k step from note to note; f, s, p and n belong to the theme.
  let current = null
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return
    const step = {j: 1, k: -1}[event.key]
    if (!step) return
    const notes = all(".note", edition)
      .filter(note => !note.closest("[data-notice]:not([open])") && getComputedStyle(note).display !== "none")
    const last = notes.length - 1
    const here = notes.indexOf(current ?? target()?.closest(".note"))
    current = notes[here < 0 && step < 0 ? last : Math.min(Math.max(here + step, 0), last)]
    if (!current) return
    reveal(current)
    current.tabIndex = -1
    current.focus({preventScroll: true})
    current.scrollIntoView({block: "center"})
  })

  // The address of a paragraph or a note is copied as one follows it.
  edition.addEventListener("click", event => {
    const link = event.target.closest(".number, .tail a[href^='#note']")
    if (link) copy(link.href, words.address_copied)
  })

  // What can be done with selected words is fetched when there are any.
  const source = document.currentScript.src.replace("reading.js", "suggest.js")
  document.addEventListener("selectionchange", function begin() {
    if (getSelection().isCollapsed || !edition.contains(getSelection().anchorNode)) return
    document.removeEventListener("selectionchange", begin)
    document.head.append(make("script", {src: source}))
  })
})()
