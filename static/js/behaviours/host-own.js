// What a host has saved stands on her page at once, and nothing else on it moves.
import { refresh } from "../lib/mine.js"

export function hostOwn(page) {
  page.addEventListener("saved", refresh)
  return () => page.removeEventListener("saved", refresh)
}
