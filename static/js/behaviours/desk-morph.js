// Lets what the server sends grow into what stands there: focus, open menus, half-typed words and a
// drag under way are not touched. What a person has set on the page is the person's.
import { Idiomorph } from "../../vendor/idiomorph.esm.js"
import { swapped } from "../lib/fragments.js"
import { growRows } from "../lib/rows.js"

const THEIRS = new Set([
  "open",
  "value",
  "checked",
  "selected",
  "style",
  "tabindex",
  "data-busy",
  "data-out",
])
const KEPT = "[data-refusal]"
const ROWS = "#lines"
const RESTS = 3
const INUSE = "dialog[open], :popover-open, [data-theirs]"

const isInUse = (node) => node.matches(INUSE)

function isTheirs(name, node) {
  if (name === "class") return node.matches(".held, .theme--over")
  return THEIRS.has(name) && node.type !== "hidden"
}

// What is the same is left alone; the long list has grown by itself before the rest.
const isDone = (old, fresh) => old.matches(ROWS) || (old.id && old.isEqualNode(fresh))
const isLeft = (old, fresh) => old.nodeType === 1 && (isInUse(old) || isDone(old, fresh))

const callbacks = {
  beforeNodeMorphed: (old, fresh) => !isLeft(old, fresh),
  beforeNodeRemoved: (node) => !(node.nodeType === 1 && node.matches(KEPT)),
  beforeAttributeUpdated: (name, node) => !isTheirs(name, node),
}

// Another moment has another first tab: the desk turns to it by itself.
function turn(target, before) {
  if (target.dataset.moment === before) return
  const first = target.querySelector("[data-first]")?.dataset.first
  const tab = first && target.querySelector(`#tab-${first}`)
  if (tab) tab.checked = true
}

// A button that became another one leaves its focus to what stands in its place.
function keepFocus(target) {
  if (target.contains(document.activeElement)) return
  const next = target.querySelector(".button--next, [name=tab]:checked")
  const { focus } = target.dataset
  const heir = next ?? (focus && document.querySelector(focus))
  heir?.focus()
}

const morph = (old, fresh) => Idiomorph.morph(old, fresh, { callbacks })

// Where a row's own tag alone has changed, nothing in it is looked at: all may go into a theme at once.
function growRow(old, fresh) {
  if (!isTheirs("class", old))
    for (const { name, value } of fresh.attributes)
      if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  if (!old.isEqualNode(fresh)) morph(old, fresh)
}

function growLong(target, fresh) {
  const [list, rows] = [target, fresh].map((root) => root.querySelector(ROWS))
  if (!list || !rows) return
  growRows(list, rows, growRow)
  rows.replaceChildren()
}

function grow(target, fresh) {
  const before = target.dataset.moment
  const focused = target.contains(document.activeElement)
  growLong(target, fresh)
  morph(target, fresh)
  turn(target, before)
  if (focused) keepFocus(target)
}

// A large room fills the desk faster than a small laptop draws it: after each growth the desk rests
// for a few times as long as that took, and then shows the newest of what came meanwhile.
export function deskMorph(element) {
  const waiting = new Map()
  let rested = 0
  let timer = 0

  const growAll = () => {
    timer = 0
    const started = performance.now()
    for (const [target, fresh] of waiting) if (target.isConnected) grow(target, fresh)
    waiting.clear()
    rested = performance.now() + RESTS * (performance.now() - started)
  }
  const later = () => {
    growAll()
    swapped()
  }
  const take = (event) => {
    event.preventDefault()
    if (event.detail.fresh) waiting.set(event.target, event.detail.fresh)
    const rest = rested - performance.now()
    if (rest <= 0 && !timer) growAll()
    else timer ||= setTimeout(later, rest)
  }
  element.addEventListener("fragment", take)
  return () => {
    clearTimeout(timer)
    element.removeEventListener("fragment", take)
  }
}
