// Lets what the server sends grow into what stands there: focus, open menus, half-typed words and a
// drag under way are not touched. What a person has set on the page is the person's.
import { Idiomorph } from "../../vendor/idiomorph.esm.js"

const THEIRS = new Set(["open", "value", "checked", "selected", "style", "tabindex", "data-busy"])
const KEPT = "[data-refusal]"

const INUSE = "dialog[open], :popover-open, [data-theirs]"

const isInUse = (node) => node.nodeType === 1 && node.matches(INUSE)

function isTheirs(name, node) {
  if (name === "class") return node.matches(".held, .theme--over")
  return THEIRS.has(name) && node.type !== "hidden"
}

const callbacks = {
  beforeNodeMorphed: (old) => !isInUse(old),
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
  if (!target.contains(document.activeElement)) target.querySelector(".button--next")?.focus()
}

export function deskMorph(element) {
  const morph = (event) => {
    const { target, detail } = event
    event.preventDefault()
    if (!detail.fresh) return
    const before = target.dataset.moment
    const focused = target.contains(document.activeElement)
    Idiomorph.morph(target, detail.fresh, { callbacks })
    turn(target, before)
    if (focused) keepFocus(target)
  }
  element.addEventListener("fragment", morph)
  return () => element.removeEventListener("fragment", morph)
}
