import { explainHit } from './explain.ts'

type Hit = {
  mark?: string | null
  id: string
  title: string | null
  field: string | null
  text: string | null
  marks?: readonly { from: number; to: number }[]
}
type Answer = { groups: { object: string; hits: Hit[] }[] }

/**
 * The answer of a search with the field that each hit was found by. Where the words stand letter for letter the database has said so already, and the text goes
 * on unread; by sound, initials or the other script they are looked for in the values it sent along, and `marks` says where they are (UTF-16 units).
 */
export function placeHits(answer: string, q: string): string {
  if (!answer.includes('"field":null')) return answer
  const { groups } = JSON.parse(answer) as Answer
  for (const { hits } of groups) for (const [i, hit] of hits.entries()) if (hit.field === null) hits[i] = placed(hit, q)
  return JSON.stringify({ groups })
}

/** The value in which most of the words are found, the most telling one first. */
function placed({ id, title, text, mark }: Hit, q: string): Hit {
  const shown = { ...(mark === undefined ? {} : { mark }), id, title }
  const values = Object.entries(JSON.parse(text ?? '{}') as Record<string, string | null>)
  const found = values.map(([field, value]) => ({ field, value, marks: value === null ? [] : explainHit(q, value) }))
  const best = found.toSorted((a, b) => b.marks.length - a.marks.length)[0]
  if (!best) return { ...shown, field: null, text: null }
  return { ...shown, field: best.field, text: best.value, ...(best.marks.length > 0 ? { marks: best.marks } : {}) }
}
