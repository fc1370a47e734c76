// Writes on the line of each idea how many agree with it, when news brings other numbers. What the
// board brings says it already, and may be newer than what stands here.
import { onSwap } from "../lib/fragments.js"

export function deskAgreeing({ dataset }) {
  let shown = dataset.counts
  const words = (n) => dataset[n === "1" ? "one" : "many"].replace("{n}", n)
  const write = () => {
    if (dataset.counts === shown) return
    shown = dataset.counts
    const counts = new Map(shown.split(" ").map((pair) => pair.split(":")))
    for (const place of document.querySelectorAll("#lines [data-agreeing]")) {
      const n = counts.get(place.closest(".line").dataset.number)
      place.hidden = !n
      place.textContent = n ? words(n) : ""
    }
  }
  return onSwap(write)
}
