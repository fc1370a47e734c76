import { say } from "./say.js"

// The one button that takes the last deed back. Its words stand on it, one pattern a kind of deed.
export function offerUndo(kind, number, takeBack) {
  const undo = document.querySelector("#undo")
  undo.querySelector("span").textContent = undo.dataset[kind].replace("{number}", number)
  undo.hidden = false
  say(undo.textContent.trim())
  undo.onclick = () => {
    undo.hidden = true
    takeBack()
  }
}
