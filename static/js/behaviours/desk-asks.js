// Small panels under a button: Escape and a click beside them close them, and focus comes back.
export function deskAsks(element) {
  const all = () => element.querySelectorAll(".ask[open]")
  const outside = ({ target }) => {
    for (const ask of all()) if (!ask.contains(target)) ask.open = false
  }
  const shut = ({ key }) => {
    if (key !== "Escape") return
    for (const ask of all()) {
      ask.open = false
      if (ask.contains(document.activeElement)) ask.querySelector("summary").focus()
    }
  }
  element.addEventListener("click", outside)
  element.addEventListener("keydown", shut)
  return () => {
    element.removeEventListener("click", outside)
    element.removeEventListener("keydown", shut)
  }
}
