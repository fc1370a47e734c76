// News from the server, and the state for a screen that missed something. One socket a page; its
// client comes when the page is usable. The page says what it watches:
// <body data-lab data-audience data-lang data-seq data-state [data-key]>.
import { show } from "./fragments.js"

const page = document.body.dataset
const handlers = new Map()
let seq = Number(page.seq ?? 0)
let socket = null
let asking = null

const wait = (ms) => new Promise((done) => setTimeout(done, ms))

export function listen(events) {
  for (const [name, handler] of Object.entries(events)) {
    if (!handlers.has(name)) handlers.set(name, new Set())
    handlers.get(name).add(handler)
  }
  connect()
  return () => {
    for (const [name, handler] of Object.entries(events)) handlers.get(name).delete(handler)
  }
}

function tell(name, facts) {
  for (const handler of handlers.get(name) ?? []) handler(facts)
}

function hear(name, piece) {
  if (name === "goodbye") return goodbye(piece.facts)
  if (piece.since > seq) return catchUp()
  seq = Math.max(seq, piece.seq)
  tell(name, piece.facts)
  show(piece.fragments)
}

async function goodbye({ after_ms: most }) {
  tell("line", { up: false })
  socket.disconnect()
  await wait(Math.random() * most)
  socket.connect()
}

// Asks once, after a wait that spreads the room; several reasons at a time are one question.
export function catchUp(spread = 1000) {
  asking ??= ask(spread).finally(() => {
    asking = null
  })
  return asking
}

async function ask(spread) {
  await wait(Math.random() * spread)
  const url = new URL(page.state, location.href)
  url.searchParams.set("since", seq)
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null)
  if (!answer?.ok) return
  const state = await answer.json()
  seq = Math.max(seq, state.seq)
  tell("state", state)
  show(state.fragments)
}

async function connect() {
  if (socket || !page.audience) return
  socket = {}
  const client = await import("../../vendor/socket.io.esm.min.js").catch(() => null)
  if (!client) {
    socket = null
    return tell("line", { up: false })
  }
  const { lab, audience, lang, key } = page
  socket = client.io({
    auth: (done) => done({ lab, audience, lang, key, since: seq }),
    transports: ["websocket", "polling"],
    reconnectionDelay: 500,
    reconnectionDelayMax: 4000,
    randomizationFactor: 0.8,
  })
  socket.on("connect", () => {
    tell("line", { up: true })
    catchUp(socket.recovered ? 0 : 300)
  })
  socket.on("disconnect", () => tell("line", { up: false }))
  socket.on("connect_error", () => tell("line", { up: false }))
  socket.onAny(hear)
}

function wake() {
  if (document.visibilityState !== "visible") return
  if (!socket) return connect()
  socket.connected ? catchUp() : socket.connect?.()
}

addEventListener("online", wake)
addEventListener("pageshow", ({ persisted }) => persisted && wake())
document.addEventListener("visibilitychange", wake)
