import { createHash } from 'node:crypto'

const mostNames = 500
const mostSeen = 5_000

/** Names for statements that the server keeps prepared. */
export type StatementNames = Readonly<{
  /** The name of a text; undefined the first time, as what is asked once would be prepared for nobody. Only the texts asked last have one, as each takes memory in every connection. */
  nameOf(text: string): string | undefined
  /** This name's text gets another one: a table in it changed, and what is prepared no longer fits. */
  forget(text: string, name: string): void
}>

/** What the server keeps of a text that lost its name goes with its connection, which lives a quarter of an hour. */
export function createStatementNames(): StatementNames {
  const names = new Map<string, string>()
  const seen = new Set<string>()
  let given = 0
  return {
    nameOf: (text) => {
      const known = names.get(text)
      const hash = known ?? createHash('sha256').update(text).digest('base64url').slice(0, 12)
      if (known === undefined && !seen.delete(hash)) return keepLast(seen.add(hash), mostSeen)
      names.delete(text)
      keepLast(names.set(text, known ?? `z${++given}_${hash}`), mostNames)
      return names.get(text)
    },
    forget: (text, name) => {
      if (names.get(text) === name) names.delete(text)
    },
  }
}

/** A map and a set keep the order in which they were filled. */
function keepLast(kept: Map<string, string> | Set<string>, most: number): undefined {
  if (kept.size > most) kept.delete(kept.keys().next().value!)
}
