// Puts fragments where they belong, and leaves alone what a person has in hand. A fragment is
// announced by a "fragment" event at its place; who prevents it puts it in by itself.
const listeners = new Set()

export function onSwap(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function swapped() {
  for (const listener of listeners) listener()
}

export function parse(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content
}

export function put(target, fresh) {
  const event = new CustomEvent("fragment", { bubbles: true, cancelable: true, detail: { fresh } })
  if (target.dispatchEvent(event) && fresh) lay(target, fresh)
}

function lay(target, fresh) {
  if (fresh.dataset.keep === "inside") return patch(target, fresh)
  unfold(target, fresh)
  target.replaceWith(fresh)
}

// What was unfolded stays unfolded.
function unfold(old, fresh) {
  for (const { id } of old.querySelectorAll("details[open][id]"))
    fresh.querySelector(`#${id}`)?.setAttribute("open", "")
}

// The child of `old` that stands for a fresh one: with the same id, and the same data-keep.
// data-keep="inside" is laid over piece by piece; "always" is left alone whatever it holds.
function same(old, { id, dataset }) {
  const found = id && dataset.keep && old.querySelector(`:scope > #${id}`)
  if (!found) return null
  const kept = ["inside", "always", found.dataset.keep].includes(dataset.keep)
  return kept ? found : null
}

export function patch(old, fresh) {
  Object.assign(old.dataset, fresh.dataset)
  unfold(old, fresh)
  const pairs = Array.from(fresh.children, (child) => [child, same(old, child)])
  const staying = new Set(pairs.map(([, kept]) => kept))
  for (const child of [...old.children]) if (!staying.has(child)) child.remove()
  let last = null
  for (const [child, kept] of pairs) {
    if (kept) renew(kept, child)
    else insert(old, last, child)
    last = kept ?? child
  }
}

function renew(kept, fresh) {
  if (fresh.dataset.keep === "inside") put(kept, fresh)
}

function insert(parent, last, child) {
  last ? last.after(child) : parent.prepend(child)
}

export function show(fragments) {
  for (const [selector, html] of Object.entries(fragments ?? {})) {
    const target = selector && document.querySelector(selector)
    if (target) put(target, parse(html).firstElementChild)
  }
  swapped()
}
