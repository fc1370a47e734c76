// The list of ideas by keys: arrows walk (with Shift they mark), X marks, T opens the themes, a digit
// puts the idea or all that are marked into that theme, M puts the marked together, H hides, Z takes
// back. They work only while focus is in the list, and can be turned off.
import { isPicked, pick, picked, tellPicked } from "../lib/picks.js"
import { openHide } from "./desk-dialogs.js"
import { isSingle } from "./desk-keys.js"
import { openMerge } from "./desk-merge.js"
import { beside, choose, itemFor, neighbour, openMenu } from "./desk-move.js"

const WAYS = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }

function walk(line, { key, shiftKey, target }) {
  const button = WAYS[key] && neighbour(line, WAYS[key])
  if (!button) return false
  const other = button.closest(".line")
  if (shiftKey) mark([line, other], true)
  const box = target.matches(".pick") && other.querySelector(".pick")
  ;(box || button).focus()
  return true
}

function mark(lines, on) {
  for (const line of lines) pick(line, on)
  tellPicked()
}

const DEEDS = {
  h: (line) => openHide(line, line.querySelector("[data-hide]")),
  m: (_line, origin) => openMerge(picked(), origin),
  t: openMenu,
  x: (line) => mark([line], !isPicked(line)),
  z: () => document.querySelector("#undo:not([hidden])")?.click(),
}

function act(line, event) {
  if (!isSingle(event)) return false
  const origin = line.querySelector("[data-move]")
  if (!origin) return false
  const deed = DEEDS[event.key.toLowerCase()]
  const item = !deed && itemFor(event.key)
  if (deed) deed(line, origin)
  else if (item) choose(line, item.dataset.to, origin)
  return Boolean(deed || item)
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
