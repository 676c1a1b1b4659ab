// On the page of what is not found: the words of the address that was sought are put into the search.
"use strict"
;(() => {
  const {one} = dom
  const last = location.pathname.split("/").filter(part => part && !/^index\.\w+$/.test(part)).at(-1) ?? ""
  if (/^404(\.html)?$/.test(last)) return  // the page itself was opened
  let sought = last.replace(/\.\w+$/, "")
  try { sought = decodeURIComponent(sought) } catch { }
  sought = sought.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()
  if (!sought) return
  const field = one(".search input")
  field.value ||= sought
  const offer = one(".sought")
  const button = one("button", offer)
  button.textContent = sought
  button.addEventListener("click", () => {
    field.value = sought
    one(".to-search").click()
  })
  offer.hidden = false
})()
