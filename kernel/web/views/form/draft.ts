import type { Row } from '../../data/meta-types.ts'

/** What a person typed and did not save yet. */
export type Draft = Readonly<{ values: Partial<Row>; version?: number | undefined }>

const prefix = 'zhike.draft.'

export const draftKey = (at: Readonly<{ workspace: string; person: string; object: string; id?: string | undefined }>): string =>
  `${prefix}${at.workspace}.${at.person}.${at.object}.${at.id ?? 'new'}`

export function readDraft(key: string): Draft | null {
  try {
    const text = localStorage.getItem(key)
    const draft = text ? (JSON.parse(text) as Draft) : null
    return draft && typeof draft.values === 'object' && Object.keys(draft.values).length > 0 ? draft : null
  } catch {
    return null
  }
}

/** Keeps a draft over a reload. A full or forbidden store costs the draft and nothing else. */
export function keepDraft(key: string, draft: Draft | null): void {
  try {
    if (draft && Object.keys(draft.values).length > 0) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // Nothing is lost but the convenience.
  }
}
