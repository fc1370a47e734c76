// Names that this phone proposes for themes. What is half written comes along when news lays the
// themes anew.
import { say } from "../lib/mine.js"
import { newOpId, send } from "../lib/send.js"

const field = (form) => form.querySelector("[name=name]")

function refuse(form, { message }) {
  const words = form.querySelector("[data-refused]")
  words.querySelector("span").textContent = message
  words.hidden = false
  field(form).focus()
}

async function propose(event) {
  const form = event.target
  event.preventDefault()
  if (form.dataset.busy) return
  form.dataset.busy = "yes"
  form.querySelector("[data-refused]").hidden = true
  const name = field(form).value
  const verdict = await send(form.getAttribute("action"), { name, op_id: newOpId() })
  delete form.dataset.busy
  if (!verdict.ok) return refuse(form, verdict.error)
  const now = document.getElementById(form.id) ?? form
  now.reset()
  now.closest("details").open = false
  now.closest("details").querySelector("summary").focus()
  say(form.querySelector("[data-done]").textContent)
}

function carry(section, fresh) {
  const at = section.contains(document.activeElement) && document.activeElement.id
  for (const form of section.querySelectorAll("form")) {
    const same = fresh.querySelector(`#${form.id}`)
    if (same) field(same).value = field(form).value
  }
  if (at) queueMicrotask(() => document.getElementById(at)?.focus())
}

export function themeNames(section) {
  const keep = ({ target, detail }) => {
    if (target === section && detail.fresh) carry(section, detail.fresh)
  }
  section.addEventListener("submit", propose)
  section.addEventListener("fragment", keep)
  return () => {
    section.removeEventListener("submit", propose)
    section.removeEventListener("fragment", keep)
  }
}
