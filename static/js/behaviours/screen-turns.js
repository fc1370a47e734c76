// Shows one part after the other, each for as long as it takes to read, and stands still while the
// wall is paused. Where it is outlives the part that news brings anew.
const EVERY = 20000
let at = 0
let due = 0

const isPaused = () => document.documentElement.dataset.wall === "paused"

export function screenTurns(element) {
  const show = () => {
    const turns = [...element.querySelectorAll("[data-turn]")]
    turns.forEach((turn, n) => {
      turn.hidden = n !== at % turns.length
    })
  }
  const step = () => {
    if (isPaused()) due = performance.now() + EVERY
    if (performance.now() < due) return
    due = performance.now() + EVERY
    at += 1
    show()
  }

  show()
  due = performance.now() + EVERY
  const timer = setInterval(step, 500)
  const watch = new MutationObserver(show)
  watch.observe(element, { childList: true })
  return () => {
    clearInterval(timer)
    watch.disconnect()
  }
}
