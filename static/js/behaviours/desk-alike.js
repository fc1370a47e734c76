// Says which other ideas read like those that are marked: one click marks them too.
import { alike, lineOf, wordsOf } from "../lib/alike.js"
import { pick, picked, tellPicked } from "../lib/picks.js"

const MOST = 3
const REST = 150

export function deskAlike(element) {
  const place = element.querySelector("span")
  let resting = 0

  const chip = (number) => {
    const button = document.createElement("button")
    const text = wordsOf(number)
    button.type = "button"
    button.className = "button button--quiet chip"
    button.textContent = `${number} ${text}`
    button.setAttribute(
      "aria-label",
      element.dataset.mark.replace("{n}", number).replace("{text}", text),
    )
    button.onclick = () => {
      pick(lineOf(number))
      tellPicked()
    }
    return button
  }
  const look = async () => {
    const { alike: pairs } = await alike()
    const marked = new Set(picked().map(({ dataset }) => Number(dataset.number)))
    const near = pairs
      .filter(([one, other]) => marked.has(one) !== marked.has(other))
      .map(([one, other]) => (marked.has(one) ? other : one))
    const shown = [...new Set(near)].filter(lineOf).slice(0, MOST)
    place.replaceChildren(...shown.map(chip))
    element.hidden = !shown.length
  }
  const later = () => {
    clearTimeout(resting)
    if (picked().length) resting = setTimeout(look, REST)
  }
  document.addEventListener("picked", later)
  return () => {
    clearTimeout(resting)
    document.removeEventListener("picked", later)
  }
}
