// Puts an idea into a theme: by the menu, whose digits are the themes, and takes the last move back.
import { newOpId, send } from "../lib/send.js"
import { open } from "./desk-dialogs.js"
import { forgive, refuse } from "./desk-send.js"

const board = () => document.querySelector("#board")
const menu = () => document.querySelector("#move-menu")
const here = () => `/labs/${document.body.dataset.lab}`

export async function put(line, theme) {
  const { idea, number, theme: from } = line.dataset
  if (from === theme) return
  forgive()
  const verdict = await send(`${here()}/ideas/${idea}/theme`, { op_id: newOpId(), theme })
  if (verdict.ok) offerUndo({ idea, number, theme: from })
  else refuse(line, verdict.error)
}

function offerUndo(line) {
  const undo = document.querySelector("#undo")
  const words = undo.querySelector("span")
  undo.dataset.pattern ??= words.textContent
  words.textContent = undo.dataset.pattern.replace("{number}", line.number)
  undo.hidden = false
  undo.onclick = () => {
    undo.hidden = true
    put({ dataset: { ...line, theme: null } }, line.theme)
  }
}

export function openMenu(line, origin) {
  const element = menu()
  const head = element.querySelector(".menu__head")
  head.dataset.pattern ??= head.textContent
  head.textContent = head.dataset.pattern.replace("{number}", line.dataset.number)
  element.querySelector("#move-to-none").hidden = !line.dataset.theme
  element.line = line
  element.origin = origin
  element.showPopover()
  place(element, origin.getBoundingClientRect())
  element.querySelector("[role=menuitem]").focus()
}

function place(element, { right, bottom }) {
  const room = innerHeight - element.offsetHeight - 8
  element.style.left = `${Math.max(8, Math.min(right, innerWidth - 8) - element.offsetWidth)}px`
  element.style.top = `${Math.max(8, Math.min(bottom, room))}px`
}

// The nearest line that can be seen, one way; its first button takes the focus.
export function neighbour(line, way) {
  let other = line[way]
  while (other && !other.offsetParent) other = other[way]
  return other?.querySelector(".line__do button")
}

// Where the work goes on when a line has left the list.
export const beside = (line) =>
  neighbour(line, "nextElementSibling") ??
  neighbour(line, "previousElementSibling") ??
  document.querySelector("[name=tab]:checked")

export function choose(line, to, origin) {
  const dialog = document.querySelector("#new-theme")
  if (to === "new") return open(dialog, origin, { idea: line.dataset.idea })
  put(line, to)
  beside(line)?.focus()
}

function fromMenu(item) {
  const { line, origin } = menu()
  menu().hidePopover()
  choose(line, item.dataset.to, origin)
}

// The digit, N for a new theme, 0 for none: the same keys in the menu and in the list.
export function itemFor(key) {
  const items = [...menu().querySelectorAll("[role=menuitem]")]
  return items.find(
    (item) => !item.hidden && item.querySelector("kbd").textContent === key.toUpperCase(),
  )
}

function walk(event) {
  const items = [...menu().querySelectorAll("[role=menuitem]:not([hidden])")]
  const at = items.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  items.at(to % items.length).focus()
}

export function deskMove(element) {
  const click = (event) => {
    const button = event.target.closest("[data-move]")
    const item = event.target.closest("#move-menu [role=menuitem]")
    if (button && menu()?.showPopover) {
      event.preventDefault()
      openMenu(button.closest("[data-idea]"), button)
    } else if (item) fromMenu(item)
  }
  const keys = (event) => {
    if (!event.target.closest("#move-menu")) return
    const item = itemFor(event.key)
    if (item) {
      event.preventDefault()
      fromMenu(item)
    } else walk(event)
  }
  // A theme made out of the menu gets the idea that asked for it.
  const saved = ({ target, detail }) => {
    const { idea } = target.closest("dialog")?.dataset ?? {}
    const line = idea && board().querySelector(`.line[data-idea="${idea}"]`)
    if (line && detail.theme) put(line, String(detail.theme))
  }
  element.addEventListener("click", click)
  element.addEventListener("keydown", keys)
  element.addEventListener("saved", saved)
  return () => {
    element.removeEventListener("click", click)
    element.removeEventListener("keydown", keys)
    element.removeEventListener("saved", saved)
  }
}
