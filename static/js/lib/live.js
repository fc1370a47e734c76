// News from the server, and the state for a screen that missed something. One socket a page, which says
// what it watches: <body data-lab data-audience data-lang data-seq data-state [data-key]>.
import { show } from "./fragments.js"
import { pause } from "./send.js"

const page = document.body.dataset
const listeners = new Set([{ goodbye }])
let seq = Number(page.seq ?? 0) // what the page shows
let told = seq // the newest it was told of, shown or not: an older state is not laid over it
let socket = null
let asking = null
let refusals = 0

const wait = (ms) => new Promise((done) => setTimeout(done, ms))

export function listen(events) {
  listeners.add(events)
  connect()
  return () => listeners.delete(events)
}

function tell(name, facts) {
  for (const events of listeners) events[name]?.(facts)
}

// What is older than the page is passed over; but a goodbye has no number.
function hear(news) {
  told = Math.max(told, news.seq)
  if (news.since > seq) return catchUp()
  if (news.seq && news.seq < seq) return
  seq = Math.max(seq, news.seq)
  for (const { name, facts } of news.pieces) tell(name, facts)
  show(news.fragments)
}

async function goodbye({ after_ms: most }) {
  tell("line", { up: false })
  socket.disconnect()
  await wait(Math.random() * most)
  socket.connect()
}

// Asks once, spread over the room.
export function catchUp(spread = 1000) {
  asking ??= ask(spread).finally(() => {
    asking = null
  })
  return asking
}

// A state that did not come, or is older than the news, is asked for again. While the line is down
// nobody asks: when it comes back the server tells it.
async function ask(spread) {
  await wait(Math.random() * spread)
  let tries = 0
  while (!lay(await fetchState()) && socket?.connected) {
    tries += 1
    await wait(pause(null, tries))
  }
}

async function fetchState() {
  const url = new URL(page.state, location.href)
  url.searchParams.set("since", seq)
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null)
  return answer?.ok ? answer.json().catch(() => null) : null
}

function lay(state) {
  if (!(state?.seq >= told)) return false
  seq = told = state.seq
  tell("state", state)
  show(state.fragments)
  return true
}

// The client gives up when the server refuses it; a server that was too busy is asked again. Where a
// WebSocket is neither let through nor refused, the next try begins by long-polling.
async function comeBack({ message }) {
  tell("line", { up: false })
  if (message === "timeout") socket.io.opts.transports.reverse()
  if (socket.active) return
  refusals += 1
  await wait(pause(null, refusals))
  if (!socket.active) socket.connect()
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
    tryAllTransports: true,
    query: { w: Math.random().toString(36).slice(2) }, // by which a balancer keeps a phone that polls
    timeout: 8000,
    reconnectionDelay: 1500,
    reconnectionDelayMax: 4000,
    randomizationFactor: 1,
  })
  socket.on("connect", () => {
    refusals = 0
    tell("line", { up: true })
  })
  socket.on("state", lay)
  socket.on("news", hear)
  socket.on("disconnect", () => tell("line", { up: false }))
  socket.on("connect_error", comeBack)
}

function wake() {
  if (document.visibilityState !== "visible") return
  if (!socket) return connect()
  socket.connected ? catchUp() : socket.connect?.()
}

addEventListener("online", wake)
addEventListener("pageshow", ({ persisted }) => persisted && wake())
document.addEventListener("visibilitychange", wake)
