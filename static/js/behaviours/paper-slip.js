// A paper ballot: the typed line and the ticks follow each other, Enter sends the line, and the field is
// empty and ready for the next slip once it is saved. Until then it holds what was typed.
import { newOpId, send } from "../lib/send.js"

const OURS = /^(csrf_token|op_id|mark(-.*)?)$/
const ADDED = new Set(["support", "single", "dots", "spread", "points", "budget"])
const BLANK = "0"

const WORD = /^(\d+)(?::(\d+)|([-+=]))?$/
const SIGNS = { "+": 1, "-": -1, "=": 0 }

const words = (line) => line.split(/[\s,;.]+|(?<=\d)\+(?=\d)/).filter(Boolean)

// The marks that a line says, by number; a word that cannot be read is the server's to refuse.
function read(line, method) {
  const marks = {}
  for (const [at, word] of words(line).entries()) {
    const [, number, mark, sign] = word.match(WORD) ?? []
    const said = sign ? SIGNS[sign] : mark && Number(mark)
    marks[number] = laid(method, said, at, marks[number])
  }
  return marks
}

// A number alone is the next place in a ranking, otherwise one more.
function laid(method, said, at, before = 0) {
  if (method === "ranking") return said ?? at + 1
  return ADDED.has(method) ? before + (said ?? 1) : said
}

// Lays the line's marks on the ballot.
function lay(fields, line, method) {
  const marks = read(line, method)
  for (const field of fields) {
    const mark = marks[field.dataset.number]
    if (field.type === "checkbox") field.checked = mark > 0
    else field.value = mark ?? ""
  }
}

function written(fields, method) {
  const given = fields
    .map((field) => [
      field.dataset.number,
      field.type === "checkbox" ? Number(field.checked) : field.value,
    ])
    .filter(([, mark]) => mark !== "" && (mark || !ADDED.has(method)))
  if (method === "ranking")
    return given
      .sort(([, a], [, b]) => a - b)
      .map(([number]) => number)
      .join(" ")
  return given.map((one) => word(one, method)).join(" ")
}

function word([number, mark], method) {
  const sign = Object.keys(SIGNS).find((each) => SIGNS[each] === Number(mark))
  if (method === "stance") return `${number}${sign}`
  return ADDED.has(method) && Number(mark) === 1 ? number : `${number}:${mark}`
}

export function tell(place, slip) {
  const text = place.querySelector("b, span")
  text.dataset.pattern ??= text.textContent.replace(/\d+/, "{slip}")
  text.textContent = text.dataset.pattern.replace("{slip}", slip)
  place.hidden = false
}

export function paperSlip(form) {
  const line = form.elements.typed
  const marks = [...form.querySelectorAll("[name^=mark]")]
  const { method } = line.dataset
  const waiting = form.querySelector("[data-waiting]")
  const error = form.querySelector("[data-error]")
  const undo = document.querySelector("[data-undo]")

  const warn = (said) => {
    error.hidden = !said
    error.querySelector("span").textContent = said
  }
  const empty = (text = "") => {
    line.value = text
    lay(marks, text, method)
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
    const data = [...new FormData(form)].filter(([name]) => !OURS.test(name))
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
  const type = () => lay(marks, line.value, method)
  const tick = ({ target }) => {
    if (target.dataset.number) line.value = written(marks, method) || BLANK
  }

  line.addEventListener("input", type)
  form.addEventListener("change", tick)
  form.addEventListener("submit", submit)
  form.addEventListener("again", submit)
  undo?.addEventListener("submit", takeOut)
  lay(marks, line.value, method)
  return () => {
    line.removeEventListener("input", type)
    form.removeEventListener("change", tick)
    form.removeEventListener("submit", submit)
    form.removeEventListener("again", submit)
    undo?.removeEventListener("submit", takeOut)
  }
}
