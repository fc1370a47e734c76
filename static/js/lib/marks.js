// The dots of a ballot: read, laid, and put in this phone's own order.
import { mine } from "./mine.js"
import { pause } from "./send.js"

export const boxes = (form) => [...form.querySelectorAll("[name=mark]")]
export const chosen = (form) => {
  const marks = {}
  for (const { value, checked } of boxes(form)) if (checked) marks[value] = (marks[value] ?? 0) + 1
  return marks
}
export function mark(form, marks) {
  const left = { ...marks }
  for (const box of boxes(form)) {
    box.checked = left[box.value] > 0
    left[box.value] -= 1
  }
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
