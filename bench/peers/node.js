// Node: socket.io and better-sqlite3, written as well as labapp is. Votes are gathered, stored in one
// durable commit and told at the next tick; each screen is in the room from when it connects.
// node node.js PORT TICK_MS BYTES DATABASE
import { createServer } from "node:http"
import Database from "better-sqlite3"
import { Server } from "socket.io"

const [port, tick, size, file] = process.argv.slice(2)
const db = new Database(file)
db.pragma("journal_mode = WAL")
db.pragma("synchronous = FULL")
db.exec("CREATE TABLE vote (id INTEGER PRIMARY KEY, idea INT, client TEXT)")
const insert = db.prepare("INSERT INTO vote (idea, client) VALUES (?, ?)")
const store = db.transaction((votes) => {
  for (const { idea, client } of votes) insert.run(idea, client)
})

const http = createServer((_request, answer) => answer.end("ok"))
const io = new Server(http, { perMessageDeflate: false, pingInterval: 20000, pingTimeout: 20000 })
const around = '42["results",{"total":,"pad":""}]'.length
let waiting = []
let total = 0

io.on("connection", (socket) => {
  socket.join("lab")
  socket.on("vote", (vote) => waiting.push(vote))
})

setInterval(() => {
  if (waiting.length === 0) return
  store(waiting)
  total += waiting.length
  waiting = []
  const pad = "x".repeat(Math.max(0, size - around - String(total).length))
  io.to("lab").emit("results", { total, pad })
}, Number(tick))

http.listen({ port: Number(port), host: "127.0.0.1", backlog: 4096 })
