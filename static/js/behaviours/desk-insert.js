// A step more by keys: + opens the list anywhere at the desk, and a digit in it puts that step in.
import { open } from "./desk-dialogs.js"
import { isSingle } from "./desk-keys.js"
import { isFree } from "./desk-modes.js"
import { submit } from "./desk-send.js"

export function deskInsert(dialog) {
  const call = (event) => {
    if (event.key !== "+" || !isFree(event)) return
    event.preventDefault()
    open(dialog, document.querySelector("a[href='#insert']"))
  }
  const choose = (event) => {
    const button = isSingle(event) && dialog.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    if (!button || event.repeat) return
    event.preventDefault()
    submit(button.form)
  }
  document.addEventListener("keydown", call)
  dialog.addEventListener("keydown", choose)
  return () => {
    document.removeEventListener("keydown", call)
    dialog.removeEventListener("keydown", choose)
  }
}
