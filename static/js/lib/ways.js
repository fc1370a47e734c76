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

// Takes back what a change gave too much; true if it did. A tap that found no place left gave nothing.
export function keepWithin(form, field) {
  if (!Number(form.dataset.points)) return false
  const left = count(form)
  if (form.dataset.method === "ranking") return !field.value && left <= 0
  if (left >= 0) return false
  if (field.type === "checkbox") field.checked = false
  else field.value = String(Math.max(0, Number(field.value) + left))
  return true
}

// A whole number from 0 to the most, whatever was typed.
export function whole(field) {
  const said = Math.round(Number(field.value)) || 0
  if (field.type === "number") field.value = String(Math.min(Math.max(said, 0), Number(field.max)))
}

const placed = (form) =>
  boxes(form)
    .filter(({ value }) => value)
    .sort((a, b) => a.value - b.value)

// What is given a place goes in there, and the others move along, so that no place is left out.
// Where all places were taken, it takes the place of the one that had it.
export function inPlaces(form, changed) {
  if (form.dataset.method !== "ranking") return
  const order = placed(form).filter((field) => field !== changed)
  const full = order.length >= Number(form.dataset.points)
  if (changed.value) order.splice(changed.value - 1, Number(full), changed)
  for (const field of boxes(form)) {
    const at = order.indexOf(field)
    field.value = at < 0 ? "" : String(at + 1)
  }
}

// Buttons beside a number, and a tap on a row that is ranked: the next place, or none again.
export function tapped(form, target) {
  const step = target.closest("[data-more], [data-less]")
  if (step) return stepped(step)
  const field = target.closest(".choice--place")?.querySelector("select")
  if (!field || target.closest("select")) return null
  const left = count(form) > 0
  field.value = field.value || !left ? "" : String(placed(form).length + 1)
  return field
}

function stepped(button) {
  const field = button.parentElement.querySelector("input")
  "more" in button.dataset ? field.stepUp(by(field)) : field.stepDown(by(field))
  return field
}

const by = (field) => (Number(field.max) > 20 ? 5 : 1)

const said = (number) => number.toLocaleString(`${document.documentElement.lang}-u-nu-latn`)

// Shows what is left, and which choices have something.
export function draw(form) {
  const { method, points, left: words } = form.dataset
  const left = count(form)
  form.querySelector("[data-tally]").textContent = words.replace("{n}", said(left))
  const full = points > 0 && left <= 0 && method !== "single"
  form.querySelector(".slips").classList.toggle("slips--full", full)
  for (const [at, dot] of form.querySelectorAll(".tray__dots .dot").entries())
    dot.classList.toggle("dot--on", at < left)
  for (const field of form.querySelectorAll("[type=number]"))
    field.closest(".choice").classList.toggle("choice--on", Number(field.value) > 0)
}

// Marking by touch and by keys: what is too much is taken back, and said. `after` hears of each change, and
// whether it was too much.
export function marking(form, after) {
  const full = form.querySelector("[data-full]")
  const change = ({ target }) => {
    whole(target)
    inPlaces(form, target)
    const over = keepWithin(form, target)
    full.hidden = !over
    after(target, over)
  }
  const tap = ({ target }) => {
    const field = tapped(form, target)
    if (field) change({ target: field })
  }
  const enter = ({ target }) => target.type === "number" && target.select() // a 0 is not typed after

  for (const step of form.querySelectorAll("[data-more], [data-less]")) step.hidden = false
  form.addEventListener("change", change)
  form.addEventListener("click", tap)
  form.addEventListener("focusin", enter)
}
