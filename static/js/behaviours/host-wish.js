// A host asks for help or time with one tap, takes it back with another, and sees when it is answered.
import { listen } from "../lib/live.js"
import { newOpId, send } from "../lib/send.js"

export function hostWish(form) {
  const said = form.querySelector("[data-said]")
  const buttons = [...form.querySelectorAll("[data-wish]")]
  const show = (wish) => {
    for (const button of buttons) {
      const asked = button.dataset.wish === wish
      button.setAttribute("aria-pressed", asked)
      button.value = asked ? "" : button.dataset.wish
    }
    said.textContent = wish ? said.dataset.asked : said.dataset.answered
  }
  const ask = async (event) => {
    event.preventDefault()
    const wish = event.submitter?.value ?? ""
    const verdict = await send(form.action, { op_id: newOpId(), wish })
    if (verdict.ok) show(wish)
  }
  form.addEventListener("submit", ask)
  const told = ({ table, wish }) => String(table) === form.dataset.table && show(wish)
  const stop = listen({ "table.asked": told })
  return () => {
    form.removeEventListener("submit", ask)
    stop()
  }
}
