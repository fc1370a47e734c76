// A paper ballot: the typed line and the ticks follow each other, Enter sends the line, and the field is
// empty and ready for the next slip once it is saved. Until then it holds what was typed.
import { newOpId, send } from "../lib/send.js"

const OURS = new Set(["csrf_token", "op_id", "mark"])
const BLANK = "0"

const words = (line) => line.split(/[\s,;.+]+/).filter(Boolean)

function most(mark) {
  return mark.type === "checkbox" ? 1 : mark.options.length - 1
}

// Lays the line's numbers on the ballot.
function lay(marks, line) {
  const numbers = words(line).map(Number)
  for (const mark of marks) {
    const points = numbers.filter((number) => number === Number(mark.dataset.number)).length
    if (mark.type === "checkbox") mark.checked = points > 0
    else mark.selectedIndex = Math.min(points, most(mark))
  }
}

function written(marks) {
  const points = (mark) => (mark.type === "checkbox" ? Number(mark.checked) : mark.selectedIndex)
  return marks.flatMap((mark) => Array(points(mark)).fill(mark.dataset.number)).join(" ")
}

export function tell(place, slip) {
  const text = place.querySelector("b, span")
  text.dataset.pattern ??= text.textContent.replace(/\d+/, "{slip}")
  text.textContent = text.dataset.pattern.replace("{slip}", slip)
  place.hidden = false
}

export function paperSlip(form) {
  const line = form.elements.typed
  const marks = [...form.querySelectorAll("[name=mark]")]
  const waiting = form.querySelector("[data-waiting]")
  const error = form.querySelector("[data-error]")
  const undo = document.querySelector("[data-undo]")

  const warn = (said) => {
    error.hidden = !said
    error.querySelector("span").textContent = said
  }
  const empty = (text = "") => {
    line.value = text
    lay(marks, text)
    line.focus()
  }
  const saved = (verdict, typed) => {
    const done = form.querySelector("[data-done]")
    if (!verdict.reading) {
      tell(done, verdict.slip)
      const says = form.querySelector("[data-typed]")
      says.textContent = says.dataset.typed.replace("{line}", typed)
      says.hidden = false
      offer(verdict.slip, typed)
    }
    form.dispatchEvent(new CustomEvent("typed", { detail: { verdict, typed } }))
  }
  const offer = (slip, typed) => {
    const count = document.querySelector("[data-count]")
    count.textContent = Number(count.textContent) + 1
    undo.action = `${form.action}/${slip}/removal`
    undo.dataset.typed = typed
    tell(undo, slip)
  }
  const save = async (fields) => {
    if (line.readOnly) return
    line.readOnly = true
    warn("")
    const all = { op_id: newOpId(), ...fields }
    const verdict = await send(form.action, all, () => {
      waiting.hidden = false
    })
    waiting.hidden = true
    line.readOnly = false
    if (!verdict.ok) return warn(verdict.error.message)
    empty()
    saved(verdict, all.typed)
  }
  const submit = (event) => {
    event.preventDefault()
    const data = [...new FormData(form)].filter(([name]) => !OURS.has(name))
    save({ ...Object.fromEntries(data), ...event.detail })
  }
  const takeOut = async (event) => {
    event.preventDefault()
    const verdict = await send(undo.action, { op_id: newOpId(), round: undo.elements.round.value })
    if (!verdict.ok) return warn(verdict.error.message)
    undo.hidden = true
    form.querySelector("[data-done]").hidden = true
    const count = document.querySelector("[data-count]")
    count.textContent = Number(count.textContent) - 1
    empty(undo.dataset.typed)
  }
  const type = () => lay(marks, line.value)
  const tick = ({ target }) => {
    if (target.name === "mark") line.value = written(marks) || BLANK
  }

  line.addEventListener("input", type)
  form.addEventListener("change", tick)
  form.addEventListener("submit", submit)
  form.addEventListener("again", submit)
  undo?.addEventListener("submit", takeOut)
  lay(marks, line.value)
  return () => {
    line.removeEventListener("input", type)
    form.removeEventListener("change", tick)
    form.removeEventListener("submit", submit)
    form.removeEventListener("again", submit)
    undo?.removeEventListener("submit", takeOut)
  }
}
