// Which lab an idea is for is said of one idea: the next one is for none until it is said again.
export function forLab(element) {
  const form = element.closest("form")
  const none = element.querySelector("[value='']")
  const forget = () =>
    setTimeout(() => {
      none.checked = true
    })
  form.addEventListener("submit", forget)
  return () => form.removeEventListener("submit", forget)
}
