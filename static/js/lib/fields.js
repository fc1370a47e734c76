// The fields of a form as plain values, and back again.
const OURS = new Set(["csrf_token", "op_id"])

export const read = (form) =>
  Object.fromEntries([...new FormData(form)].filter(([name]) => !OURS.has(name)))

export function fill(form, values) {
  for (const field of form.elements) {
    if (!field.name || OURS.has(field.name)) continue
    const value = String(values[field.name] ?? "")
    if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === value
    else field.value = value
  }
}
