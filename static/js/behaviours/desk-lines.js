// The list of ideas by keys: arrows walk, a digit puts the idea into that theme, H hides it. They
// work only while focus is in the list, and can be turned off.
import { openHide } from "./desk-dialogs.js"
import { keysAreOn } from "./desk-keys.js"
import { choose, itemFor } from "./desk-move.js"

function step(line, way) {
  let other = line[way]
  while (other && !other.offsetParent) other = other[way]
  other?.querySelector(".line__do button")?.focus()
  return Boolean(other)
}

function walk(line, { key }) {
  const way = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[key]
  return way ? step(line, way) : false
}

function act(line, event) {
  if (!keysAreOn() || event.ctrlKey || event.metaKey || event.altKey) return false
  const origin = line.querySelector("[data-move]")
  if (!origin) return false
  if (event.key.toLowerCase() === "h") openHide(line, line.querySelector("[data-hide]"))
  else if (itemFor(event.key)) choose(line, itemFor(event.key).dataset.to, origin)
  else return false
  return true
}

export function deskLines(element) {
  const keys = (event) => {
    const line = event.target.closest(".line")
    if (line && (walk(line, event) || act(line, event))) event.preventDefault()
  }
  element.addEventListener("keydown", keys)
  return () => element.removeEventListener("keydown", keys)
}
