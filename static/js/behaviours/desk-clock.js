// Counts the time that is left, from what the server said when it last said it: a desk whose own
// clock is wrong shows the right time.
import { onSwap } from "../lib/fragments.js"
import { listen } from "../lib/live.js"

const MINUTE = 60
const TICK = 250

export function deskClock(element) {
  let left = 0
  let at = 0
  let told = ""

  const find = (name) => element.querySelector(`[data-${name}]`)
  const paused = () => "paused" in element.dataset
  const gone = () => (paused() ? 0 : (performance.now() - at) / 1000)
  const draw = () => {
    const seconds = Math.floor(left - gone())
    const over = seconds < 0
    const whole = Math.abs(seconds)
    find("m").textContent = Math.floor(whole / MINUTE)
    find("s").textContent = String(whole % MINUTE).padStart(2, "0")
    find("over").hidden = !over
    find("face").classList.toggle("clock--over", over)
    find("in-time").hidden = paused() || over
    find("past").hidden = paused() || !over
  }
  const set = (seconds) => {
    left = seconds
    at = performance.now()
    draw()
  }
  const hear = () => {
    const says = `${element.dataset.left} ${paused()}`
    if (says !== told) set(Number(element.dataset.left))
    else draw()
    told = says
  }
  const state = ({ seconds_left: seconds }) => {
    if (typeof seconds === "number") set(seconds)
  }
  const stops = [onSwap(hear), listen({ state })]
  const ticking = setInterval(draw, TICK)
  hear()
  return () => {
    clearInterval(ticking)
    for (const stop of stops) stop()
  }
}
