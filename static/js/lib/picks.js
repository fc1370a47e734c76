// The ideas that are marked at the desk, in the order they were. The mark is the box of the line
// itself, so that what news changes around it leaves it alone.
let count = 0

const boxes = () => [...document.querySelectorAll("#lines .pick:checked")]

export const isPicked = (line) => Boolean(line.querySelector(".pick:checked"))

export const picked = () =>
  boxes()
    .sort((one, other) => (one.at ?? 0) - (other.at ?? 0))
    .map((box) => box.closest(".line"))

// What a deed at this line means: all that are marked if it is one of them, else the line alone.
export const linesOf = (line) => (isPicked(line) ? picked() : [line])

export function pick(line, on = true) {
  const box = line.querySelector(".pick")
  if (!box) return
  if (on) {
    count += 1
    box.at = count
  }
  box.checked = on
}

export function tellPicked() {
  document.dispatchEvent(new Event("picked"))
}

export function unpick() {
  for (const box of boxes()) box.checked = false
  tellPicked()
}

export const seen = () =>
  [...document.querySelectorAll("#lines > .line")].filter((line) => line.offsetParent)
