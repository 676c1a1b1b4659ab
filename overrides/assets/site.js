// Comfort on every page: a menu for the keyboard, the way to the search, and a word on what a term means.
"use strict"
// What the edition's scripts share: each of them comes after this one.
const dom = {
  one: (query, node = document) => node.querySelector(query),
  all: (query, node = document) => [...node.querySelectorAll(query)],
  make: (tag, properties, ...children) => {
    const node = Object.assign(document.createElement(tag), properties)
    node.append(...children)
    return node
  },
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

  // A word on what a term means, where it is named. It stays while the pointer or the focus is on either.
  const preview = make("div", {id: "preview", className: "preview", hidden: true})
  preview.setAttribute("role", "tooltip")
  document.body.append(preview)
  const definitions = new Map()
  // Of a note its title and its gist, of a paragraph its words.
  const told = place => {
    if (!place) return []
    const copy = place.cloneNode(true)
    for (const ours of all("[data-editorial], .n", copy)) ours.remove()
    return [one("h3", copy), one("p:not(.kind)", copy) ?? copy].filter(Boolean)
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
  const term = event => event.target.closest?.(
    ':is(a[href*="/glossary/"], a[href*="#note-"], a[href*="#p"]):not(nav a, h3 a, .search a, .ref, .number, .tail a, .joint, .facing a, .resume)',
  )
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
})()
