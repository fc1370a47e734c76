// What only this phone may see, and words for those who listen.
import { show } from "./fragments.js"

export async function mine() {
  const headers = { Accept: "application/json" }
  const answer = await fetch(document.body.dataset.mine, { headers }).catch(() => null)
  return answer?.ok ? answer.json() : null
}

// Lays this phone's own ideas anew; answers whether it could.
export async function refresh() {
  const found = await mine()
  show(found?.fragments)
  if (found) document.dispatchEvent(new CustomEvent("mine", { detail: found }))
  return Boolean(found)
}

export const isMine = (number) =>
  Boolean(document.querySelector(`#own > [data-number="${number}"]`))

export function say(words) {
  document.querySelector("#say").textContent = words
}
