// Lets a long list grow into a fresh one, row by row: what is equal is not looked into, so that five
// hundred rows cost as much as the few that changed. Rows are known by their ids.
export function growRows(list, fresh, grow) {
  const rows = [...fresh.children]
  const old = new Map(Array.from(list.children, (row) => [row.id, row]))
  const ids = new Set(rows.map(({ id }) => id))
  for (const [id, row] of old) if (!ids.has(id)) row.remove()
  let last = null
  for (const row of rows) {
    const kept = old.get(row.id)
    if (kept && !kept.isEqualNode(row)) grow(kept, row)
    last = place(list, last, kept ?? row)
  }
}

function place(list, last, row) {
  const next = last ? last.nextElementSibling : list.firstElementChild
  if (row !== next) list.insertBefore(row, next)
  return row
}
