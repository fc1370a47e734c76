// An idea reaches the wall: at most one step every two seconds, and a burst is one step.
// The number of ideas ticks at once. What is hidden comes with the whole screen, and never waits.
const STEP = 2000
let last = -STEP

const isPaused = () => document.documentElement.dataset.wall === "paused"
const ids = (wall) =>
  new Set(Array.from(wall.querySelectorAll("[data-idea]"), ({ dataset }) => dataset.idea))

export function screenWall(element) {
  let waiting = null
  let timer = 0

  const step = () => {
    timer = 0
    if (!waiting || isPaused()) return
    const before = ids(element)
    const newest = waiting.querySelector("[data-idea]")
    if (newest && !before.has(newest.dataset.idea)) newest.classList.add("slip--new")
    element.className = waiting.className
    element.replaceChildren(...waiting.childNodes)
    waiting = null
    last = performance.now()
  }
  const plan = () => {
    timer ||= setTimeout(step, Math.max(0, last + STEP - performance.now()))
  }
  const drop = ({ target }) => {
    if (target.contains(element) && target !== element) waiting = null
  }
  const hold = (event) => {
    event.preventDefault()
    waiting = event.detail.fresh
    const low = waiting?.querySelector("[data-low]")
    if (low) element.querySelector("[data-low]")?.replaceWith(low.cloneNode(true))
    plan()
  }

  element.addEventListener("fragment", hold)
  document.addEventListener("fragment", drop)
  document.addEventListener("wallgoeson", plan)
  return () => {
    clearTimeout(timer)
    element.removeEventListener("fragment", hold)
    document.removeEventListener("fragment", drop)
    document.removeEventListener("wallgoeson", plan)
  }
}
