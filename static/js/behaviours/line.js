// Says when the network is away, once it is more than a blink; and sends what waits when it is back.
import { listen } from "../lib/live.js"
import { run } from "../lib/outbox.js"

const BLINK = 2500

export function line(element) {
  let timer = 0
  const hear = ({ up }) => {
    if (up) {
      clearTimeout(timer)
      timer = 0
      element.hidden = true
      run()
    } else {
      timer ||= setTimeout(() => {
        element.hidden = false
      }, BLINK)
    }
  }
  return listen({ line: hear })
}
