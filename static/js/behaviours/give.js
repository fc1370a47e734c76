// A form of several fields that a phone leaves, or answers and changes (data-one): what is half
// written stays in this phone, and what is sent goes through the outbox until it has a verdict.
import { fill, read } from "../lib/fields.js"
import { say } from "../lib/mine.js"
import { drop, items, put, waiting } from "../lib/outbox.js"
import { forget, keep, kept } from "../lib/store.js"

export function give(form) {
  const { kind } = form.dataset
  const one = "one" in form.dataset
  const draft = `draft ${kind}`
  const error = form.querySelector("[data-error]")
  let touched = false

  const state = (name) => {
    for (const part of form.querySelectorAll("[data-when]"))
      part.hidden = part.dataset.when !== name
  }
  const warn = (words, name) => {
    for (const field of form.querySelectorAll("[aria-invalid]"))
      field.removeAttribute("aria-invalid")
    error.hidden = !words
    error.querySelector("span").textContent = words
    const field = name && form.elements.namedItem(name)
    if (field instanceof Element) field.setAttribute("aria-invalid", true)
  }
  const write = () => {
    touched = true
    keep(draft, read(form))
    warn("")
    state("")
  }
  const begun = () => items().some((item) => item.kind === kind && !item.refused)
  const wait = () => {
    if (begun()) state(waiting ? "waiting" : "sending")
  }
  const submit = (event) => {
    event.preventDefault()
    const own = form.elements.op_id
    const fields = { op_id: own?.value, ...read(form) }
    if (own) own.value = ""
    forget(draft)
    touched = false
    if (!one) form.reset()
    warn("")
    put({ kind, url: form.getAttribute("action"), fields }, one)
    wait()
  }
  // What was refused comes back into the form, unless something newer is written there: then the
  // outbox shows it.
  const giveBack = ({ fields }, { message, facts }) => {
    state("")
    if (touched) return
    drop(fields.op_id)
    fill(form, fields)
    write()
    warn(message, facts?.field)
    say(message)
  }
  const taken = () => {
    if (!touched) state(begun() ? "sending" : "saved")
  }
  const hear = ({ detail: { item, verdict } }) => {
    if (item.kind !== kind) return
    verdict.ok ? taken() : giveBack(item, verdict.error)
  }
  // What this phone answered earlier, laid in where news brought the form anew.
  const recall = ({ detail: { [kind]: answer } }) => {
    if (!answer || touched || begun()) return
    fill(form, answer)
    state("saved")
  }

  const half = kept(draft)
  if (half && error.hidden) fill(form, half)
  touched = Boolean(half)
  wait()
  form.addEventListener("input", write)
  form.addEventListener("submit", submit)
  const heard = { outbox: wait, verdict: hear, ...(one && { mine: recall }) }
  for (const [name, handler] of Object.entries(heard)) document.addEventListener(name, handler)
  return () => {
    for (const [name, handler] of Object.entries(heard)) document.removeEventListener(name, handler)
  }
}
