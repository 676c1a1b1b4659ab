// The button that chooses the colours. The page is drawn with them before this comes: main.html reads the choice.
"use strict"
;(() => {
  const buttons = dom.all(".colours button")
  for (const button of buttons) {
    button.addEventListener("click", () => {
      dom.remember("colours", button.value)
      buttons.find(other => other.checkVisibility()).focus()
    })
  }
})()
