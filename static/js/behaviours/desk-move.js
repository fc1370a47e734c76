// Puts ideas into a theme: by the menu, whose digits are the themes, and takes the last move back.
import { isPicked, linesOf, unpick } from "../lib/picks.js"
import { newOpId, send } from "../lib/send.js"
import { offerUndo } from "../lib/undo.js"
import { open } from "./desk-dialogs.js"
import { forgive, refuse } from "./desk-send.js"

const board = () => document.querySelector("#board")
const menu = () => document.querySelector("#move-menu")
const here = () => `/labs/${document.body.dataset.lab}`

const move = (ideas, theme) => send(`${here()}/ideas/theme`, { op_id: newOpId(), ideas, theme })
const id = ({ dataset }) => Number(dataset.idea)

export async function put(lines, theme) {
  const moving = lines.filter(({ dataset }) => dataset.theme !== theme)
  if (!moving.length) return
  const { number } = moving[0].dataset
  const before = {}
  for (const line of moving) {
    before[line.dataset.theme] ??= []
    before[line.dataset.theme].push(id(line))
  }
  forgive()
  const verdict = await move(moving.map(id), theme)
  if (!verdict.ok) return refuse(moving[0], verdict.error)
  unpick()
  const [kind, said] = moving.length > 1 ? ["moves", moving.length] : ["moved", number]
  offerUndo(kind, said, () => putBack(before))
}

async function putBack(before) {
  for (const [theme, ideas] of Object.entries(before)) await move(ideas, theme)
}

export function openMenu(line, origin) {
  const element = menu()
  const lines = linesOf(line)
  for (const head of element.querySelectorAll(".menu__head")) say(head, line, lines.length)
  element.querySelector("#move-to-none").hidden = lines.every(({ dataset }) => !dataset.theme)
  element.line = line
  element.origin = origin
  element.showPopover()
  place(element, origin.getBoundingClientRect())
  element.querySelector("[role=menuitem]").focus()
}

function say(head, line, n) {
  const many = "many" in head.dataset
  head.hidden = many !== n > 1
  head.dataset.pattern ??= head.textContent
  head.textContent = head.dataset.pattern.replace("{number}", many ? n : line.dataset.number)
}

function place(element, { right, bottom }) {
  const room = innerHeight - element.offsetHeight - 8
  element.style.left = `${Math.max(8, Math.min(right, innerWidth - 8) - element.offsetWidth)}px`
  element.style.top = `${Math.max(8, Math.min(bottom, room))}px`
}

// The nearest line that can be seen, one way; its first button takes the focus.
export function neighbour(line, way, wanted = () => true) {
  let other = line[way]
  while (other && !(other.offsetParent && wanted(other))) other = other[way]
  return other?.querySelector(".line__do button")
}

const stays = (line) => !isPicked(line)

// Where the work goes on when a line, and all that are marked with it, have left the list.
export const beside = (line) =>
  neighbour(line, "nextElementSibling", stays) ??
  neighbour(line, "previousElementSibling", stays) ??
  document.querySelector("[name=tab]:checked")

export function choose(line, to, origin) {
  const dialog = document.querySelector("#new-theme")
  if (to === "new") return open(dialog, origin, { idea: line.dataset.idea })
  put(linesOf(line), to)
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
    if (line && detail.theme) put(linesOf(line), String(detail.theme))
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
