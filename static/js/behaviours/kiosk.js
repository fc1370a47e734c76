// A shared screen: after each idea or ballot it is ready for the next person, and what somebody left is
// forgotten.
import { follow } from "../lib/follow.js"

const THANKS = 8000
const LEFT = 90_000

export function kiosk(page) {
  const { goOn, stop } = follow(page)
  let hiding = 0
  let leaving = 0
  const unsay = () => {
    for (const thanks of page.querySelectorAll("[data-saved]")) thanks.hidden = true
  }
  const forget = () => {
    for (const form of page.querySelectorAll("form")) form.reset()
    for (const words of page.querySelectorAll("[data-refusal]")) words.remove()
    goOn()
  }
  const touched = () => {
    unsay()
    clearTimeout(leaving)
    leaving = setTimeout(forget, LEFT)
  }
  const thank = () => {
    clearTimeout(hiding)
    hiding = setTimeout(() => {
      unsay()
      goOn()
    }, THANKS)
  }
  // The next voter gets the choices in another order.
  const saved = ({ target }) => {
    clearTimeout(leaving)
    if (target.id === "ballot") location.assign(`${location.pathname}?voted=1`)
    else thank()
  }
  page.addEventListener("saved", saved)
  page.addEventListener("input", touched)
  thank()
  return () => {
    clearTimeout(hiding)
    clearTimeout(leaving)
    page.removeEventListener("saved", saved)
    page.removeEventListener("input", touched)
    stop()
  }
}
