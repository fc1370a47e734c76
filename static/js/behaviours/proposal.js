// A table's proposal on one of its phones: saved without leaving the page, read by the others at the table,
// and never laid over while somebody writes on it here.
import { fill, read } from "../lib/fields.js"
import { listen } from "../lib/live.js"
import { mine, refresh, say } from "../lib/mine.js"
import { newOpId, send } from "../lib/send.js"
import { forget, keep, kept } from "../lib/store.js"

const SPREAD = 1000
const boxes = (form) => [...form.querySelectorAll("[name=goals]")]
const ticked = (form) => boxes(form).filter(({ checked }) => checked)
const written = (form) => ({ ...read(form), goals: ticked(form).map(({ value }) => value) })
const key = (form) => `proposal ${form.dataset.number || "new"}`

// What was half written when the page went away comes back, as long as it is of the same version.
function recover(form) {
  const draft = kept(key(form))
  if (draft?.version !== form.elements.version.value) return
  fill(form, draft)
  for (const box of boxes(form)) box.checked = Boolean(draft.goals?.includes(box.value))
  form.dataset.dirty = ""
  form.closest("details").open = true
}

async function showTheirs(form, version) {
  form.elements.version.value = version
  const html = (await mine())?.fragments["#proposal"] ?? ""
  const page = new DOMParser().parseFromString(html, "text/html")
  const theirs = page.querySelector(`#proposal-${form.dataset.number} [data-reads]`)
  const place = form.querySelector("[data-theirs]")
  place.replaceChildren(...(theirs ? [theirs] : []))
  place.hidden = !theirs
}

export function proposal(section) {
  let timer = 0
  const dirty = () => section.querySelector("form[data-dirty]")

  const write = ({ target }) => {
    const { form } = target
    form.dataset.dirty = ""
    keep(key(form), written(form))
  }
  const refuse = (form, { code, message, facts }) => {
    const words = form.querySelector("[data-refused]")
    words.querySelector("span").textContent = message
    words.hidden = false
    form.elements.namedItem(facts?.field ?? "")?.focus?.()
    if (code === "proposal_changed") showTheirs(form, facts.version)
  }
  const save = async (event) => {
    const form = event.target
    event.preventDefault()
    if (form.dataset.busy) return
    form.dataset.busy = "yes"
    form.querySelector("[data-refused]").hidden = true
    const verdict = await send(form.getAttribute("action"), { ...written(form), op_id: newOpId() })
    delete form.dataset.busy
    if (!verdict.ok) return refuse(form, verdict.error)
    forget(key(form))
    delete form.dataset.dirty
    form.closest("details").open = false
    say(form.querySelector("[data-done]").textContent)
    refresh()
  }
  const guard = (event) => event.target === section && dirty() && event.preventDefault()
  const told = ({ table }) => {
    if (String(table ?? "") !== section.dataset.table) return
    clearTimeout(timer)
    timer = setTimeout(refresh, Math.random() * SPREAD)
  }

  for (const form of section.querySelectorAll("form")) recover(form)
  section.addEventListener("input", write)
  section.addEventListener("submit", save)
  section.addEventListener("fragment", guard)
  const stop = listen({ "proposal.changed": told })
  return () => {
    clearTimeout(timer)
    section.removeEventListener("input", write)
    section.removeEventListener("submit", save)
    section.removeEventListener("fragment", guard)
    stop()
  }
}
