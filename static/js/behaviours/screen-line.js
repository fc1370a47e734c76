// Says that the server is lost, once it is more than a blink. If it answers but the line does not
// come back (a link that was renewed, a server that was changed), the page is loaded anew.
import { listen } from "../lib/live.js"

const BLINK = 1500
const LOOK = 10000

async function look() {
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null)
  if (answer && answer.status < 500) location.reload()
}

export function screenLine(element) {
  let saying = 0
  let looking = 0

  const line = ({ up }) => {
    if (up) {
      clearTimeout(saying)
      clearInterval(looking)
      saying = looking = 0
      element.hidden = true
      return
    }
    saying ||= setTimeout(() => {
      element.hidden = false
    }, BLINK)
    looking ||= setInterval(look, LOOK)
  }
  const stop = listen({ line })
  return () => {
    stop()
    clearTimeout(saying)
    clearInterval(looking)
  }
}
