// Sends one action until it has a verdict. The op id makes it safe to send again: an action whose
// answer was lost has one effect. A verdict that is not retryable is final.
// The page's token stands in its head, or in a form that needs it anyway.
const tokenOf = (page) => {
  const element = page.querySelector("meta[name=csrf], [name=csrf_token]")
  return element?.content ?? element?.value
}
let csrf = tokenOf(document)

const wait = (ms) => new Promise((done) => setTimeout(done, ms))

export function newOpId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

const ask = (url, fields) =>
  fetch(url, {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-CSRF-Token": csrf,
    },
    body: JSON.stringify(fields),
  }).then((answer) => answer.json())

// The token of a page that was open for too long is fetched anew, once.
export async function post(url, fields) {
  const verdict = await ask(url, fields)
  if (verdict.error?.code !== "form_expired" || !csrf) return verdict
  const html = await (await fetch(location.pathname)).text()
  csrf = tokenOf(new DOMParser().parseFromString(html, "text/html")) ?? csrf
  return ask(url, fields)
}

// How long to wait before the next try: longer each time, and never all phones at once.
export function pause(verdict, tries) {
  const { after_ms: ms = 500, seconds } = verdict?.error?.facts ?? {}
  const asked = seconds ? seconds * 1000 : Math.min(8000, ms * 2 ** tries)
  return asked * (0.5 + Math.random())
}

export const isFinal = (verdict) => Boolean(verdict && (verdict.ok || !verdict.error?.retryable))

// onWait is called when there is no net, or the server asks us to come back, before each new try.
export async function send(url, fields, onWait = () => {}) {
  for (let tries = 0; ; tries += 1) {
    const verdict = await post(url, fields).catch(() => null)
    if (isFinal(verdict)) return verdict
    onWait(verdict)
    await wait(pause(verdict, tries))
  }
}
