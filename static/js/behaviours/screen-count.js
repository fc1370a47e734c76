// A number that ticks when news counts it: data-of is the name of the fact.
import { listen } from "../lib/live.js"

export function screenCount(element) {
  const { of } = element.dataset
  const format = new Intl.NumberFormat(document.documentElement.lang)
  const show = ({ [of]: n }) => {
    if (n !== undefined) element.textContent = format.format(n)
  }
  return listen({ "presence.counted": show, "ballot.counted": show, state: show })
}
