// What a reader can do with selected words: copy them with their source, or suggest a note on them.
// Fetched by reading.js when words are first selected.
"use strict"
;(() => {
  const {one, all, make} = dom
  const edition = one(".edition")
  const blocks = all("[data-span]", edition)
  const tidy = text => text.replace(/[ \t\r\n]+/g, " ")

  /** The words of the seed in a range, without anything of ours. */
  const seedWords = range => tidy(dom.words(range))
  const between = (startNode, start, endNode, end) => {
    const range = document.createRange()
    range.setStart(startNode, start)
    range.setEnd(endNode, end)
    return range
  }
  const whole = block => seedWords(between(block, 0, block, block.childNodes.length)).trim()
  const texts = blocks.map(whole)
  const text = texts.join(" ")
  const starts = texts.map((_, index) => texts.slice(0, index).reduce((sum, part) => sum + part.length + 1, 0))

  /** The offset in `text` of a point of the page that lies in, before or after a block. */
  const offset = (node, at, index) => {
    const block = blocks[index]
    const point = document.createRange()
    point.setStart(node, at)
    const ours = (node.nodeType === 1 ? node : node.parentElement).closest("[data-editorial]")
    if (ours && block.contains(ours)) {
      return offset(ours.parentNode, [...ours.parentNode.childNodes].indexOf(ours), index)
    }
    if (point.comparePoint(block, 0) > 0) return starts[index]
    if (point.comparePoint(block, block.childNodes.length) < 0) return starts[index] + texts[index].length
    const before = seedWords(between(block, 0, node, at)).trimStart()
    return Math.min(starts[index] + before.length, starts[index] + texts[index].length)
  }

  /** What is selected: where it begins and ends in `text`, in whole words, and the block it begins in. */
  const selection = () => {
    const range = getSelection().rangeCount && getSelection().getRangeAt(0)
    if (!range || range.collapsed) return null
    const touched = blocks.map((block, index) => [block, index]).filter(([block]) => range.intersectsNode(block))
    if (!touched.length) return null
    const [first, last] = [touched[0], touched.at(-1)]
    let start = offset(range.startContainer, range.startOffset, first[1])
    let end = offset(range.endContainer, range.endOffset, last[1])
    while (start < end && text[start] === " ") start++
    while (end > start && text[end - 1] === " ") end--
    if (start === end) return null
    while (start > 0 && joined(start)) start--
    while (end < text.length && joined(end)) end++
    return {start, end, quote: text.slice(start, end), id: blocks[starts.findLastIndex(from => from <= start)].id}
  }
  // As the package has it (fold.py): scripts without spaces are never cut, marks belong to what they stand on.
  const unspaced = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Mymr}\\p{sc=Khmr}"
  const letters = new RegExp(`^(?![${unspaced}])[\\p{L}\\p{N}\\p{M}](?![${unspaced}])[\\p{L}\\p{N}\\p{M}]$`, "u")
  const unit = `(?:[${unspaced}]|[^\\s${unspaced}]+)\\s*`
  const joined = at => at > 0 && at < text.length
    && (/\p{M}/u.test(text[at]) || letters.test(text.slice(at - 1, at + 1)))

  /** Where some words stand in `text`, not cutting a word in two. */
  const places = quote => {
    const found = []
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      if (!joined(at) && !joined(at + quote.length)) found.push(at)
    }
    return found
  }

  /** The shortest prefix or suffix, in words or in characters of a script without spaces, that only the selected place has. */
  const context = ({start, end, quote}) => {
    const others = places(quote).filter(at => at !== start)
    const few = (part, pattern) => part.match(new RegExp(pattern, "u"))[0].trim()
    const before = (at, count) => few(text.slice(0, at).slice(-400), `(?:${unit}){0,${count}}$`)
    const after = (at, count) => few(text.slice(at + quote.length).slice(0, 400).trim(), `^(?:${unit}){0,${count}}`)
    for (let count = 1; others.length && count <= Number(edition.dataset.context); count++) {
      const suffix = after(start, count)
      const prefix = before(start, count)
      if (suffix && others.every(at => after(at, count) !== suffix)) return `suffix: ${JSON.stringify(suffix)}\n`
      if (prefix && others.every(at => before(at, count) !== prefix)) return `prefix: ${JSON.stringify(prefix)}\n`
    }
    return ""
  }

  const draft = chosen => noteFile
    .replace("QUOTE\n", () => `${JSON.stringify(chosen.quote)}\n${context(chosen)}`)
  const address = id => `${location.href.replace(/#.*/, "")}#${id}`
  const citation = ({quote, id}) => `“${quote}” — ${edition.dataset.cite}, ${address(id)}`

  // The address of the words themselves, where a browser knows it; else of their paragraph. A long passage is named by
  // its first and its last words.
  const coded = part => encodeURIComponent(part).replaceAll("-", "%2D")
  const passage = ({quote, id}) => {
    if (!document.fragmentDirective) return address(id)
    const units = quote.split(" ")
    const ends = units.length > 8 ? [units.slice(0, 4).join(" "), units.slice(-4).join(" ")] : [quote]
    return `${address(id)}:~:text=${ends.map(coded).join(",")}`
  }

  // The tools

  const bar = make("div", {className: "tools", hidden: true})
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", words.selected)
  const button = (label, key, action) => {
    const node = make("button", {type: "button"}, label)
    node.setAttribute("aria-keyshortcuts", key)
    node.addEventListener("click", () => kept && action(kept))
    bar.append(node)
  }
  const {copy} = dom
  let kept = null
  button(words.copy, "c", chosen => copy(citation(chosen), words.copied))
  button(words.suggest, "a", chosen => suggest(chosen))
  button(words.share, "s", chosen => copy(passage(chosen), words.address_copied))

  // Longer addresses are cut off by hosts and browsers: then the file is offered instead.
  const LONGEST = 6000
  const suggest = chosen => {
    const file = draft(chosen)
    const name = `${edition.dataset.folder}/a-telling-name.md`
    const repository = edition.dataset.repo
    const url = `${repository}/new/main?filename=${encodeURIComponent(name)}&value=${encodeURIComponent(file)}`
    if (repository && url.length < LONGEST) open(url, "_blank", "noopener")
    else offer(file, name)
  }
  const sheet = make("dialog", {className: "sheet"})
  sheet.setAttribute("aria-label", words.new_note)
  const offer = (file, name) => {
    const area = make("textarea", {value: file, rows: 16})
    area.setAttribute("aria-label", words.file)
    const says = make("p", {}, words.fill_in.replace("{file}", name))
    const save = make("a", {download: "a-telling-name.md", href: "#"}, words.download)
    save.addEventListener("click", () => {
      save.href = URL.createObjectURL(new Blob([area.value], {type: "text/markdown"}))
    })
    const take = make("button", {type: "button"}, words.copy_file)
    take.addEventListener("click", () => copy(area.value, words.file_copied))
    const close = make("button", {type: "button"}, words.close)
    close.addEventListener("click", () => sheet.close())
    sheet.replaceChildren(says, area, take, save, close)
    sheet.showModal()
    area.focus()
  }
  document.body.append(bar, sheet)

  const look = () => {
    const chosen = document.activeElement && bar.contains(document.activeElement) ? kept : selection()
    if (sheet.open) return
    kept = chosen
    bar.hidden = !chosen
    if (!chosen || !getSelection().rangeCount) return
    const box = getSelection().getRangeAt(0).getBoundingClientRect()
    const right = document.documentElement.clientWidth - bar.offsetWidth - 8
    bar.style.top = `${Math.max(56, box.bottom + 8) + scrollY}px`
    bar.style.left = `${Math.max(8, Math.min(box.left, right))}px`
  }
  dom.style("tools").then(() => {
    document.addEventListener("selectionchange", look)
    look()
  })
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox], [type=radio]), textarea")) return
    if (event.key === "Escape") {
      bar.hidden = true
      kept = null
    }
    // The tools stand at the end of the page, yet come first after the words they are for.
    if (kept && event.key === "Tab" && !event.shiftKey && !bar.contains(event.target)) {
      event.preventDefault()
      bar.firstChild.focus()
    }
    if (document.documentElement.dataset.keys === "off") return
    const tool = kept && all("button", bar).find(tool => tool.getAttribute("aria-keyshortcuts") === event.key)
    if (!tool) return
    event.preventDefault()
    tool.click()
  })
  // Who comes back from a tool to the text has no words selected, and no need of the tools.
  document.addEventListener("click", event => {
    if (!bar.contains(event.target) && !sheet.contains(event.target)) look()
  })
})()
