import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'

type Row = Readonly<Record<string, unknown>>
const app = await testApp(modules, { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
export const { system } = app
export const admin = await app.as('administrator')
export const anna = (await app.as('rep', { name: 'Anna' })).id
export const ben = (await app.as('rep', { name: 'Ben' })).id
await admin.create('exchangeRate', [
  { currency: 'USD', rate: 7, validFrom: '2020-01-01' },
  { currency: 'USD', rate: 8, validFrom: '2030-05-01' },
])
/** Worth 7 of ours in April and 8 now: a sum that looks at the wrong day shows. */
export const usd = (amount: number) => ({ amount, currency: 'USD' })

/** Records as they are, whatever way leads there. */
export const laid = async (object: string, rows: readonly Row[]): Promise<string[]> =>
  (await system.create(object, rows)).map(({ id }) => String(id))
export const one = async (object: string, row: Row): Promise<string> => (await laid(object, [row]))[0]!

/** What stands in the rows of a tile: of records their title, of money the bare sum. */
export async function rowsOf(report: string, tile: string, keys: readonly string[]): Promise<unknown[][]> {
  return (await admin.report(report, tile)).map((row) => keys.map((key) => bare(row[key])))
}
function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { title, amount } = value as { title?: string; amount?: number }
  return title ?? (amount === undefined ? value : Number(amount))
}
