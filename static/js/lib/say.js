// Says a few words aloud, for those who listen: what a key did, away from where the focus is.
export function say(words) {
  const aloud = document.querySelector("#done")
  if (aloud) aloud.textContent = words
}
