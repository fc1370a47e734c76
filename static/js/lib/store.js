// What this phone remembers of this lab: it survives a reload, a dead network and a restart.
// Where the browser keeps nothing, it lives as long as the page.
const memory = new Map()
const name = (key) => `labapp ${document.body.dataset.lab} ${key}`

export function kept(key) {
  if (memory.has(key)) return memory.get(key)
  try {
    return JSON.parse(localStorage.getItem(name(key)))
  } catch {
    return null
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(name(key), JSON.stringify(value))
    memory.delete(key)
  } catch {
    memory.set(key, value)
  }
}

export function forget(key) {
  memory.delete(key)
  try {
    localStorage.removeItem(name(key))
  } catch {
    // nothing was kept
  }
}
