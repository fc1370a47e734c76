// A shared screen: after each idea or ballot it is ready for the next person, and what somebody left is
// forgotten, also the language that they chose (data-chosen).
import { follow } from "../lib/follow.js"

const THANKS = 8000
const LEFT = 90_000

export function kiosk(page) {
  const { goOn, half, stop } = follow(page)
  let hiding = 0
  let leaving = 0
  const chosen = () => "chosen" in page.dataset
  const anew = (query) => location.replace(location.pathname + query)
  const unsay = () => {
    for (const thanks of page.querySelectorAll("[data-saved]")) thanks.hidden = true
  }
  const forget = () => {
    if (chosen()) return anew("?left=1")
    for (const form of page.querySelectorAll("form")) form.reset()
    for (const words of page.querySelectorAll("[data-refusal]")) words.remove()
    goOn()
  }
  const touched = () => {
    unsay()
    clearTimeout(leaving)
    leaving = setTimeout(forget, LEFT)
  }
  const rest = () => {
    unsay()
    chosen() && !half() ? anew("") : goOn()
  }
  const thank = () => {
    clearTimeout(hiding)
    hiding = setTimeout(rest, THANKS)
  }
  // The next voter gets the choices in another order. Until then nobody votes here: it would be once more.
  const saved = ({ target }) => {
    clearTimeout(leaving)
    if (target.id !== "ballot") return thank()
    target.inert = true
    anew("?voted=1")
  }
  page.addEventListener("saved", saved)
  page.addEventListener("input", touched)
  if (page.querySelector("[data-saved]:not([hidden])")) thank()
  if (chosen()) touched()
  return () => {
    clearTimeout(hiding)
    clearTimeout(leaving)
    page.removeEventListener("saved", saved)
    page.removeEventListener("input", touched)
    stop()
  }
}
