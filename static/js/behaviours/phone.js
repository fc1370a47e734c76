// All that a phone shows of the lab. A half-written idea holds the next step back until its writer
// sends it or goes on; the text stays in the phone either way.
import { patch, swapped } from "../lib/fragments.js"
import { listen } from "../lib/live.js"
import { isMine, refresh, say } from "../lib/mine.js"

const SPREAD = 2000 // ms over which a room asks for what is its own

function markMine() {
  for (const row of document.querySelectorAll("[data-mark]"))
    row.querySelector("[data-own]").hidden = !isMine(row.dataset.mark)
}

export function phone(element) {
  const step = document.querySelector("#step")
  let held = null

  const half = () => element.querySelector("#idea [name=text]")?.value.trim()

  const go = (fresh) => {
    const moved = fresh.dataset.phase !== element.dataset.phase
    held = null
    step.hidden = true
    patch(element, fresh)
    markMine()
    swapped()
    if (moved) arrive()
  }
  const arrive = () => {
    scrollTo(0, 0)
    say(element.dataset.step)
    setTimeout(refresh, Math.random() * SPREAD)
  }
  const hold = (fresh) => {
    held = fresh
    step.querySelector("b").textContent = fresh.dataset.step
    step.hidden = false
  }
  const decide = (event) => {
    if (event.target !== element) return
    event.preventDefault()
    const { fresh } = event.detail
    half() && !fresh.querySelector("#idea") ? hold(fresh) : go(fresh)
  }
  const choose = ({ target }) => {
    const wish = target.closest("[data-do]")?.dataset.do
    if (wish === "send") element.querySelector("#idea")?.requestSubmit()
    if (wish === "on" && held) go(held)
  }
  const sent = () => setTimeout(() => held && !half() && go(held))

  element.addEventListener("fragment", decide)
  element.addEventListener("submit", sent)
  step.addEventListener("click", choose)
  const look = ({ idea }) => document.querySelector(`#own-${idea}`) && refresh()
  const state = () => document.querySelector("#own > li") && refresh()
  return listen({ "idea.hidden": look, "idea.shown": look, state })
}
