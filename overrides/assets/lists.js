// The filters of a list, and its order.
"use strict"
;(() => {
  const {all} = dom
  // Words are found by their beginnings, Chinese anywhere.
  const fold = words => ` ${words}`
    .toLowerCase()
    .normalize("NFD")
    .replace(/['’]|\p{M}/gu, "")
    .replace(/([iy])z/g, "$1s")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trimEnd()
  const split = words => fold(words).split(" ").slice(1)
  // A line that only leads on is found, and no entry.
  const count = items => items.filter(item => !item.matches(".see")).length
  const has = (hay, words) => words.every(word => hay.includes(/\p{sc=Han}/u.test(word) ? word : " " + word))

  for (const form of all(".filter")) {
    const items = all(".item")
    const homes = items.map(item => item.parentNode)
    const hays = items.map(item => fold([item.textContent, item.dataset.forms]))
    const controls = all("[name]", form)
    const given = new URL(location).searchParams
    for (const control of controls) control.value = given.get(control.name) ?? ""
    const apply = () => {
      const address = new URL(location)
      const {find, sort, ...chosen} = Object.fromEntries(controls.map(({name, value}) => [name, value]))
      const fits = item => Object.entries(chosen)
        .every(([name, value]) => !value || item.dataset[name].split("|").includes(value))
      const wanted = split(find)
      const shown = items.filter((item, n) => has(hays[n], wanted) && fits(item))
      form.lastElementChild.textContent = words.shown.replace("{shown}", count(shown)).replace("{all}", count(items))
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
})()
