// The marks of a ballot: read, laid, and put in this phone's own order. A field `mark` is one point on the
// choice that is its value; a field `mark-<choice>` holds the mark of that choice.
import { mine } from "./mine.js"
import { pause } from "./send.js"

export const boxes = (form) => [...form.querySelectorAll("[name^=mark]")]
export const choiceOf = ({ name, value }) => (name === "mark" ? value : name.slice(5))
const TICKED = new Set(["checkbox", "radio"])

function given(field) {
  if (TICKED.has(field.type) && !field.checked) return null
  if (field.name === "mark") return 1
  if (field.value === "" || (field.type === "number" && !Number(field.value))) return null
  return Number(field.value)
}

export const chosen = (form) => {
  const marks = {}
  for (const field of boxes(form)) {
    const mark = given(field)
    if (mark !== null) marks[choiceOf(field)] = (marks[choiceOf(field)] ?? 0) + mark
  }
  return form.dataset?.method === "ranking" ? inOrder(marks) : marks
}

// Places without gaps. Two that have the same place keep it: which comes first is not ours to say.
function inOrder(marks) {
  const places = [...new Set(Object.values(marks))].sort((a, b) => a - b)
  const closed = ([choice, place]) => [choice, places.indexOf(place) + 1]
  return Object.fromEntries(Object.entries(marks).map(closed))
}

// Whether a field is another than it came, by a hand that was here before the script.
export function touched(field) {
  if (TICKED.has(field.type)) return field.checked !== field.defaultChecked
  if (!field.options) return field.value !== field.defaultValue
  const came = [...field.options].find(({ defaultSelected }) => defaultSelected)
  return field.value !== (came?.value ?? "")
}

export function mark(form, marks) {
  const left = { ...marks }
  for (const field of boxes(form)) {
    if (field.name !== "mark") lay(field, left[choiceOf(field)])
    else {
      field.checked = left[field.value] > 0
      left[field.value] -= 1
    }
  }
}

function lay(field, mark) {
  if (field.type === "radio") field.checked = Number(field.value) === mark
  else field.value = mark ?? (field.type === "number" ? 0 : "")
}

// What this page has placed, by round. It is never written down: a vote is secret.
const placed = new Map()
export function remember(form) {
  if (form.isConnected) placed.set(form.elements.round.value, chosen(form))
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms))

async function mineAtLast(tries = 1) {
  const own = await mine()
  if (own) return own
  await wait(pause(null, tries))
  return mineAtLast(tries + 1)
}

const shuffled = (list) =>
  list
    .map((item) => [Math.random(), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)

// A ballot that news brought: this phone's own order, and the dots it has placed, before it is shown.
// Dots that were cast are waited for: without them the next tap would take them back.
export async function arrange(form, cast) {
  const round = form.elements.round.value
  let marks = placed.get(round)
  const own = await (cast && !marks ? mineAtLast() : Promise.race([mine(), wait(800)]))
  const list = form.querySelector("[data-choices]")
  const rows = new Map(Array.from(list.children, (li) => [li.dataset.choice, li]))
  const order = own?.order ?? shuffled([...rows.keys()])
  list.append(...order.map((id) => rows.get(String(id))).filter(Boolean))
  list.hidden = false
  if (own?.round === Number(round)) {
    form.elements.n.value = own.n
    form.querySelector("[data-when=saved]").hidden = !own.has_ballot
    marks ??= own.marks
  }
  mark(form, marks)
}
