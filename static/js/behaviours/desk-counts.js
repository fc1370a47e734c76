// Three numbers that are never mixed up; they tick by news, here and where they stand in a sentence.
import { listen } from "../lib/live.js"

const NAMES = ["connected", "joined", "ballots"]

export function deskCounts() {
  const format = new Intl.NumberFormat(document.documentElement.lang)
  const show = (facts) => {
    for (const name of NAMES.filter((each) => facts[each] !== undefined)) {
      for (const place of document.querySelectorAll(`[data-of="${name}"]:not([data-behaviour])`)) {
        place.textContent = format.format(facts[name])
      }
    }
  }
  return listen({ "presence.counted": show, "ballot.counted": show, state: show })
}
