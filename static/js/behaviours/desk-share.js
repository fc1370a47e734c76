// How many have done it and how many have not, as they vote and as they come. How many have written
// comes with the fragment, which is laid over this one.
import { listen } from "../lib/live.js"

export function deskShare(element) {
  const data = element.dataset
  const format = new Intl.NumberFormat(document.documentElement.lang)
  const show = ({ joined = data.joined, [data.of]: done = data.done }) => {
    Object.assign(data, { joined, done })
    const numbers = { joined, done, left: Math.max(0, joined - done) }
    const words = numbers.left ? data.some : data.all
    element.textContent = words.replace(/\{(\w+)\}/g, (_, name) => format.format(numbers[name]))
    element.hidden = !Number(joined)
  }
  return listen({ "presence.counted": show, "ballot.counted": show, state: show })
}
