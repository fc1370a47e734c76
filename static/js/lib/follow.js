// A page for one person at a time follows the lab: it is loaded anew when the step or the vote is another
// (data-moment), but never over what is half written or half voted.
import { listen } from "./live.js"
import { chosen } from "./marks.js"

const NEWS = ["phase.moved", "round.opened", "round.closed", "lab.closed"]

export function follow(page) {
  let behind = false
  const half = () =>
    [...page.querySelectorAll("textarea")].some(({ value }) => value.trim()) ||
    Object.keys(chosen(page)).length > 0
  const goOn = () => behind && !half() && location.assign(location.pathname)
  const moved = () => {
    behind = true
    goOn()
  }
  const state = ({ phase, round }) =>
    page.dataset.moment === `${phase ?? ""} ${round ?? ""}` || moved()
  const stop = listen({ ...Object.fromEntries(NEWS.map((name) => [name, moved])), state })
  return { goOn, half, stop }
}
