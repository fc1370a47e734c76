// A step more by keys: + opens the list anywhere at the desk, and a digit in it puts that step in.
import { open } from "./desk-dialogs.js"
import { isSingle } from "./desk-keys.js"
import { isFree } from "./desk-modes.js"
import { submit } from "./desk-send.js"

function call(event) {
  const dialog = document.querySelector("#insert")
  if (!dialog || !isFree(event)) return
  event.preventDefault()
  open(dialog, document.querySelector("a[href='#insert']"))
}

function choose(event) {
  const list = event.target.closest("#insert")
  const button = isSingle(event) && list?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  if (!button || event.repeat) return
  event.preventDefault()
  submit(button.form)
}

export function deskInsert(element) {
  const keys = (event) => (event.key === "+" ? call(event) : choose(event))
  element.addEventListener("keydown", keys)
  return () => element.removeEventListener("keydown", keys)
}
