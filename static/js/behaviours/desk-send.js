// Sends every form that is marked so, and says in words, in its place, what was refused. Without
// this script the same forms load the page anew.
import { catchUp } from "../lib/live.js"
import { boxes, chosen } from "../lib/marks.js"
import { newOpId, send } from "../lib/send.js"

const ABSENT = /^(csrf_token|op_id|mark(-.*)?)$/
const SOON = 500

function read(form) {
  const data = new FormData(form)
  const fields = Object.fromEntries([...data].filter(([name]) => !ABSENT.test(name)))
  if (form.querySelector("[name=words]")) fields.words = data.getAll("words").join(",")
  if (boxes(form).length) fields.marks = chosen(form)
  return fields
}

export function refuse(form, { message, facts }) {
  const field = facts?.field && form.elements?.namedItem(facts.field)
  const foot = form.querySelector(".dialog__foot")
  const words = document.createElement("p")
  words.className = "field__error"
  words.dataset.refusal = ""
  words.setAttribute("role", "alert")
  words.textContent = message
  if (field instanceof Element && field.type !== "hidden") {
    field.after(words)
    field.focus()
  } else if (foot) foot.before(words)
  else form.append(words)
}

export function forgive() {
  for (const words of document.querySelectorAll("[data-refusal]")) words.remove()
}

// What a filled-in form does when it is saved: close, start over, or say what number it got.
function settle(form, verdict) {
  if (form.dataset.then === "reload") return location.reload()
  if (form.dataset.then === "close") form.closest("dialog")?.close()
  for (const open of document.querySelectorAll(".ask[open]")) open.open = false
  if (form.closest("dialog") || "clear" in form.dataset) form.reset()
  const saved = form.querySelector("[data-saved]")
  if (saved) tellSaved(form, saved, verdict)
  form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: verdict }))
}

function tellSaved(form, saved, { person, idea }) {
  const words = saved.querySelector("span")
  words.dataset.pattern ??= words.textContent
  words.textContent = words.dataset.pattern
    .replace("{person}", person)
    .replace("{number}", idea?.number)
  saved.hidden = false
  if (person)
    for (const list of document.querySelectorAll("[data-persons]")) addPerson(list, person)
  form.querySelector("textarea, [name^=mark], input[type=checkbox]")?.focus()
}

function addPerson(list, person) {
  if ([...list.options].some(({ value }) => value === String(person))) return
  list.add(new Option(list.dataset.persons.replace("{person}", person), person))
}

export async function submit(form) {
  if (form.dataset.busy) return
  form.dataset.busy = "yes"
  forgive()
  const verdict = await send(form.action, { op_id: newOpId(), ...read(form) })
  delete form.dataset.busy
  if (verdict.ok) settle(form, verdict)
  else refuse(form, verdict.error)
  setTimeout(catchUp, SOON, 0)
}

// What was said of the last one goes when the next is written.
function unsay({ target }) {
  const saved = target.form?.querySelector("[data-saved]")
  if (saved) saved.hidden = true
}

// The big button is one step, whether it is clicked twice or its key is held down.
function calm(event) {
  const twice = event.type === "click" ? event.detail > 1 : event.repeat
  if (twice && event.target.closest(".desk__next")) event.preventDefault()
}

export function deskSend(element) {
  const take = (event) => {
    if (!event.target.matches("[data-send]")) return
    event.preventDefault()
    submit(event.target)
  }
  const handlers = { submit: take, input: unsay, click: calm, keydown: calm }
  for (const [name, handler] of Object.entries(handlers)) element.addEventListener(name, handler)
  return () => {
    for (const [name, handler] of Object.entries(handlers)) {
      element.removeEventListener(name, handler)
    }
  }
}
