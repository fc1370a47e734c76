// Opens the fold that hides a field one is sent to: from the list of problems above the form.
export function deskFolds(element) {
  const unfold = (event) => {
    const link = event.target.closest("a[href^='#']")
    const field = link && element.querySelector(link.hash)
    if (!field) return
    for (let at = field; at; at = at.parentElement?.closest("details"))
      if (at.nodeName === "DETAILS") at.open = true
    event.preventDefault()
    field.focus()
  }
  element.addEventListener("click", unfold)
  element.querySelector("[role=alert]")?.focus()
  return () => element.removeEventListener("click", unfold)
}
