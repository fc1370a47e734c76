// What a ballot takes of what its person has, by the way one votes; and keeping to it while one marks.
import { boxes, choiceOf, chosen } from "./marks.js"

const costs = (form) => {
  const found = {}
  for (const field of boxes(form)) found[choiceOf(field)] = Number(field.dataset.cost ?? 0)
  return found
}

export function spent(form) {
  const marks = chosen(form)
  if (form.dataset.method === "ranking") return Object.keys(marks).length
  const worth = form.dataset.method === "budget" ? costs(form) : marks
  return Object.keys(marks).reduce((sum, choice) => sum + worth[choice], 0)
}

// What stands in the tray: what is left, or how many are marked where there is no bound.
export function count(form) {
  const points = Number(form.dataset.points)
  return points ? points - spent(form) : Object.keys(chosen(form)).length
}

// Takes back what a change gave too much; true if it did.
export function keepWithin(form, field) {
  const over = spent(form) - Number(form.dataset.points)
  if (!Number(form.dataset.points) || over <= 0) return false
  if (field.type === "checkbox") field.checked = false
  else field.value = field.type === "number" ? Math.max(0, field.value - over) : ""
  return true
}

// A place is one choice's: whoever had it before has none.
export function onePlaceEach(form, changed) {
  if (form.dataset.method !== "ranking" || !changed.value) return
  for (const field of boxes(form))
    if (field !== changed && field.value === changed.value) field.value = ""
}

export function showSteps(form) {
  for (const step of form.querySelectorAll("[data-more], [data-less]")) step.hidden = false
}

// Buttons beside a number, and a tap on a row that is ranked: the next free place, or none again.
export function tapped(form, target) {
  const step = target.closest("[data-more], [data-less]")
  if (step) return stepped(step)
  const field = target.closest(".choice--place")?.querySelector("select")
  if (!field || target.closest("select")) return null
  field.value = field.value ? "" : nextPlace(form)
  return field
}

function stepped(button) {
  const field = button.parentElement.querySelector("input")
  "more" in button.dataset ? field.stepUp(by(field)) : field.stepDown(by(field))
  return field
}

const by = (field) => (Number(field.max) > 20 ? 5 : 1)

function nextPlace(form) {
  const taken = new Set(boxes(form).map(({ value }) => value))
  const places = Array.from({ length: Number(form.dataset.points) }, (_, at) => String(at + 1))
  return places.find((place) => !taken.has(place)) ?? ""
}
