// Comfort for reading. Nothing here is needed to read: without it every note is on the page.
"use strict"
;(() => {
  const {one, all, make} = dom

  const edition = one(".edition")
  const root = document.documentElement
  const noteOf = node => node?.closest(".note")
  const slugOf = note => note.id.slice("note-".length)
  const plain = event => !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey

  // What is said of what was done goes away by itself.
  const status = make("p", {className: "status"})
  status.setAttribute("role", "status")
  document.body.append(status)
  let saying = 0
  const say = said => {
    status.textContent = said
    clearTimeout(saying)
    saying = setTimeout(() => { status.textContent = "" }, 4000)
  }
  dom.copy = (text, said) => navigator.clipboard.writeText(text).then(
    () => say(said),
    () => say(words.no_copying),
  )

  // A passage and its note light up together; looked at from the text, the note shows its gist.
  const length = slug => all(`mark[data-notes~="${slug}"]`, edition)
    .reduce((sum, mark) => sum + mark.textContent.length, 0)
  const slugsOf = mark => mark.dataset.notes.split(" ").sort((a, b) => length(a) - length(b))
  const slugAt = node => {
    const mark = node.closest("mark[data-notes]")
    const note = noteOf(node)
    return mark ? slugsOf(mark)[0] : note ? slugOf(note) : node.closest(".ref")?.hash.slice("#note-".length)
  }
  let waiting, later
  const light = (slug, fromText) => {
    waiting = clearTimeout(waiting)
    for (const node of all(".lit, .out", edition)) node.classList.remove("lit", "out")
    if (!slug) return
    for (const mark of all(`mark[data-notes~="${slug}"]`, edition)) mark.classList.add("lit")
    const note = document.getElementById(`note-${slug}`)
    note.classList.add("lit")
    note.classList.toggle("out", fromText)
  }
  const lightHere = () => {
    const here = one(".here", edition)
    light(here && slugOf(here), false)
  }
  for (const kind of ["pointerover", "focusin"]) edition.addEventListener(kind, event => {
    const slug = slugAt(event.target)
    const note = noteOf(event.target)
    if (note?.classList.contains("lit")) waiting = clearTimeout(waiting)
    else if (slug) light(slug, !note)
    else if (one(".out", edition)) waiting ||= setTimeout(lightHere, 400)
    else lightHere()
  })
  edition.addEventListener("pointerleave", lightHere)

  // Where an address leads: what it is folded in opens, and a note that was opened so folds again when one goes on.
  // What was seen is told to the history, so that who comes back stands where they stood.
  const named = hash => {
    try { return document.getElementById(decodeURIComponent(hash.slice(1))) } catch { return null }
  }
  const seen = more => history.replaceState({...history.state, seen: true, ...more}, "")
  const off = () => (root.dataset.off ?? "").split(" ")
  const leave = () => {
    for (const gist of all(".here > .gist[data-called]", edition)) {
      gist.open = false
      delete gist.dataset.called
    }
    for (const why of all(".why", edition)) why.remove()
    one(".here", edition)?.classList.remove("here")
  }
  const arrive = () => {
    const node = named(location.hash)
    const note = noteOf(node)
    leave()
    for (let outer = node; outer; outer = outer.parentElement) if (outer.localName === "details") outer.open = true
    if (note) {
      note.classList.add("here")
      const gist = one(".gist:not([open])", note)
      if (gist) gist.open = gist.dataset.called = true
      if (root.dataset.only || off().some(kind => note.classList.contains(kind))) {
        one(".ways", note).after(make("p", {className: "why"}, words.called))
      }
    }
    lightHere()
    return node
  }
  const inSight = ({top, bottom}) => top > 48 && top < innerHeight - 48 && (bottom < innerHeight || top < innerHeight / 2)
  const bring = node => {
    if (!inSight(node.getBoundingClientRect())) node.scrollIntoView({block: "center"})
  }
  const go = hash => {
    seen({top: scrollY})
    if (hash !== location.hash) history.pushState({...history.state, top: -1}, "", hash)
    return arrive()
  }
  // Who is led to a note that comes in a sheet finds its number above it; who goes back stands where they stood: a
  // browser may go to the place that the address names.
  const settle = () => {
    const node = arrive()
    const note = noteOf(node)
    const number = note && getComputedStyle(note).position === "fixed" && named(`#r-${slugOf(note)}`)
    const {state} = history
    if (!state?.seen) (number || node)?.scrollIntoView()
    else if (state.top >= 0) scrollTo(0, state.top)
    seen({top: -1})
  }
  addEventListener("hashchange", settle)
  const thread = one(".thread")
  if (thread && history.state?.thread) thread.open = true
  thread?.addEventListener("toggle", () => seen({thread: thread.open}))
  settle()

  // A number leads to its note and the note back; marked words lead to theirs, where several overlap to the shortest,
  // then to the next. Nothing scrolls if what is led to is in sight. The address of a paragraph, a comment or a note is
  // copied as one follows it.
  edition.addEventListener("pointerdown", () => clearTimeout(later))
  edition.addEventListener("click", event => {
    if (!plain(event)) return
    const way = event.target.closest(".ref, .back")
    const mark = event.target.closest("mark[data-notes]")
    const address = event.target.closest(".number, .address")
    if (address) dom.copy(address.href, words.address_copied)
    if (way) {
      event.preventDefault()
      const node = go(way.hash)
      const focused = noteOf(node) ?? node
      focused.tabIndex = focused.tabIndex  // a note can have the focus only where that is written
      focused.focus({preventScroll: true})
      bring(node)
    } else if (mark && event.detail < 2 && !event.target.closest("a") && getSelection().isCollapsed) {
      const order = slugsOf(mark)
      const next = order.indexOf(location.hash.slice("#note-".length)) + 1
      const note = go(`#note-${order[next % order.length]}`)
      // Perhaps it is the first half of a double click: what is clicked on must not move away.
      later = setTimeout(bring, 300, note)
    } else if (!event.target.closest(".note, a, summary, label, input") && getSelection().isCollapsed) {
      leave()
      lightHere()
    }
  })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    leave()
    light()
  })

  // The switches, which are remembered.
  const boxes = all("[id^=show-]:not(#show-summaries)", edition)
  const kept = {...root.dataset}
  for (const box of boxes) {
    box.checked = !off().includes(box.id.slice("show-".length))
    box.addEventListener("change", () => {
      dom.remember("off", boxes.filter(other => !other.checked).map(other => other.id.slice("show-".length)).join(" "))
    })
  }
  for (const box of all("#text-only, #show-summaries", edition)) {
    const name = box.id.split("-")[1]
    box.checked = name in kept
    box.addEventListener("change", () => dom.remember(name, box.checked ? "yes" : ""))
  }
  for (const size of all("[name=size]", edition)) {
    size.checked = size.value === (kept.size ?? "")
    size.addEventListener("change", () => dom.remember("size", size.value))
  }

  // Who copies the text gets the words of its author, a paragraph after the other, and nothing of ours.
  dom.words = range => {
    const part = range.cloneContents()
    for (const ours of all("[data-editorial]", part)) ours.remove()
    for (const end of all("br", part)) end.replaceWith("\n")
    return part.textContent
  }
  const part = (range, block) => {
    const within = document.createRange()
    within.selectNodeContents(block)
    if (block.contains(range.startContainer)) within.setStart(range.startContainer, range.startOffset)
    if (block.contains(range.endContainer)) within.setEnd(range.endContainer, range.endOffset)
    return within
  }
  edition.addEventListener("copy", event => {
    const range = getSelection().getRangeAt(0)
    const {commonAncestorContainer: around} = range
    if (noteOf(around.closest ? around : around.parentNode)) return
    const copied = all("[data-span]", edition)
      .filter(block => range.intersectsNode(block) && block.checkVisibility())
      .map(block => dom.words(part(range, block)).replace(/[ \t]+/g, " ").trim())
      .filter(Boolean)
    if (!copied.length) return
    event.preventDefault()
    event.clipboardData.setData("text/plain", copied.join("\n\n"))
  })

  // What can be done with selected words is fetched when there are any, and the keys when one is pressed.
  const beside = name => make("script", {src: source.replace("reading.js", name), async: false})
  const source = document.currentScript.src
  document.addEventListener("selectionchange", function begin() {
    if (getSelection().isCollapsed || !edition.contains(getSelection().anchorNode)) return
    document.removeEventListener("selectionchange", begin)
    document.head.append(beside("note-file.js"), beside("suggest.js"))
  })
  const pressed = []
  document.addEventListener("keydown", function begin({key}) {
    if (!["?", "j", "k"].includes(key) || pressed.push(key) > 1) return
    dom.go = go
    const keys = beside("keys.js")
    keys.onload = () => {
      document.removeEventListener("keydown", begin)
      for (const key of pressed) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))
    }
    document.head.append(keys)
  })
})()
