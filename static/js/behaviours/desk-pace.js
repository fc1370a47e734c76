// How the lab keeps to its plan. It falls behind while the step is over time or the clock is paused.
import { onSwap } from "../lib/fragments.js"

const TICK = 5000

export function deskPace(element) {
  const data = element.dataset
  const format = new Intl.NumberFormat(document.documentElement.lang)
  let told = ""
  let at = 0

  const lost = () => {
    const gone = (performance.now() - at) / 1000
    if ("paused" in data) return gone
    return data.left === "" ? 0 : Math.max(0, gone - Math.max(0, Number(data.left)))
  }
  const draw = () => {
    const minutes = Math.trunc((Number(data.late) + lost()) / 60)
    const words = minutes > 0 ? data.behind : minutes < 0 ? data.ahead : data.even
    element.textContent = words.replace("{n}", format.format(Math.abs(minutes)))
  }
  const hear = () => {
    const says = `${data.late} ${data.left} ${"paused" in data}`
    if (says !== told) at = performance.now()
    told = says
    draw()
  }
  hear()
  const stop = onSwap(hear)
  const ticking = setInterval(draw, TICK)
  return () => {
    clearInterval(ticking)
    stop()
  }
}
