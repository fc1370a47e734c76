// Carries an idea by hand to a theme, or back to the list of ideas. The menu does the same by keys.
import { linesOf } from "../lib/picks.js"
import { put } from "./desk-move.js"

const DROPS = ".theme, .pane--ideas"

export function deskDrag(element) {
  let held = null
  const over = (place) => {
    for (const other of element.querySelectorAll(".theme--over"))
      other.classList.toggle("theme--over", other === place)
    place?.classList.add("theme--over")
  }
  const start = (event) => {
    held = event.target.closest?.("[data-idea]")
    if (!held) return
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", held.dataset.number)
    requestAnimationFrame(() => held?.classList.add("held"))
  }
  const drag = (event) => {
    const place = held && event.target.closest?.(DROPS)
    over(place?.matches(".theme") || held?.dataset.theme ? place : null)
    if (place) event.preventDefault()
  }
  const end = () => {
    held?.classList.remove("held")
    over(null)
    held = null
  }
  const drop = (event) => {
    const place = held && event.target.closest?.(DROPS)
    if (place) put(linesOf(held), place.dataset.theme ?? "")
    event.preventDefault()
    end()
  }
  const handlers = { dragstart: start, dragover: drag, drop, dragend: end }
  for (const [name, handler] of Object.entries(handlers)) element.addEventListener(name, handler)
  return () => {
    for (const [name, handler] of Object.entries(handlers))
      element.removeEventListener(name, handler)
  }
}
