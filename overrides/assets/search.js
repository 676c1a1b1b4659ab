// The search: which pieces of the index a question needs, what answers it, how that is shown, and a light where it leads.
// Fetched by site.js when the box is opened, or when a hit has led to this page.
"use strict"
;(() => {
  const {one, all, make, base} = dom

  // Words, folded and made into terms as the package does it (pages/search.py).
  const unspaced = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff]"
  const letter = "[\\p{L}\\p{N}]"
  const run = new RegExp(`[0-9]+(?:\\.[0-9]+)+|(?:(?!${unspaced})${letter})+|(?:(?=${unspaced})${letter})+`, "gu")
  const isUnspaced = word => new RegExp(unspaced).test(word)
  const split = words => words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}|['’‘ʼ\u0060´′\u00ad\u200b-\u200f\u2060\ufeff]/gu, "")
    .replace(/([0-9]),(?=[0-9]{3})/g, "$1")
    .replace(/([iy])z/g, "$1s")
    .match(run) ?? []
  const fold = words => ` ${split(words).join(" ")} `
  // Endings of Russian cases, and the English plural: who types an inflected word finds the others too.
  const endings = /(?:[аяыи]ми|[ое]го|[ое]му|[аяыи]х|[аяоеыи]м|[ое]в|[оеыи]и|[аоеыия]я|[оеыи]е|[уюи]ю|ью|[аеиоуыьюя])$/
  const stem = word => /^[а-я]{4}/.test(word) ? word.replace(endings, "")
    : /^[a-z]{4,}[^isu]s$/.test(word) ? word.slice(0, -1) : word
  const pairs = word => [...word].slice(1).map((_, n) => word.slice(n, n + 2))
  // A word of two letters begins others only while it is typed; one letter never does.
  const understood = value => split(value.replace(/['’]s(?![\p{L}\p{N}])/gu, "")).map((word, n, words) => {
    const runs = isUnspaced(word)
    const isLast = n === words.length - 1
    return {
      word,
      runs,
      prefix: runs ? word.length === 1 : word.length > (isLast ? 1 : 2),
      terms: runs && word.length > 1 ? pairs(word) : [word],
      forms: [...new Set(runs ? [word] : [word, stem(word)])].filter(form => form === word || form.length > 2),
    }
  })
  const has = (hay, {runs, prefix, forms}) =>
    forms.some(form => hay.includes(runs ? form : ` ${form}${prefix ? "" : " "}`))

  // Pieces: each is a script that says what it holds.
  const scripts = new Map()
  const fetchScript = address => {
    if (!scripts.has(address)) scripts.set(address, new Promise((done, failed) => {
      const onload = () => done(window.searchPiece)
      const onerror = () => {
        scripts.delete(address)
        failed(new Error(address))
      }
      document.head.append(make("script", {src: base + address, onload, onerror}))
    }))
    return scripts.get(address)
  }
  const piece = name => fetchScript(`search/${name}.js`)
  const before = (list, key) => Math.max(0, list.findLastIndex(([first]) => first <= key))

  const MOST_PIECES = 6
  const rowsBetween = async (words, from, to) => {
    const at = before(words, from)
    const names = words.slice(at, Math.min(before(words, to) + 1, at + MOST_PIECES))
    const rows = (await Promise.all(names.map(([, name]) => piece(name)))).flat()
    return rows.filter(([term]) => from <= term && term <= to)
  }
  const recordOf = async ({records}, number) => {
    const [first, name] = records[before(records, number)]
    return (await piece(name))[number - first]
  }

  // The engine: MiniSearch over the rows of the terms that are asked for.
  const FIELDS = {whole: 0, name: 1, words: 2}
  const numbers = list => {
    let last = 0
    return list ? list.split(" ").map(step => last += parseInt(step, 36)) : []
  }
  const engineOf = (rows, count) => {
    const index = rows.map(([term, ...lists]) => [term, Object.fromEntries(
      lists.map(numbers).map((found, field) => [field, Object.fromEntries(found.map(n => [n, 1]))])
        .filter(([, found]) => Object.keys(found).length)
    )])
    const found = [...new Set(rows.flatMap(([, ...lists]) => lists.flatMap(numbers)))]
    return MiniSearch.loadJS({
      index,
      documentCount: count,
      nextId: count,
      documentIds: Object.fromEntries(found.map(n => [n, n])),
      fieldIds: FIELDS,
      fieldLength: Object.fromEntries(found.map(n => [n, [1, 1, 1]])),
      averageFieldLength: [1, 1, 1],
      storedFields: {},
      dirtCount: 0,
      serializationVersion: 2,
    }, {
      fields: Object.keys(FIELDS),
      tokenize: words => [words],
      processTerm: word => word,
      searchOptions: {bm25: {k: 1.2, b: 0, d: 0.5}, boost: {name: 3}},
    })
  }
  const asQuery = ({terms, forms, prefix, runs}) => runs
    ? {combineWith: "AND", prefix, queries: terms}
    : {combineWith: "OR", queries: forms.map((form, n) => ({queries: [form], prefix: n > 0 || prefix, boostDocument: () => n ? .5 : 1}))}

  const begin = async () => {
    const [start] = await Promise.all([piece("start"), fetchScript("assets/vendor/minisearch.js")])
    let from = 0
    const kinds = start.runs.map(([kind, texts, count]) => ({kind, texts, from, end: from += count}))
    return {...start, kinds, count: from, of: number => kinds.find(({end}) => number < end)}
  }

  /** The records that have at least a third of the words, where a rare word and one in a name count for more. */
  const withMost = (rows, count) => {
    const sum = new Map()
    let total = 0
    for (const of of rows) {
      const ids = new Set(of.flat().flatMap(([, ...lists]) => lists.flatMap(numbers)))
      const named = new Set(of.flat().flatMap(row => numbers(row[1 + FIELDS.name])))
      const weight = Math.log(1 + count / ids.size)
      total += weight
      for (const id of ids) sum.set(id, (sum.get(id) ?? 0) + weight * (named.has(id) ? 2 : 1))
    }
    return [...sum].filter(([, score]) => score * 3 >= total).map(([id, score]) => ({id, score, match: {}}))
  }

  const MOST_HITS = 24
  /** What answers a question: how it was found, and its hits in order. */
  const answer = async (index, value, kind, text) => {
    const asked = understood(value)
    const whole = split(value).join(" ")
    const fits = ({id}) => {
      const of = index.of(id)
      return (!kind || of.kind === kind) && (!text || of.texts.some(n => index.texts[n][0] === text))
    }
    const ranges = asked.map(({terms, forms, prefix, runs}) =>
      (runs ? terms : forms).map((term, n) => [term, prefix || !runs && n > 0 ? term + "\uffff" : term]))
    const rows = await Promise.all(ranges.map(of => Promise.all(of.map(([a, b]) => rowsBetween(index.words, a, b)))))
    const there = asked.filter((_, n) => rows[n].some(found => found.length))
    const all = [...rows.flat(2), ...await rowsBetween(index.words, whole, whole)]
    const engine = engineOf([...new Map(all.map(row => [row[0], row])).values()], index.count)
    let how = there.length === asked.length ? "all" : "some"
    let found = there.length ? engine.search({combineWith: "AND", queries: there.map(asQuery)}, {filter: fits}) : []
    if (!found.length && there.length > 1) {
      how = "most"
      found = withMost(rows.filter(of => of.flat().length), index.count).filter(fits)
    }
    const named = engine.search(whole, {fields: ["whole"], filter: fits}).map(({id}) => id)
    const byName = ({id, match}) => named.includes(id) ? 0 : index.of(id).kind === "entry" && there.every(({forms, terms}) =>
      Object.entries(match).some(([term, fields]) => fields.includes("name")
        && [...forms, ...terms].some(form => term.startsWith(form)))) ? 1 : 2
    const chosen = found.map(result => [byName(result), result])
      .sort(([a, {score: x}], [b, {score: y}]) => a - b || y - x).slice(0, MOST_HITS)
    const hits = await Promise.all(chosen.map(async ([, {id, score}]) => {
      const [title, address, where, words, ...names] = await recordOf(index, id)
      const {kind, texts} = index.of(id)
      const language = kind === "text" || kind === "comment" ? index.texts[texts[0]][2] : index.language
      const hit = {title, address, where, words, names, kind, score, language}
      return {...hit, rank: rank(hit, whole, there)}
    }))
    hits.sort((a, b) => a.rank - b.rank || b.score - a.score)
    return {how, hits, count: found.length, there, missing: asked.filter(word => !there.includes(word))}
  }
  // Entries of that name, names with the words, what has the phrase, what has the words.
  const rank = ({kind, title, names, where, words}, whole, asked) => {
    const called = kind === "entry" ? [title, ...names].map(fold) : []
    const exact = called.indexOf(` ${whole} `)
    if (exact >= 0) return exact / 999
    if (called.some(name => asked.every(word => has(name, word)))) return 1
    const hay = fold(`${title} ${words}`)
    const isPhrase = asked.length > 1 || asked[0]?.runs
    if (isPhrase && hay.includes(asked[0].runs ? whole : ` ${whole}`)) return 2
    return asked.every(word => has(hay + fold(where), word)) ? 3 : 4
  }

  /** The names most like what was asked, in pairs of letters. */
  const nearest = async (index, value) => {
    const two = name => new Set(pairs(fold(name)))
    const asked = two(value)
    const likeness = other => [...asked].filter(pair => other.has(pair)).length / (asked.size + other.size)
    return (await piece(index.names))
      .map(([title, address, ...names]) => [Math.max(...[title, ...names].map(name => likeness(two(name)))), title, address])
      .filter(([alike]) => alike > 0)
      .sort(([a], [b]) => b - a)
      .slice(0, 3)
      .map(([, title, address]) => ({title, address, kind: "entry", where: "", words: "", names: [], language: index.language}))
  }

  // What is shown of a hit
  const box = one(".search")
  const field = one("input", box)
  const status = one("[role=status]", box)
  const hrefOf = address => base + address
    .replace(/(^|\/)index\.md/, box.dataset.ending === "/" ? "$1" : "$1index.html")
    .replace(/\.md/, box.dataset.ending)
  const AROUND = 90
  const LONG = 260
  const spots = (words, asked) => {
    const spaced = asked.filter(({runs}) => !runs)
    const found = [...words.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’]|[.,](?=[0-9]))*/gu)].flatMap(match => {
      const n = spaced.findIndex(word => has(fold(match[0]), word))
      return n < 0 ? [] : [[match.index, match.index + match[0].length, spaced[n].word]]
    })
    for (const {word} of asked.filter(({runs}) => runs)) {
      for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + word.length)) {
        found.push([at, at + word.length, word])
      }
    }
    return found.sort(([a], [b]) => a - b).filter(([from], n, list) => !n || from >= list[n - 1][1])
  }
  const marked = (words, asked) => {
    const found = spots(words, asked)
    const near = at => new Set(found.filter(([from]) => from >= at && from < at + LONG - AROUND).map(([, , word]) => word)).size
    const best = found.reduce((a, b) => near(b[0]) > near(a) ? b[0] : a, found[0]?.[0] ?? 0)
    let from = best > AROUND ? words.indexOf(" ", best - AROUND) + 1 : 0
    if (from > best) from = best - AROUND
    const cut = from + LONG < words.length ? words.lastIndexOf(" ", from + LONG) : words.length
    const end = cut > best ? cut : Math.min(words.length, from + LONG)
    const parts = []
    let at = from
    for (const [start, stop] of found.filter(([start, stop]) => start >= from && stop <= end)) {
      parts.push(words.slice(at, start), make("mark", {}, words.slice(start, stop)))
      at = stop
    }
    return [from ? "… " : "", ...parts, words.slice(at, end), end < words.length ? " …" : ""]
  }
  const shown = ({kind, title, address, where, words, names, language}, asked) => {
    const isFound = name => asked.length && asked.every(word => has(fold(name), word))
    const by = isFound(title) ? [] : names.filter(isFound).slice(0, 2)
    const label = make("span", {className: "what"}, said[kind])
    const excerpt = make("span", {className: "words", lang: language}, ...marked(words, asked))
    const link = make("a", {className: "hit", href: hrefOf(address)}, label, " ", make("b", {}, ...marked(title, asked)))
    if (by.length) link.append(" ", make("span", {className: "by"}, by.join(" · ")))
    if (where) link.append(" ", make("span", {className: "where"}, where))
    if (words) link.append(" ", excerpt)
    link.dataset.what = kind
    return link
  }
  // Hits of one page stand together: the best and a few as good; the others are folded.
  const MOST_SHOWN = 4
  const grouped = (hits, asked) => [...new Set(hits.map(({address}) => address.split("#")[0]))].map(page => {
    const of = hits.filter(({address}) => address.split("#")[0] === page)
    const good = of.filter(({rank}, n) => !n || rank < 4 && rank === of[0].rank).slice(0, MOST_SHOWN)
    const others = of.filter(hit => !good.includes(hit))
    const item = make("li", {}, ...good.map(hit => shown(hit, asked)))
    if (others.length) item.append(make("details", {},
      make("summary", {}, said.more.replace("{count}", others.length)), ...others.map(hit => shown(hit, asked))))
    return item
  })

  // The box
  const choice = (label, name, options) => {
    const select = make("select", {name}, ...options.map(([value, shown]) => make("option", {value}, shown)))
    filters.append(make("label", {}, `${label} `, select))
    select.value = given.get(name) ?? ""
    select.addEventListener("input", () => { answered = ask() })
    return select
  }
  const given = new URL(location).searchParams
  const filters = make("p", {className: "filters"})
  const list = make("ol", {className: "hits"})
  const others = make("p", {className: "else"})
  status.before(filters)
  status.after(list, others)
  let said, what, within
  const begun = async () => {
    const index = await begin()
    if (said) return index
    said = index.said
    const kinds = ["entry", "note", "text", "comment", "parallel"]
    what = choice(said.kind, "what", [["", said.all], ...kinds.map(kind => [kind, said[kind]])])
    within = choice(said.text_label, "in", [["", said.all], ...index.texts])
    return index
  }
  let index = null
  const ready = () => index ??= begun().catch(error => {
    index = null
    throw error
  })

  const keep = isOpen => {
    const address = new URL(location)
    const kept = {q: field.value.trim(), what: what?.value, in: within?.value}
    for (const [name, value] of Object.entries(kept)) {
      if (isOpen && kept.q && value) address.searchParams.set(name, value)
      else address.searchParams.delete(name)
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address)
  }
  const told = ({how, hits, count, missing}, near) => {
    if (!hits.length) return [said.nothing, ...near.length ? [said.nearest] : []]
    const number = (count > hits.length ? said.first : said.hits).replace("{shown}", hits.length).replace("{count}", count)
    if (how === "most") return [said.most, number]
    const parts = field.value.split(/\s+/).filter(part => missing.some(({word}) => split(part).includes(word)))
    return how === "some" ? [said.nowhere.replace("{words}", `“${parts.join(" ")}”`), number] : [number]
  }
  const advice = () => {
    const parts = [said.try, " ", make("a", {href: hrefOf("glossary/index.md")}, said.glossary)]
    if (!what.value && !within.value) return parts
    const everywhere = make("button", {type: "button"}, said.everywhere)
    everywhere.addEventListener("click", () => {
      what.value = within.value = ""
      field.focus()
      answered = ask()
    })
    return [everywhere, " ", ...parts]
  }
  let asking = 0
  const ask = async () => {
    const turn = ++asking
    const value = field.value.trim()
    try {
      const index = await ready()
      if (turn === asking) keep(box.open)
      const found = split(value).length ? await answer(index, value, what.value, within.value) : null
      const near = found && !found.hits.length ? await nearest(index, value) : []
      if (turn !== asking) return
      status.textContent = !value ? "" : found ? told(found, near).join(" ") : said.begin
      list.replaceChildren(...grouped(found?.hits.length ? found.hits : near, found?.there ?? []))
      others.replaceChildren(...found && !found.hits.length ? advice() : [])
      box.dataset.answered = value
    } catch {
      if (turn === asking) status.textContent = words.search_failed
    }
  }
  const links = () => all("a.hit", list).filter(link => link.checkVisibility())
  field.addEventListener("input", () => { answered = ask() })
  let answered = Promise.resolve()
  const enter = async () => {
    await answered
    links()[0]?.click()
  }
  one("form", box).addEventListener("submit", enter)
  box.addEventListener("keydown", event => {
    event.stopPropagation()
    const {key, target} = event
    if (target.closest("select")) return
    if (target !== field && key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus()
    const step = {ArrowDown: 1, ArrowUp: -1}[key]
    if (!step) return
    event.preventDefault()
    const stops = [field, ...all("a.hit, summary, .else :is(a, button)", box).filter(node => node.checkVisibility())]
    const at = stops.indexOf(document.activeElement)
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus()
  })
  box.addEventListener("click", event => {
    if (event.target === box || event.target.closest(".close")) box.close()
    const hit = event.target.closest("a.hit")
    if (!hit || event.ctrlKey || event.metaKey || event.shiftKey) return
    const led = JSON.stringify({at: hit.href, words: field.value})
    if (hit.href.split("#")[0] !== location.href.split(/[?#]/)[0]) {
      try { sessionStorage.setItem("led", led) } catch { }
      return
    }
    event.preventDefault()
    box.close()
    keep(false)
    location.hash = hit.hash
    light(field.value)
  })
  box.addEventListener("close", () => keep(false))

  // What has most of the words, where a hit leads, is opened and lit.
  const light = value => {
    const asked = understood(value)
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? one("article")
    const count = block => asked.filter(word => has(fold(block.textContent), word)).length
    const stanza = node => node?.matches(".line:not(.begins)") ? [node, ...stanza(node.nextElementSibling)] : []
    const blocks = target.matches("[data-span]")
      ? [target, ...target.matches(".line") ? stanza(target.nextElementSibling) : []]
      : all(target.matches(".comment") ? "[data-span]" : "p, li, dd, h1, h2, h3", target)
    const best = blocks.reduce((a, b) => count(b) > count(a) ? b : a, blocks[0] ?? target)
    for (let outer = best; outer; outer = outer.parentElement) if (outer.tagName === "DETAILS") outer.open = true
    one(".found")?.classList.remove("found")
    best.classList.add("found")
    const stop = best.closest(".note") ?? best  // from which the way to the text is one key away
    stop.tabIndex = -1
    stop.focus({preventScroll: true})
    best.scrollIntoView({block: "center"})
  }
  let led = null
  try {
    led = JSON.parse(sessionStorage.getItem("led"))
    sessionStorage.removeItem("led")
  } catch { }
  if (led?.at === location.href) light(led.words)
  if (box.open) {
    answered = ask()
    if (box.dataset.entered) enter()
  } else addEventListener("focusin", function first() {
    if (!box.open) return
    removeEventListener("focusin", first)
    answered = ask()  // what stands in the field already
  })
})()
