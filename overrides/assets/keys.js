// The keys of a reading page, and the list of them. Fetched by reading.js when one is first pressed.
"use strict"
;(() => {
  const {all, make} = dom
  const KEYS = [
    ["j", words.key_j],
    ["k", words.key_k],
    ["c", words.key_c],
    ["a", words.key_a],
    ["s", words.key_s],
    ["Esc", words.key_escape],
    ["?", words.key_help],
  ]
  const {dataset} = document.documentElement

  const box = make("input", {type: "checkbox", checked: dataset.keys !== "off"})
  box.addEventListener("change", () => dom.remember("keys", box.checked ? "" : "off"))
  const close = make("button", {type: "button"}, words.close)
  const list = KEYS.map(([key, what]) => make("li", {}, make("kbd", {}, key), ` ${what}`))
  const sheet = make("dialog", {className: "sheet md-typeset"},
    make("h2", {}, words.keys), make("ul", {}, ...list),
    make("p", {}, make("label", {}, box, ` ${words.letters}`)), close)
  sheet.setAttribute("aria-label", words.keys)
  close.addEventListener("click", () => sheet.close())
  document.body.append(sheet)

  const step = by => {
    const notes = all(".edition .note")
      .filter(note => !note.closest("[data-notice]:not([open]), .thread:not([open])") && isShown(note))
    if (!notes.length) return
    const here = notes.findIndex(note => note.matches(".here"))
    const next = here < 0 ? ahead(notes) + Math.min(by, 0) : here + by
    const note = notes[Math.min(Math.max(next, 0), notes.length - 1)]
    dom.go(`#${note.id}`)
    note.tabIndex = -1
    note.focus({preventScroll: true})
    numberOf(note).scrollIntoView({block: getComputedStyle(note).position === "fixed" ? "start" : "center"})
  }
  const numberOf = note => document.getElementById(`r-${note.id.slice("note-".length)}`)
  // Who is at no note goes on from what is in sight: the first whose number is not above it.
  const ahead = notes => {
    const found = notes.findIndex(note => numberOf(note).getBoundingClientRect().bottom > 48)
    return found < 0 ? notes.length : found
  }
  // On a narrow screen no note is there until it is called, but its number is.
  const isShown = note => numberOf(note).checkVisibility()

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return
    if (event.key === "?") dom.style("tools").then(() => sheet.open || sheet.showModal())
    if (dataset.keys === "off" || sheet.open) return
    if (event.key === "j") step(1)
    if (event.key === "k") step(-1)
  })
})()
