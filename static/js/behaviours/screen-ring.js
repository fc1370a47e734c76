// A dot lights for each who comes. When the ring has too few places, the server draws it anew.
import { show } from "../lib/fragments.js"
import { listen } from "../lib/live.js"

let asking = false

async function drawAnew() {
  if (asking) return
  asking = true
  const answer = await fetch(document.body.dataset.state).catch(() => null)
  if (answer?.ok) show((await answer.json()).fragments)
  asking = false
}

export function screenRing(element) {
  const light = (n) => {
    const { worth, free } = element.dataset
    const taken = Math.ceil(n / Number(worth))
    element.querySelectorAll(".seat").forEach((seat, at) => {
      seat.classList.toggle("seat--taken", at < taken)
      seat.classList.toggle("seat--free", at === taken && free !== undefined)
    })
  }
  const hear = (facts) => {
    const { of, places, free } = element.dataset
    const n = facts[of]
    const needed = Math.max(facts.joined ?? 0, n ?? 0) + (free === undefined ? 0 : 1)
    if (needed > Number(places)) drawAnew()
    if (n !== undefined) light(n)
  }
  return listen({ "presence.counted": hear, "ballot.counted": hear, state: hear })
}
