// Puts fragments where they belong. What is being read or written is not moved under a person's
// hands: an element with data-hold decides itself (a "hold" event that may be prevented).
const listeners = new Set()

export function onSwap(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function parse(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content
}

function put(target, html) {
  const fresh = parse(html).firstElementChild
  const event = new CustomEvent("fragment", { bubbles: true, cancelable: true, detail: { fresh, html } })
  if (target.dispatchEvent(event) && fresh) target.replaceWith(fresh)
}

export function show(fragments) {
  for (const [selector, html] of Object.entries(fragments ?? {})) {
    const target = selector && document.querySelector(selector)
    if (target) put(target, html)
  }
  for (const listener of listeners) listener()
}
