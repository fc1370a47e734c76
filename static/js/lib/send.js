// Sends one action until it has a verdict. The op id makes it safe to send again: an action whose
// answer was lost has one effect. A verdict that is not retryable is final.
const token = document.querySelector("meta[name=csrf]")?.content

const wait = (ms) => new Promise((done) => setTimeout(done, ms))

export function newOpId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

export async function post(url, fields) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRF-Token": token },
    body: JSON.stringify(fields),
  })
  return answer.json()
}

// onWait is called when there is no net, or the server asks us to come back, before each new try.
export async function send(url, fields, onWait = () => {}) {
  for (let tries = 0; ; tries += 1) {
    const verdict = await post(url, fields).catch(() => null)
    if (verdict && (verdict.ok || !verdict.error?.retryable)) return verdict
    onWait(verdict)
    const asked = verdict?.error?.facts?.after_ms ?? 500
    await wait(Math.min(8000, asked * 2 ** tries) * (0.5 + Math.random()))
  }
}
