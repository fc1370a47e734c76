// Says aloud what changed, for those who listen: a new moment or screen at once, the counts once they rest.
import { onSwap } from "../lib/fragments.js"
import { listen } from "../lib/live.js"

const REST = 8000

export function deskAnnounce(element) {
  const name = () => document.querySelector("#now-name")?.textContent.trim()
  const count = (of) => document.querySelector(`#counts [data-of="${of}"]`)?.textContent
  const shown = () => document.querySelector("#shown")?.dataset.said
  let moment = name()
  let screen = shown()
  let resting = 0

  const countAloud = () => {
    const fill = (_, of) => count(of)
    element.textContent = element.dataset.pattern.replace(/\{(\w+)\}/g, fill)
  }
  const later = () => {
    clearTimeout(resting)
    resting = setTimeout(countAloud, REST)
  }
  const moved = () => {
    if (name() !== moment) element.textContent = name()
    else if (shown() !== screen) element.textContent = shown()
    moment = name()
    screen = shown()
  }
  const stops = [onSwap(moved), listen({ "presence.counted": later, "ballot.counted": later })]
  return () => {
    clearTimeout(resting)
    for (const stop of stops) stop()
  }
}
