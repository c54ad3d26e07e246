import { aggregate } from './cases/aggregate.ts'
import { asOf } from './cases/as-of.ts'
import { bulk } from './cases/bulk.ts'
import { create } from './cases/create.ts'
import { importCase } from './cases/import.ts'
import { list } from './cases/list.ts'
import { live } from './cases/live.ts'
import { memory } from './cases/memory.ts'
import { pools } from './cases/pools.ts'
import { record } from './cases/record.ts'
import { search } from './cases/search.ts'
import { start } from './cases/start.ts'
import { update } from './cases/update.ts'
import { web } from './cases/web.ts'
import type { Figure } from './figure.ts'
import type { Stand } from './stand.ts'

export type Case = (stand: Stand, o: { log: (line: string) => void }) => Promise<readonly Figure[]>

/** Everything that is measured, in the order in which it runs: what reads comes before what writes much. */
export const cases: Readonly<Record<string, Case>> = {
  list,
  record,
  search,
  aggregate,
  'as-of': asOf,
  create,
  update,
  live,
  import: importCase,
  bulk,
  pools,
  memory,
  start,
  web,
}
