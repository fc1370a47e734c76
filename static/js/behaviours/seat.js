// Says with one tap at which table this phone is; what was said is laid over what news brings.
import { refresh } from "../lib/mine.js"
import { newOpId, send } from "../lib/send.js"

let chosen // what this page has said since it was loaded

export function seat(form) {
  const name = form.closest("details").querySelector("[data-seat]")
  const show = (table) => {
    const buttons = [...form.querySelectorAll("[name=table]")]
    const own = buttons.find(({ dataset }) => dataset.table === table)
    for (const button of buttons) {
      button.setAttribute("aria-pressed", button === own)
      button.value = button === own ? "" : button.dataset.table
    }
    name.textContent = own?.textContent.trim() ?? ""
  }
  const sit = async (event) => {
    event.preventDefault()
    const table = event.submitter.value
    const verdict = await send(form.getAttribute("action"), { op_id: newOpId(), table })
    if (!verdict.ok) return
    chosen = table
    show(table)
    form.closest("details").open = false
    refresh()
  }
  form.addEventListener("submit", sit)
  if (chosen !== undefined) show(chosen)
  return () => form.removeEventListener("submit", sit)
}
