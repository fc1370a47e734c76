// Puts ideas together: asks which one is kept, and takes the merge back in one click.
import { lineOf } from "../lib/alike.js"
import { unpick } from "../lib/picks.js"
import { newOpId, send } from "../lib/send.js"
import { offerUndo } from "../lib/undo.js"
import { open } from "./desk-dialogs.js"
import { forgive, refuse } from "./desk-send.js"

const here = () => `/labs/${document.body.dataset.lab}`
const dialog = () => document.querySelector("#merge-ideas")

// The verdict; `takeBack` on it undoes the merge.
export async function merge(into, ideas) {
  const verdict = await send(`${here()}/merges`, { op_id: newOpId(), into, ideas })
  if (!verdict.ok) return verdict
  const takeBack = () => send(`${here()}/splits`, { op_id: newOpId(), merge: verdict.merge })
  unpick()
  offerUndo("merged", ideas.length + 1, takeBack)
  return { ...verdict, takeBack }
}

function option(template, line, at) {
  const row = template.content.cloneNode(true)
  const radio = row.querySelector("input")
  radio.value = line.dataset.idea
  radio.checked = at === 0
  row.querySelector("[data-n]").textContent = line.dataset.number
  const text = row.querySelector("[data-text]")
  const words = line.querySelector(".line__text")
  text.textContent = words.textContent
  text.lang = words.lang
  return row
}

export function openMerge(lines, origin) {
  const element = dialog()
  if (lines.length < 2 || !element) return
  const template = element.querySelector("template")
  const rows = lines.map((line, at) => option(template, line, at))
  element.querySelector("[data-options]").replaceChildren(...rows)
  const words = element.querySelector("[data-pattern]")
  words.textContent = words.dataset.pattern.replace("{n}", lines.length)
  open(element, origin)
  element.querySelector("input:checked").focus()
}

export function deskMerge(element) {
  const submit = async (event) => {
    const form = event.target
    if (!form.closest("#merge-ideas")) return
    event.preventDefault()
    if (form.dataset.busy) return
    form.dataset.busy = "yes"
    forgive()
    const all = [...form.elements.into].map(({ value }) => Number(value))
    const into = Number(form.elements.into.value)
    const keep = document.querySelector(`#lines [data-idea="${into}"]`)
    const verdict = await merge(
      into,
      all.filter((idea) => idea !== into),
    )
    delete form.dataset.busy
    if (!verdict.ok) return refuse(form, verdict.error)
    dialog().back = lineOf(keep?.dataset.number)?.querySelector(".line__do button")
    dialog().close()
  }
  element.addEventListener("submit", submit)
  return () => element.removeEventListener("submit", submit)
}
