// Holds the wall still while somebody talks about what stands there. The button shows itself when
// the pointer moves or the keyboard finds it.
const SEEN = 4000

export function screenPause(button) {
  const page = document.documentElement
  let timer = 0

  const turn = () => {
    page.dataset.wall = page.dataset.wall === "paused" ? "" : "paused"
    document.dispatchEvent(new Event("wallgoeson"))
  }
  const appear = () => {
    button.classList.add("pause--seen")
    clearTimeout(timer)
    timer = setTimeout(() => button.classList.remove("pause--seen"), SEEN)
  }

  button.hidden = false
  button.addEventListener("click", turn)
  document.addEventListener("pointermove", appear)
  return () => {
    clearTimeout(timer)
    document.removeEventListener("pointermove", appear)
  }
}
