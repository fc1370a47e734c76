// The bars of a round grow once. When the same result is shown anew, it stands still.
const grown = new Set()

export function screenResult(element) {
  const { round } = element.dataset
  element.classList.toggle("result--still", grown.has(round))
  grown.add(round)
}
