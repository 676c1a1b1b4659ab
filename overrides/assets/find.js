// Filters for lists; kinds and order of hits; a light where they lead.
;(() => {
  const {all} = dom
  // Words are found by their beginnings, Chinese anywhere.
  const fold = words => ` ${words}`
    .toLowerCase()
    .normalize("NFD")
    .replace(/['’]|\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trimEnd()
  const split = words => fold(words).split(" ").slice(1)
  const has = (hay, words) => words.every(word => hay.includes(/\p{sc=Han}/u.test(word) ? word : " " + word))

  for (const form of all(".filter")) {
    const items = all(".item")
    const homes = items.map(item => item.parentNode)
    const hays = items.map(item => fold([item.textContent, item.dataset.forms]))
    const controls = all("[name]", form)
    const address = new URL(location)
    for (const control of controls) control.value = address.searchParams.get(control.name) ?? ""
    const apply = () => {
      const {find, sort, ...chosen} = Object.fromEntries(controls.map(({name, value}) => [name, value]))
      const fits = item => Object.entries(chosen)
        .every(([name, value]) => !value || item.dataset[name].split("|").includes(value))
      const wanted = split(find)
      const shown = items.filter((item, n) => has(hays[n], wanted) && fits(item))
      form.lastElementChild.textContent = words.shown.replace("{shown}", shown.length).replace("{all}", items.length)
      for (const item of items) item.hidden = !shown.includes(item)
      if (sort) form.after(...[...items].sort((a, b) => a.dataset[sort] < b.dataset[sort] ? 1 : -1))
      else items.forEach((item, n) => homes[n].append(item))
      for (const {name, value} of controls) {
        if (value) address.searchParams.set(name, value)
        else address.searchParams.delete(name)
      }
      history.replaceState(null, "", address)
    }
    form.oninput = apply
    form.onsubmit = () => false
    apply()
  }

  // Below the heading of a hit, what has most of the words is opened and lit.
  const light = () => {
    const words = split(new URL(location).searchParams.get("h") ?? "")
    const target = document.getElementById(location.hash.slice(1))
    if (!words[0] || !target) return
    for (const unseen of all("sub")) unseen.remove()
    const scope = target.closest(".note, .comment")
    const count = block => words.filter(word => has(fold(block.textContent), [word])).length
    const follows = block => target.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING
    const best = all(target.closest(".note") ? "p, li" : "[data-span]", scope ?? document)
      .filter(block => scope || !block.closest(".comment") && follows(block))
      .reduce((a, b) => count(b) > count(a) ? b : a, target)
    for (let outer = best; outer; outer = outer.parentElement) outer.open = true
    all(".found")[0]?.classList.remove("found")
    best.classList.add("found")
    best.scrollIntoView({block: "center"})
  }
  addEventListener("hashchange", light)
  light()

  // Entries of that name, names with the words, hits with the phrase, with the words.
  const [result] = all(".md-search-result")
  const [input] = all(".md-search__input")
  const [meta, list] = result.children
  const base = new URL(JSON.parse(all("#__config")[0].textContent).base.replace(/\/?$/, "/"), location).href
  let index
  const load = async () => {
    const {config, docs} = await (window.__index ?? (await fetch(base + "search/search_index.json")).json())
    return [new RegExp(config.separator), new Map(docs.map(doc => {
      const names = [doc.title, ...doc.tags ?? []]
      doc.names = doc.tags ? names.map(fold) : []
      doc.hay = fold(names + doc.text.replace(/<.*?>/g, " "))
      return [doc.location, doc]
    }))]
  }
  const rank = ({names, hay}, query, words) => {
    if (names.includes(query)) return names.indexOf(query) / 999
    if (names.some(name => has(name, words))) return 1
    if (words[1] && hay.includes(query)) return 2
    return has(hay, words) ? 3 : 4
  }
  const pairs = name => new Set([...name].map((_, n) => name.slice(n, n + 2)))
  const likeness = (one, other) => [...one].filter(pair => other.has(pair)).length / (one.size + other.size)
  const watch = () => watcher.observe(result, {childList: true, subtree: true})
  const arrange = async () => {
    const [separator, docs] = await (index ??= load())
    const {value} = input
    const query = fold(value)
    watcher.disconnect()
    const words = value.split(separator).flatMap(split)
    const rows = [...list.children].map(row => {
      const links = all("a", row).map(link => {
        const article = link.firstChild.dataset
        const at = link.href.replace(/\?[^#]*/, "").slice(base.length)
        const how = rank(docs.get(at), query, words)
        if (!article.what) article.mdScore = +article.mdScore + 9e6 - how * 1e6
        article.what = /#(note|comment)/.exec(at)?.[1]
          ?? {glossary: "entry", texts: "text"}[at.split("/")[0]]
          ?? "parallel"
        return [how, link]
      })
      const best = Math.min(...links.map(([how]) => how))
      const asGood = links.slice(1).filter(([how]) => how < 4 && how === best)
      links[0][1].after(...asGood.map(([, link]) => link))
      for (const tags of all("nav", row)) tags.role = "none"
      for (const more of all("details", row)) {
        more.firstChild.firstChild.textContent = `${all("a", more).length} more on this page`
      }
      return [best, row]
    })
    list.append(...rows.sort(([a], [b]) => a - b).map(([, row]) => row))
    if (query && /^No/.test(meta.textContent)) {
      meta.textContent = "Nothing found. The nearest names in the glossary:"
      const near = [...docs.values()]
        .map(doc => [Math.max(0, ...doc.names.map(name => likeness(pairs(name), pairs(query)))), doc])
        .sort(([a], [b]) => b - a)
        .slice(0, 3)
      list.innerHTML = near.map(([, {location: at, title}]) => `<li class="md-search-result__item"
        ><a class="md-search-result__link" href="${base + at}"
        ><article class="md-search-result__article md-typeset" data-what="entry"><h1>${title}</h1></article></a>`).join("")
    }
    watch()
  }
  const watcher = new MutationObserver(arrange)
  meta.role = "status"
  if (list.firstChild) arrange()
  else watch()
})()
