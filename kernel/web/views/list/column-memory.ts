/** Widths and pins a person gave to the columns of an object, kept in this browser. */
export type ColumnMemory = Readonly<{ widths: Readonly<Record<string, number>>; pinned: readonly string[] }>

const keyOf = (object: string) => `zhike.columns.${object}`

export function readColumns(object: string): ColumnMemory {
  try {
    const stored = JSON.parse(localStorage.getItem(keyOf(object)) ?? '{}') as Partial<ColumnMemory>
    return { widths: stored.widths ?? {}, pinned: stored.pinned ?? [] }
  } catch {
    return { widths: {}, pinned: [] }
  }
}

export const keepColumns = (object: string, memory: ColumnMemory): void => localStorage.setItem(keyOf(object), JSON.stringify(memory))
