// Marks several ideas: by their boxes, a range with Shift, or all that are seen. The bar says how
// many, and what can be done with them.
import { onSwap } from "../lib/fragments.js"
import { pick, picked, seen, tellPicked, unpick } from "../lib/picks.js"
import { say } from "../lib/say.js"
import { openMerge } from "./desk-merge.js"
import { openMenu } from "./desk-move.js"

let last = null

function range(from, to) {
  const lines = seen()
  const [first, end] = [lines.indexOf(from), lines.indexOf(to)].sort((one, other) => one - other)
  return first < 0 ? [to] : lines.slice(first, end + 1)
}

// The browser has turned the box already; what lies between follows it.
function mark(event) {
  const line = event.target.closest(".line")
  const on = event.target.checked
  const lines = event.shiftKey && last?.isConnected ? range(last, line) : [line]
  for (const each of lines) pick(each, on)
  last = line
  tellPicked()
}

function markAll() {
  for (const line of seen()) pick(line)
  tellPicked()
}

export function deskPicks(element) {
  const board = document.querySelector("#board")
  const words = element.querySelector(".picked__n")
  const merge = element.querySelector("[data-do=merge]")

  let told = 0

  const draw = () => {
    const n = picked().length
    element.hidden = n === 0
    merge.disabled = n < 2
    words.textContent = words.dataset.pattern.replace("{n}", n)
    if (n && n !== told) say(words.textContent)
    told = n
  }
  const deeds = {
    move: (button) => openMenu(picked()[0], button),
    merge: (button) => openMerge(picked(), button),
    none: () => {
      const line = picked()[0]
      unpick()
      line?.querySelector(".pick").focus()
    },
  }
  const click = (event) => {
    const deed = event.target.closest("#picked [data-do]")
    if (deed) deeds[deed.dataset.do](deed)
    else if (event.target.matches(".pick")) mark(event)
    else if (event.target.closest("#pick-all")) markAll()
  }
  const keys = (event) => {
    if (event.key !== "Escape" || element.hidden || event.target.closest("#move-menu")) return
    deeds.none()
  }
  board.addEventListener("click", click)
  board.addEventListener("keydown", keys)
  document.addEventListener("picked", draw)
  const stop = onSwap(draw)
  return () => {
    board.removeEventListener("click", click)
    board.removeEventListener("keydown", keys)
    document.removeEventListener("picked", draw)
    stop()
  }
}
