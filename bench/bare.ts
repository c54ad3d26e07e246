import pg from 'pg'

export type Bare = (text: string, values?: readonly unknown[], o?: { plan?: 'generic' | 'custom' }) => Promise<unknown[][]>

/** Texts as they come over the wire: the bare lane pays for no reading of values. */
const asText = { getTypeParser: () => (value: unknown) => value }

/** The bare database: statements as somebody would send them by hand. */
export function openBare(url: string, max = 16): { run: Bare; close(): Promise<void> } {
  const open = (options: string) =>
    new pg.Pool({ connectionString: url, max, options: `-c timezone=UTC -c statement_timeout=600000 ${options}` }).on(
      'error',
      () => undefined,
    )
  const custom = open('')
  const generic = open('-c plan_cache_mode=force_generic_plan')
  const names = new Map<string, string>()
  const nameOf = (text: string) => names.get(text) ?? names.set(text, `b${names.size + 1}`).get(text)!
  return {
    run: async (text, values = [], { plan = 'custom' } = {}) => {
      const config = {
        text,
        values: [...values],
        rowMode: 'array' as const,
        types: asText as never,
        ...(plan === 'generic' ? { name: nameOf(text) } : {}),
      }
      return (await (plan === 'generic' ? generic : custom).query(config)).rows as unknown[][]
    },
    close: async () => void (await Promise.all([custom.end(), generic.end()])),
  }
}
