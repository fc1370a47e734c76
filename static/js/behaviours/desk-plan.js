// Gives each step its width, and fills the present one as its time goes.
import { onSwap } from "../lib/fragments.js"

const TICK = 5000
const LEAST = 0.02

export function deskPlan(element) {
  let told = {}

  const now = () => performance.now() / 1000
  // Seconds left: from what the server said when it last said it.
  const left = ({ id, dataset }) => {
    if (told.id !== id || told.left !== dataset.left) told = { id, left: dataset.left, at: now() }
    const gone = "paused" in dataset ? 0 : now() - told.at
    return Number(dataset.left) - gone
  }
  const fill = (step) => {
    const share = 1 - left(step) / (Number(step.dataset.minutes) * 60)
    step.style.setProperty("--gone", Math.round(100 * Math.min(1, Math.max(LEAST, share))))
  }
  const draw = () => {
    for (const step of element.children) {
      step.style.setProperty("--minutes", step.dataset.minutes)
      if (step.dataset.left) fill(step)
      else step.style.removeProperty("--gone")
    }
  }
  const stop = onSwap(draw)
  const ticking = setInterval(draw, TICK)
  draw()
  return () => {
    stop()
    clearInterval(ticking)
  }
}
