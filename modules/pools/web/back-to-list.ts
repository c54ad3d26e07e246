type Entries = Readonly<{ entries(): readonly Readonly<{ url: string | null }>[]; currentEntry: Readonly<{ index: number }> | null }>

/** How many steps back in the browser's history the list at an address stands, with its filter, order and page; null where it was not visited or cannot be told. */
export function stepsToList(address: string): number | null {
  const { navigation, location } = window as unknown as { navigation?: Entries; location: Location }
  const current = navigation?.currentEntry?.index ?? -1
  const isList = (url: string | null) => url !== null && new URL(url, location.origin).pathname === address
  const before = navigation ? navigation.entries().slice(0, Math.max(0, current)) : []
  const found = before.findLastIndex(({ url }) => isList(url))
  return found < 0 ? null : current - found
}
