// Whether single keys work in the list of ideas; this browser remembers the choice.
const NAME = "labapp.keys"

export const keysAreOn = () => localStorage.getItem(NAME) !== "off"

export function deskKeys(element) {
  element.checked = keysAreOn()
  const remember = () => localStorage.setItem(NAME, element.checked ? "on" : "off")
  element.addEventListener("change", remember)
  return () => element.removeEventListener("change", remember)
}
