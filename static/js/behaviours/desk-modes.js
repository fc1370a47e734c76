// What is called up on the big screen, by single keys anywhere at the desk: the same key once more
// follows the step again. They can be turned off, and never work while somebody writes.
import { isSingle } from "./desk-keys.js"
import { submit } from "./desk-send.js"

const WRITES = "textarea, select, input:not([type=checkbox], [type=radio])"
const OVER = "dialog[open], :popover-open"

// Whether a single key means something to the desk as a whole.
export function isFree(event) {
  if (event.defaultPrevented || event.repeat || !isSingle(event)) return false
  return !event.target.closest(WRITES) && !document.querySelector(OVER)
}

export function deskModes(element) {
  const menu = element.closest("details")
  const field = () => element.querySelector("textarea")
  const find = (key) =>
    element.querySelector(`[data-key="${CSS.escape(key.toUpperCase())}"]:not(:disabled)`)
  const isOn = (button) => button.getAttribute("aria-pressed") === "true"

  const write = () => {
    menu.open = true
    field().focus()
    field().select()
  }
  const keys = (event) => {
    const button = isFree(event) && find(event.key)
    if (!button) return
    event.preventDefault()
    const chosen = isOn(button) ? find("F") : button
    if (chosen.form.contains(field())) write()
    else submit(chosen.form)
  }
  // The menu closes when it is done: focus stays with its button.
  const saved = () => {
    if (element.contains(document.activeElement)) menu.querySelector("summary").focus()
  }
  document.addEventListener("keydown", keys)
  element.addEventListener("saved", saved)
  return () => {
    document.removeEventListener("keydown", keys)
    element.removeEventListener("saved", saved)
  }
}
