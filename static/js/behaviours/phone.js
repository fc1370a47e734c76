// All that a phone shows of the lab. What is half written holds the next step back until its writer
// sends it or goes on; the text stays in the phone.
import { patch, put, swapped } from "../lib/fragments.js"
import { listen } from "../lib/live.js"
import { isMine, refresh, say } from "../lib/mine.js"

const SPREAD = 2000 // ms over which a room asks for what is its own
const GRACE = 90000 // ms in which an idea is still taken after its step, and a step is held back

function markMine() {
  for (const row of document.querySelectorAll("[data-mark]"))
    row.querySelector("[data-own]").hidden = !isMine(row.dataset.mark)
}

export function phone(element) {
  const step = document.querySelector("#step")
  let held = null
  let timer = 0
  let patience = 0

  const half = () =>
    element.querySelector("#idea [name=text]")?.value.trim() ||
    element.querySelector("#proposal form[data-dirty]")

  const go = (fresh) => {
    if ("shared" in document.body.dataset && fresh.querySelector("#ballot")) return takeTurns()
    const moved = fresh.dataset.phase !== element.dataset.phase
    held = null
    clearTimeout(patience)
    step.hidden = true
    patch(element, fresh)
    markMine()
    swapped()
    if (moved) arrive()
  }
  const takeTurns = () => location.assign(`/l/${document.body.dataset.lab}/together`)
  const arrive = () => {
    scrollTo(0, 0)
    say(element.dataset.step)
    soon()
  }
  const soon = (rest = 0) => {
    clearTimeout(timer)
    timer = setTimeout(refresh, rest + Math.random() * SPREAD)
  }
  // What others wrote is not held: what was hidden goes at once.
  const others = (fresh) => {
    const old = element.querySelector("#others")
    const now = fresh.querySelector("#others")
    if (old && now) put(old, now.cloneNode(true))
    else old?.remove()
  }
  // Held back once, and as long as it is still taken.
  const hold = (fresh) => {
    if (held && held.dataset.phase !== fresh.dataset.phase) return go(fresh)
    if (!held) patience = setTimeout(() => held && go(held), GRACE)
    held = fresh
    others(fresh)
    step.querySelector("b").textContent = fresh.dataset.step
    step.hidden = false
  }
  const decide = (event) => {
    if (held && event.target.id === "where") event.preventDefault()
    if (event.target !== element) return
    event.preventDefault()
    const { fresh } = event.detail
    half() && !fresh.querySelector("#idea, #proposal") ? hold(fresh) : go(fresh)
  }
  const choose = ({ target }) => {
    const wish = target.closest("[data-do]")?.dataset.do
    if (wish === "send") element.querySelector("#idea, #proposal form[data-dirty]")?.requestSubmit()
    if (wish === "on" && held) go(held)
  }
  const sent = () => setTimeout(() => held && !half() && go(held))

  element.addEventListener("fragment", decide)
  element.addEventListener("submit", sent)
  step.addEventListener("click", choose)
  // News tells of the last of several ideas alone: whoever has some, or agrees with some, asks.
  const ask = (rest) => document.querySelector("#own > li, #mine[data-agrees]") && soon(rest)
  const look = () => ask(0)
  // Sorting merges one after the other: asked once it rests, within what a quiet screen may be behind.
  const lookSoon = () => ask(2500)
  const stop = listen({
    "idea.hidden": look,
    "idea.masked": look,
    "idea.shown": look,
    "idea.translated": look,
    "ideas.merged": lookSoon,
    state: look,
  })
  return () => {
    clearTimeout(patience)
    stop()
  }
}
