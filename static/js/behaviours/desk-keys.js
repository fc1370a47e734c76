// Whether single keys work in the list of ideas; this browser remembers the choice.
const NAME = "labapp.keys"

export const keysAreOn = () => localStorage.getItem(NAME) !== "off"

// Whether this is a single key that means something: alone, and not turned off.
export const isSingle = ({ ctrlKey, metaKey, altKey }) =>
  keysAreOn() && !(ctrlKey || metaKey || altKey)

export function deskKeys(element) {
  element.checked = keysAreOn()
  const remember = () => localStorage.setItem(NAME, element.checked ? "on" : "off")
  element.addEventListener("change", remember)
  return () => element.removeEventListener("change", remember)
}
