// Says that the server is lost once it is more than a blink, and takes it back when it answers.
import { listen } from "../lib/live.js"

const BLINK = 1500

export function deskLine(element) {
  let saying = 0
  const line = ({ up }) => {
    clearTimeout(saying)
    if (up) element.hidden = true
    else {
      saying = setTimeout(() => {
        element.hidden = false
      }, BLINK)
    }
  }
  const stop = listen({ line })
  return () => {
    clearTimeout(saying)
    stop()
  }
}
