// A ballot that is sent once, on a page that several people use: says what is left, and keeps to it.
import { draw, marking } from "../lib/ways.js"

export function within(form) {
  const show = () => draw(form)
  const again = () => setTimeout(show) // the fields are emptied after this
  form.querySelector("[data-tally]").hidden = form.dataset.method === "single"
  marking(form, show)
  form.addEventListener("reset", again)
  show()
  return () => form.removeEventListener("reset", again)
}
