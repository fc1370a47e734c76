// The page of those who share a phone.
import { follow } from "../lib/follow.js"

export function together(page) {
  return follow(page).stop
}
