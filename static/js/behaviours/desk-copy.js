// Copies a link; where the browser allows it not (plain http), the link is marked for Ctrl-C.
export function deskCopy(element) {
  const [offer, done] = element.querySelectorAll("span")
  const copy = async () => {
    const field = document.querySelector(element.dataset.copy)
    field.select()
    const copied = await navigator.clipboard?.writeText(field.value).then(
      () => true,
      () => false,
    )
    if (!(copied ?? document.execCommand("copy"))) return
    offer.hidden = true
    done.hidden = false
  }
  element.hidden = false
  element.addEventListener("click", copy)
  return () => element.removeEventListener("click", copy)
}
