// The minutes left. They inform; they never lock anything.
export function clock(element) {
  const end = performance.now() + element.dataset.seconds * 1000
  const show = () => {
    const minutes = Math.ceil((end - performance.now()) / 60000)
    const { left, over } = element.dataset
    const words = minutes > 0 ? left.replace("{n}", minutes) : over
    if (element.textContent !== words) element.textContent = words
  }
  show()
  const timer = setInterval(show, 5000)
  return () => clearInterval(timer)
}
