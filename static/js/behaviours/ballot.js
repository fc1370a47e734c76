// The ballot: counts what is left, saves each change, and sends the whole ballot until it has a verdict.
// `n` grows on this phone, so that a late retry undoes nothing newer.
import { arrange, boxes, chosen, mark, remember, touched } from "../lib/marks.js"
import { mine, say } from "../lib/mine.js"
import { drop, items, put, waiting } from "../lib/outbox.js"
import { keep, kept } from "../lib/store.js"
import { draw as lay, marking } from "../lib/ways.js"

const SOON = 250 // ms: a finger that places several dots, and no longer

export function ballot(form) {
  const round = Number(form.elements.round.value)
  const counter = `n ${round}`
  const full = form.querySelector("[data-full]")
  const error = form.querySelector("[data-error]")
  let timer = 0
  let op = null

  const state = (name) => {
    for (const part of form.querySelectorAll("[data-when]"))
      part.hidden = part.dataset.when !== name
  }
  const warn = (words) => {
    error.hidden = !words
    error.querySelector("span").textContent = words
  }
  const draw = () => {
    remember(form)
    lay(form)
  }
  const save = () => {
    clearTimeout(timer)
    timer = 0
    const n = Math.max(kept(counter) ?? 0, form.elements.n.value)
    keep(counter, n + 1)
    const own = form.elements.op_id
    const fields = { op_id: own?.value, round, n, marks: chosen(form) }
    if (own) own.value = ""
    op = put({ kind: "ballot", url: form.getAttribute("action"), fields }, true)
    wait()
  }
  const wait = () => {
    if (op) state(waiting ? "waiting" : "sending")
  }
  const changed = (field, over) => {
    warn("")
    draw()
    say(over ? full.textContent : form.querySelector("[data-tally]").textContent)
    if (!over || field.type === "number") {
      state("sending")
      clearTimeout(timer)
      timer = setTimeout(save, SOON)
    }
  }
  const submit = (event) => {
    event.preventDefault()
    if (!form.querySelector("[data-choices]").hidden) save()
  }
  const takeTheirs = async () => {
    const own = await mine()
    if (own?.round !== round) return
    mark(form, own.marks)
    keep(counter, own.n)
    draw()
    state("saved")
  }
  const refused = ({ code, message }) => {
    drop(op)
    code === "superseded" ? takeTheirs() : warn(message)
  }
  const hear = ({ detail: { item, verdict } }) => {
    if (item.fields.op_id !== op) return
    state(verdict.ok && !timer ? "saved" : "")
    if (verdict.ok) say(form.querySelector("[data-when=saved]").textContent)
    else refused(verdict.error)
    op = null
  }

  const begin = async () => {
    const early = boxes(form).some(touched)
    if (form.querySelector("[data-choices]").hidden) await arrange(form, kept(counter) !== null)
    const sent = items().find(({ kind, fields }) => kind === "ballot" && fields.round === round)
    if (sent) mark(form, sent.fields.marks)
    op = sent?.fields.op_id
    wait()
    draw()
    if (early && !sent) save() // tapped before this was here
  }

  begin()
  marking(form, changed)
  form.addEventListener("submit", submit)
  document.addEventListener("outbox", wait)
  document.addEventListener("verdict", hear)
  return () => {
    if (timer) save()
    document.removeEventListener("outbox", wait)
    document.removeEventListener("verdict", hear)
  }
}
