/** What a list is asked, in one order and without what is not said: the database keeps the parts of a filter in an order of its own. */
export const inOrder = (search: Readonly<Record<string, unknown>>): string => {
  const { saved: _saved, asOf: _asOf, ...rest } = search
  return JSON.stringify(sorted(rest))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]))
}
