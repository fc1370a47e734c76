// The form of an idea: keeps what is half written, counts as the server does, and hands the idea to
// the outbox. Works on the new idea and on a change of an own one (data-idea).
import { swapped } from "../lib/fragments.js"
import { say } from "../lib/mine.js"
import { drop, put } from "../lib/outbox.js"
import { forget, keep, kept } from "../lib/store.js"

export function idea(form) {
  const field = form.elements.text
  const draft = `draft ${form.dataset.idea ?? ""}`
  const error = form.querySelector(".field__error")
  const count = form.querySelector("[data-count]")
  const { limit, left, over } = field.dataset

  const warn = (words) => {
    error.hidden = !words
    count.hidden ||= Boolean(words)
    error.querySelector("span").textContent = words
    words ? field.setAttribute("aria-invalid", true) : field.removeAttribute("aria-invalid")
  }
  const measure = () => {
    const room = limit - [...field.value.normalize("NFC").trim()].length
    count.hidden = room > 60
    count.textContent = (room < 0 ? over : left).replace("{n}", Math.abs(room))
  }
  const place = form.querySelector("[role=status]")
  const write = () => {
    if (place && !place.dataset.behaviour) {
      place.dataset.behaviour = "similar"
      swapped()
    }
    field.value.trim() ? keep(draft, field.value) : forget(draft)
    warn("")
    measure()
  }
  const submit = (event) => {
    event.preventDefault()
    const { op_id, detail, for_lab } = form.elements
    const fields = { op_id: op_id?.value, text: field.value, detail: detail?.value ?? "" }
    fields.for_lab = for_lab?.value
    put({ kind: form.dataset.idea ? "change" : "idea", url: form.getAttribute("action"), fields })
    if (op_id) op_id.value = ""
    forget(draft)
    if (!form.dataset.idea) field.value = ""
    warn("")
    measure()
  }
  const hear = ({ detail: { item, verdict } }) => {
    if (item.url !== form.getAttribute("action")) return
    if (verdict.ok) return form.closest("details")?.removeAttribute("open")
    if (field.value && field.value !== item.fields.text) return
    drop(item.fields.op_id)
    field.value = item.fields.text
    write()
    warn(verdict.error.message)
    say(verdict.error.message)
  }

  if (field.value === field.defaultValue && error.hidden) field.value = kept(draft) ?? field.value
  if (field.value !== field.defaultValue) keep(draft, field.value)
  measure()
  field.addEventListener("input", write)
  form.addEventListener("submit", submit)
  document.addEventListener("verdict", hear)
  return () => document.removeEventListener("verdict", hear)
}
