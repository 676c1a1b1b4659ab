// Comfort on every page: a menu for the keyboard, the way to the search, and a word on what a term means.
"use strict"
// What the edition's scripts share: each of them comes after this one.
const styles = {}
const dom = {
  one: (query, node = document) => node.querySelector(query),
  all: (query, node = document) => [...node.querySelectorAll(query)],
  make: (tag, properties, ...children) => {
    const node = Object.assign(document.createElement(tag), properties)
    node.append(...children)
    return node
  },
  /** Fetch a style sheet once; resolves when it is there, or cannot be had. */
  style: name => styles[name] ??= new Promise(done => {
    const href = `${dom.base}assets/css/${name}.css`
    document.head.append(dom.make("link", {rel: "stylesheet", href, onload: done, onerror: done}))
  }),
  // Where the site begins.
  base: new URL("..", document.currentScript.src).href,
  /** Keep what the reader chose: on the root, where the styles look for it, and for the next page if storage is allowed. */
  remember: (name, value) => {
    const {dataset} = document.documentElement
    if (value) dataset[name] = value
    else delete dataset[name]
    try { localStorage.setItem("reader", JSON.stringify(dataset)) } catch { }
  },
}
;(() => {
  const {one, all, make, base} = dom

  // The theme opens its menu with a label, which no keyboard reaches: make it a button.
  const box = document.getElementById("__drawer")
  const label = one("label.md-header__button")
  const menu = make("button", {type: "button", className: label.className}, ...label.childNodes)
  menu.setAttribute("for", box.id)
  menu.setAttribute("aria-label", words.menu)
  label.replaceWith(menu)
  menu.addEventListener("click", () => {
    box.click()
    one(".md-nav--primary .md-nav__link").focus()
  })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !box.checked) return
    box.click()
    menu.focus()
  })

  // The search: a box that takes what is typed at once, while the script that answers is on its way.
  const search = one(".search")
  const field = one(".search input")
  let fetched = false
  const fetchSearch = () => {
    if (fetched) return
    fetched = true
    dom.style("hits")
    document.head.append(make("script", {src: `${base}assets/search.js`, onerror: () => {
      fetched = false
      one(".search [role=status]").textContent = words.search_failed
    }}))
  }
  const openSearch = () => {
    if (!search.open) search.showModal()
    field.select()
    fetchSearch()
  }
  one(".to-search").addEventListener("click", openSearch)
  one("form", search).addEventListener("submit", event => {
    event.preventDefault()
    search.dataset.entered = "yes"  // who presses Enter before the script has come is led on by it
  })
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest("input, textarea, select, dialog")) return
    event.preventDefault()
    openSearch()
  })
  let led = null
  try { led = sessionStorage.getItem("led") } catch { }
  const asked = new URL(location).searchParams.get("q")
  if (asked !== null) {
    field.value = asked
    openSearch()
  } else if (led) fetchSearch()

  // What helps with a link or a passage is fetched when one is first pointed at, touched, or has the focus. The touch that
  // fetches it follows no link; where it is no link, it is made again.
  dom.named = ':is(a[href*="/glossary/"], a[href*="#note-"], a[href*="#p"]):not(nav a, h3 a, .search a, .ref, .number, .address, .tail a, .joint, .facing a, .resume)'
  dom.fetchedFor = {}
  const KINDS = ["pointerover", "pointerdown", "focusin"]
  const fetchFor = (query, name, again) => {
    const begin = event => {
      if (!event.target.closest?.(query)) return
      for (const kind of KINDS) document.removeEventListener(kind, begin)
      const script = make("script", {src: `${base}assets/${name}`})
      dom.fetchedFor.first = event
      if (event.pointerType === "touch") {
        document.addEventListener("click", click => click.preventDefault(), {once: true})
        if (again) script.onload = () => event.target.click()
      }
      document.head.append(script)
    }
    for (const kind of KINDS) document.addEventListener(kind, begin)
  }
  fetchFor(dom.named, "preview.js", false)
  fetchFor("mark[data-parallels], [data-parallel]", "joined.js", true)
})()
