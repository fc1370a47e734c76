// Finds ideas by words or number while one writes: the others are out of sight, and nothing else
// changes. "/" comes here, Escape clears it.
import { onSwap } from "../lib/fragments.js"
import { seen } from "../lib/picks.js"
import { keysAreOn } from "./desk-keys.js"

const FIELDS = "input, textarea, select, dialog"
const plain = (text) => text.normalize("NFKC").toLowerCase()

function holds(line, words) {
  const text = words.length ? plain(line.textContent) : ""
  return words.every((word) => text.includes(word))
}

export function deskFind(element) {
  const found = document.querySelector("#found")

  const filter = () => {
    const words = plain(element.value).split(/\s+/).filter(Boolean)
    for (const line of document.querySelectorAll("#lines > .line"))
      line.toggleAttribute("data-out", !holds(line, words))
    found.textContent = words.length ? found.dataset.pattern.replace("{n}", seen().length) : ""
  }
  const come = (event) => {
    if (event.key !== "/" || !keysAreOn() || event.target.closest(FIELDS)) return
    event.preventDefault()
    element.select()
  }
  const leave = (event) => {
    if (event.key === "Escape" && element.value) {
      event.preventDefault()
      event.stopPropagation()
      element.value = ""
      filter()
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault()
      seen()[0]?.querySelector(".pick, button")?.focus()
    }
  }
  element.addEventListener("input", filter)
  element.addEventListener("keydown", leave)
  document.addEventListener("keydown", come)
  const stop = onSwap(() => element.value && filter())
  return () => {
    element.removeEventListener("input", filter)
    element.removeEventListener("keydown", leave)
    document.removeEventListener("keydown", come)
    stop()
  }
}
