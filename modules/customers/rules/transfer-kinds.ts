type Filter = Readonly<Record<string, unknown>>

/** What may go along when a customer changes hands: records that name it and belong to its former owner, those still worked on apart from the rest. */
export type TransferKind = Readonly<{ key: string; object: string; by: string; part: 'all' | 'open' | 'rest'; filter: Filter }>

/** Of an object as the catalogue of the server and that of the browser know it. */
type Known = Readonly<{ owned: boolean; partOf: string | null; open?: Filter | null }>
type Children = Readonly<Record<string, Readonly<{ object: string; by: string }>>>

/** The kinds for a customer: whatever module they come from, the objects themselves say what is open of them. */
export function transferKinds(children: Children, objectOf: (name: string) => Known | undefined): readonly TransferKind[] {
  return Object.values(children).flatMap(({ object, by }): TransferKind[] => {
    const known = objectOf(object)
    if (!known?.owned || known.partOf !== null || object === 'account') return []
    if (!known.open) return [{ key: object, object, by, part: 'all', filter: {} }]
    return [
      { key: `${object}.open`, object, by, part: 'open', filter: known.open },
      { key: `${object}.rest`, object, by, part: 'rest', filter: { not: known.open } },
    ]
  })
}

type Owned = Readonly<{ id: string; owner: string | null }>

/** Records of one kind that belong to the customers' owners, each to that of his customer. */
export const heldOf = ({ by, filter }: TransferKind, accounts: readonly Owned[]): Filter => ({
  and: [
    {
      or: [...Map.groupBy(accounts, ({ owner }) => owner)].map(([owner, of]) => ({
        [by]: { in: of.map(({ id }) => id) },
        owner: owner ?? { empty: true },
      })),
    },
    ...(Object.keys(filter).length > 0 ? [filter] : []),
  ],
})
