// A shared screen: after each idea it is ready for the next person, and what somebody left is forgotten.
const THANKS = 8000
const LEFT = 90_000

export function kiosk(form) {
  const field = form.querySelector("textarea")
  const thanks = form.querySelector("[data-saved]")
  let hiding = 0
  let leaving = 0
  const forget = () => {
    form.reset()
    for (const words of form.querySelectorAll("[data-refusal]")) words.remove()
  }
  const touched = () => {
    clearTimeout(leaving)
    leaving = setTimeout(forget, LEFT)
  }
  const saved = () => {
    clearTimeout(hiding)
    hiding = setTimeout(() => {
      thanks.hidden = true
    }, THANKS)
  }
  form.addEventListener("saved", saved)
  field.addEventListener("input", touched)
  return () => {
    clearTimeout(hiding)
    clearTimeout(leaving)
    form.removeEventListener("saved", saved)
    field.removeEventListener("input", touched)
  }
}
