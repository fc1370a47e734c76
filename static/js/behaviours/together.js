// The page of those who share a phone follows the lab: it is loaded anew, but never over what is
// half written or half voted.
import { listen } from "../lib/live.js"

export function together(page) {
  const half = () =>
    [...page.querySelectorAll("textarea")].some(({ value }) => value.trim()) ||
    page.querySelector("[name=mark]:checked")
  const follow = () => half() || location.assign(location.pathname)
  const news = ["phase.moved", "round.opened", "round.closed", "lab.closed"]
  return listen(Object.fromEntries(news.map((name) => [name, follow])))
}
