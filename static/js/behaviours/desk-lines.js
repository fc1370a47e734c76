// The list of ideas by keys: arrows walk, a digit puts the idea into that theme, H hides it. They
// work only while focus is in the list, and can be turned off.
import { openHide } from "./desk-dialogs.js"
import { keysAreOn } from "./desk-keys.js"
import { beside, choose, itemFor, neighbour } from "./desk-move.js"

function step(line, way) {
  const other = neighbour(line, way)
  other?.focus()
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
  // What was hidden is gone from the list: its neighbour is next.
  const saved = ({ target }) => {
    const dialog = target.closest("dialog")
    const line =
      dialog?.dataset.idea && element.querySelector(`[data-idea="${dialog.dataset.idea}"]`)
    if (!line || dialog.id !== "hide-idea") return
    dialog.back = beside(line)
  }
  element.addEventListener("keydown", keys)
  document.addEventListener("saved", saved)
  return () => {
    element.removeEventListener("keydown", keys)
    document.removeEventListener("saved", saved)
  }
}
