import type { ImportOptions } from './import-api.ts'
import type { ImportMap } from './import-map.ts'

/** What a person has set for a file so far. It outlives a reload, not the browser's memory of the day. */
export type Draft = Readonly<{ file: string; name: string; map: ImportMap; match: readonly string[]; options: ImportOptions; at: string }>

const keyOf = (object: string): string => `zhike.import.${object}`
/** Files that no import uses are kept by the server for a day. */
const keptMs = 23 * 3_600_000

export function readDraft(object: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(object)) ?? 'null') as Draft | null
    return draft?.file && draft.map && Date.now() - Date.parse(draft.at) < keptMs ? draft : null
  } catch {
    return null
  }
}

export const keepDraft = (object: string, draft: Omit<Draft, 'at'>): void =>
  localStorage.setItem(keyOf(object), JSON.stringify({ ...draft, at: new Date().toISOString() }))

export const dropDraft = (object: string): void => localStorage.removeItem(keyOf(object))
