// What was sent from this phone and has no verdict yet: kept until it has one, in the order it was
// sent, over reloads and restarts. A "verdict" event on the document tells of each.
import { isFinal, newOpId, pause, post } from "./send.js"
import { keep, kept } from "./store.js"

let running = false
let wake = () => {}
export let waiting = false

export const items = () => kept("outbox") ?? []

function change(list) {
  keep("outbox", list)
  document.dispatchEvent(new Event("outbox"))
}

// A newer ballot takes the place of one that has not left; `kind` says which may be replaced.
export function put(item, replace = false) {
  const op = item.fields.op_id || newOpId()
  const fresh = { ...item, fields: { ...item.fields, op_id: op } }
  const others = items().filter(({ kind, refused }) => !replace || refused || kind !== item.kind)
  change([...others, fresh])
  run()
  return op
}

export function drop(op) {
  change(items().filter(({ fields }) => fields.op_id !== op))
}

function settle(item, verdict) {
  waiting = false
  const op = item.fields.op_id
  const refused = verdict.error?.message
  if (verdict.ok) drop(op)
  else change(items().map((old) => (old.fields.op_id === op ? { ...old, refused } : old)))
  document.dispatchEvent(new CustomEvent("verdict", { detail: { item, verdict } }))
}

function rest(verdict, tries) {
  waiting = true
  document.dispatchEvent(new Event("outbox"))
  return new Promise((done) => {
    wake = done
    setTimeout(done, pause(verdict, tries))
  })
}

const next = () => items().find(({ refused }) => !refused)

export async function run() {
  wake()
  if (running) return
  running = true
  let tries = 0
  for (let item = next(); item; item = next()) {
    const verdict = await post(item.url, item.fields).catch(() => null)
    tries = isFinal(verdict) ? 0 : tries + 1
    tries ? await rest(verdict, tries) : settle(item, verdict)
  }
  running = false
}

addEventListener("online", run)
