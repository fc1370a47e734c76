// Idea cards typed in from a pile: Enter saves and the field is ready for the next, whatever the network
// does; what has no verdict yet waits in the outbox, over reloads. Arrow up corrects the last card.
import { drop, items, put, run, waiting } from "../lib/outbox.js"
import { forget, keep, kept } from "../lib/store.js"

const DRAFT = "card draft"
const LAST = "last card"
const KINDS = { card: "saved", "card-change": "changed", "card-gone": "gone" }

export function paperCards(form) {
  const list = document.querySelector("#cards")
  const field = form.elements.text
  const same = form.elements.after
  const base = form.dataset.base
  const said = form.querySelector("[data-said]")
  const named = form.querySelector("[data-edit]")
  let edited = null

  const rowOf = (op) => list.querySelector(`[data-op="${op}"]`)
  const write = (text) => {
    field.value = text
    text ? keep(DRAFT, text) : forget(DRAFT)
    field.focus()
  }
  const remember = (op) => {
    if (op) keep(LAST, op)
    if (same) Object.assign(same, { value: kept(LAST) ?? "", disabled: !kept(LAST) })
  }
  const mode = (row) => {
    edited = row
    named.dataset.pattern ??= named.textContent.replace(/\d+/, "{number}")
    if (row) named.textContent = named.dataset.pattern.replace("{number}", row.dataset.number ?? "")
    for (const part of form.querySelectorAll("[data-new]")) part.hidden = Boolean(row)
    named.hidden = !row
    form.querySelector("[data-do=leave]").hidden = !row
  }
  const draw = (item) => {
    const row = document.querySelector("#card").content.firstElementChild.cloneNode(true)
    row.dataset.op = item.fields.op_id
    row.querySelector("p").textContent = item.fields.text
    row.querySelector(".card-tools").hidden = true
    list.prepend(row)
    if (item.refused) refuse(row, item.refused)
  }
  const refuse = (row, words) => {
    const place = row.querySelector("[data-refusal]")
    place.textContent = words
    place.hidden = false
    row.querySelector("[data-sending]").hidden = true
    row.querySelector(".card-tools").hidden = false
  }
  const fill = (row, name, number) => {
    const place = row.querySelector(name)
    place.textContent = place.textContent.replace(/\{\w+\}/, number)
    place.hidden = false
  }
  const settle = (row, { idea, person }) => {
    row.className = "slip"
    Object.assign(row.dataset, { idea: idea.id, number: idea.number })
    fill(row, "[data-name]", idea.number)
    fill(row, "[data-person]", person)
    row.querySelector("[data-sending]").remove()
    row.querySelector(".card-tools").hidden = false
  }
  const send = (kind, path, fields, item = { kind, url: base + path, fields }) => {
    const op = put(item)
    return { ...item, fields: { ...fields, op_id: op } }
  }
  const add = (text, isSame) => {
    const after = isSame ? (kept(LAST) ?? "") : ""
    const item = send("card", "", { text, table: form.elements.table?.value ?? "", after })
    draw(item)
    remember(item.fields.op_id)
    if (same) same.checked = false
    write("")
  }
  const save = (isSame = same?.checked) => {
    const text = field.value
    if (text.trim()) edited ? change(text) : add(text, isSame)
  }
  const change = (text) => {
    const { idea, op } = edited.dataset
    if (idea) send("card-change", `/${idea}`, { text })
    edited.querySelector("p").textContent = text
    mode(null)
    write("")
    if (!idea) drop(op)
  }
  const edit = (row) => {
    if (!row) return
    if (row.dataset.idea) mode(row)
    write(row.querySelector("p").textContent)
    if (row.dataset.idea) return
    drop(row.dataset.op) // it was refused: it is typed anew
    row.remove()
  }
  const leave = () => {
    if (edited) write("")
    mode(null)
    field.focus()
  }
  const takeBack = (row) => {
    if (row.dataset.idea) send("card-gone", `/${row.dataset.idea}/withdrawal`, {})
    else drop(row.dataset.op)
    if (row === edited || row !== list.firstElementChild) mode(null)
    const isLast = row === list.firstElementChild
    if (!field.value) write(row.querySelector("p").textContent)
    if (isLast && same && !same.disabled) same.checked = true // it is the same person's still
    row.remove()
  }

  const refused = ({ fields }, row, message) => {
    if (row) return refuse(row, message)
    drop(fields.op_id)
    warn(message)
    if (!field.value) write(fields.text ?? "")
  }
  const hear = ({ detail: { item, verdict } }) => {
    const words = said.dataset[KINDS[item.kind]]
    const row = rowOf(item.fields.op_id)
    if (!words) return
    if (!verdict.ok) return refused(item, row, verdict.error.message)
    if (row && item.kind === "card") settle(row, verdict)
    said.textContent = words
      .replace("{number}", verdict.idea.number)
      .replace("{person}", verdict.person)
  }
  const warn = (words) => {
    const error = form.querySelector("[data-error]")
    error.hidden = !words
    error.querySelector("span").textContent = words
  }
  const line = () => {
    form.querySelector("[data-waiting]").hidden = !(waiting && items().length)
  }
  const keys = (event) => {
    if (event.isComposing) return
    const { key, shiftKey, ctrlKey, metaKey } = event
    const deeds = {
      Enter: !shiftKey && (() => save(ctrlKey || metaKey || undefined)),
      ArrowUp: !field.value && (() => edit(list.querySelector("[data-idea], [data-op]"))),
      Escape: leave,
    }
    if (!deeds[key]) return
    event.preventDefault()
    warn("")
    deeds[key]()
  }
  const submit = (event) => {
    event.preventDefault()
    save()
  }
  const click = (event) => {
    const wish = event.target.closest("[data-do]")
    if (wish?.dataset.do === "leave") leave()
    if (wish?.dataset.do !== "edit") return
    event.preventDefault()
    edit(wish.closest("li"))
  }
  const back = (event) => {
    event.preventDefault()
    takeBack(event.target.closest("li"))
  }
  const draft = () => !edited && keep(DRAFT, field.value)

  const handlers = [
    [field, "keydown", keys],
    [field, "input", draft],
    [form, "submit", submit],
    [form, "click", click],
    [list, "click", click],
    [list, "submit", back],
    [document, "verdict", hear],
    [document, "outbox", line],
  ]
  for (const [target, name, handler] of handlers) target.addEventListener(name, handler)
  form.querySelector("[data-keys]").hidden = false
  if (!field.value) field.value = kept(DRAFT) ?? ""
  for (const item of items()) if (item.kind === "card") draw(item)
  remember()
  run()
  return () => {
    for (const [target, name, handler] of handlers) target.removeEventListener(name, handler)
  }
}
