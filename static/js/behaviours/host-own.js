// What a host has saved stands on her page at once, and what was written at her table as it may be read now.
import { listen } from "../lib/live.js"
import { refresh } from "../lib/mine.js"

const SPREAD = 1000

export function hostOwn(page) {
  let timer = 0
  const look = () => {
    clearTimeout(timer)
    timer = setTimeout(refresh, Math.random() * SPREAD)
  }
  page.addEventListener("saved", refresh)
  const stop = listen({
    "idea.hidden": look,
    "idea.masked": look,
    "idea.shown": look,
    "idea.translated": look,
    state: look,
  })
  return () => {
    clearTimeout(timer)
    page.removeEventListener("saved", refresh)
    stop()
  }
}
