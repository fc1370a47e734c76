// A form that does one thing: sent through the outbox, so that it holds where there is no net.
import { put } from "../lib/outbox.js"

export function act(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const { op_id: op } = form.elements
    put({ kind: "act", url: form.getAttribute("action"), fields: { op_id: op?.value } })
    if (op) op.value = ""
    form.closest("details")?.removeAttribute("open")
  })
}
