// The time of day, which goes on from what the server said: a projector whose own clock is wrong
// shows the right time.
const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR

export function screenHour(element) {
  const began = performance.now()
  const two = (n) => String(Math.floor(n)).padStart(2, "0")
  const draw = () => {
    const gone = (performance.now() - began) / 1000
    const now = (Number(element.dataset.seconds) + gone) % DAY
    element.querySelector("[data-h]").textContent = two(now / HOUR)
    element.querySelector("[data-m]").textContent = two((now % HOUR) / MINUTE)
  }
  draw()
  const ticking = setInterval(draw, 1000)
  return () => clearInterval(ticking)
}
