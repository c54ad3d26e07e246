import { useState } from 'react'
import type { ColumnDef } from './columns.ts'

type Choices = Readonly<Record<string, boolean>>

const keyOf = (object: string): string => `zhike.board.${object}`

function read(object: string): Choices {
  try {
    return JSON.parse(localStorage.getItem(keyOf(object)) ?? '{}') as Choices
  } catch {
    return {}
  }
}

/** Which columns are folded: closed ones unless the person opened them; the choice stays in this browser. */
export function useFolded(object: string) {
  const [choices, setChoices] = useState(() => read(object))
  const isFolded = ({ id, kind }: ColumnDef): boolean => choices[id] ?? (kind === 'won' || kind === 'lost')
  const fold = (id: string, folded: boolean) => {
    const next = { ...choices, [id]: folded }
    localStorage.setItem(keyOf(object), JSON.stringify(next))
    setChoices(next)
  }
  return { isFolded, fold }
}
