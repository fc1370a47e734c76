// The dots of a ballot: read, laid, and put in this phone's own order.
import { mine } from "./mine.js"

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
const shuffled = (list) =>
  list
    .map((item) => [Math.random(), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)

// A ballot that news brought: this phone's own order, and the dots it has placed, before it is shown.
export async function arrange(form) {
  const patience = new Promise((done) => setTimeout(done, 800))
  const own = await Promise.race([mine(), patience])
  const list = form.querySelector("[data-choices]")
  const rows = new Map(Array.from(list.children, (li) => [li.dataset.choice, li]))
  const order = own?.order ?? shuffled([...rows.keys()])
  list.append(...order.map((id) => rows.get(String(id))).filter(Boolean))
  list.hidden = false
  if (own?.round !== Number(form.elements.round.value)) return
  form.elements.n.value = own.n
  form.querySelector("[data-when=saved]").hidden = !own.has_ballot
  mark(form, own.marks)
}
