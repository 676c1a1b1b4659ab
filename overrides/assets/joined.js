// The passages of a parallel light up together, in a text and where two texts face each other. Fetched by site.js when
// one is first pointed at, touched, or has the focus.
"use strict"
;(() => {
  const {all} = dom
  const slugs = node => node.closest("[data-parallels]")?.dataset.parallels.split(" ")
    ?? [node.closest("[data-parallel]")?.dataset.parallel].filter(Boolean)
  const light = ({target}) => {
    for (const node of all(".joined")) node.classList.remove("joined")
    for (const slug of slugs(target)) {
      for (const node of all(`[data-parallels~="${slug}"], [data-parallel="${slug}"]`)) node.classList.add("joined")
    }
  }
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light)
  light(dom.fetchedFor.first)

  // A click on the words of a parallel leads to its counterpart, as its sign does; those of a note lead to the note.
  document.addEventListener("click", ({target}) => {
    const mark = target.closest("mark[data-parallels]:not([data-notes])")
    if (!mark || target.closest("a") || String(getSelection())) return
    const slug = slugs(mark)[0]
    const way = all(`a[data-parallel="${slug}"]`)[0] ?? all(`[data-parallel="${slug}"] :is(h3, .where) a`)[0]
    way?.click()
  })
})()
