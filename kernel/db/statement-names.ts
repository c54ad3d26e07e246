import { createHash } from 'node:crypto'

const mostNames = 500

/** Names for statements that the server keeps prepared. */
export type StatementNames = Readonly<{
  /** The name of a text, the same each time; undefined once too many texts have one, as each takes memory in every connection. */
  nameOf(text: string): string | undefined
  /** This name's text gets another one: a table in it changed, and what is prepared no longer fits. */
  forget(text: string, name: string): void
}>

export function createStatementNames(): StatementNames {
  const names = new Map<string, string>()
  let given = 0
  return {
    nameOf: (text) => {
      const known = names.get(text)
      if (known !== undefined || given >= mostNames) return known
      const name = `z${++given}_${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`
      names.set(text, name)
      return name
    },
    forget: (text, name) => {
      if (names.get(text) === name) names.delete(text)
    },
  }
}
