import type { CatalogObject } from '../model/catalog.ts'
import { type Fault, fail } from '../model/fault.ts'
import type { Scope } from '../records/state.ts'
import type { BulkRow, Progress } from './bulk-rows.ts'

/** How much of a run one step takes, and the fault for which its one record is to be passed over. */
export type StepSize = Readonly<{ limit: number; refused: Fault | null }>

/** What a run is to do, before its first batch. */
export type NewRun = Readonly<{ id: string; object: CatalogObject | null; wish: Readonly<Record<string, unknown>>; changeSetId: string }>

/** One kind of work over many records: what it is about, and how one batch of it is done. */
export type BulkKind = Readonly<{
  /** Records of one batch. */
  batch: number
  /** Checks the wish and writes down what it is about, in the transaction that makes the run. Answers how many records that are. */
  begin(scope: Scope, run: NewRun): Promise<number>
  /** The next batch, in a transaction of its own; null when nothing is left. What cannot be done with a record leaves it out and says why. */
  step(scope: Scope, run: BulkRow, size: StepSize): Promise<Progress | null>
  /** When all is done, or when it was stopped for good; in a transaction of its own. */
  end?(scope: Scope, run: BulkRow): Promise<void>
  /** What it does is not taken back. */
  stands?: true
  /** The change set that this one takes back. */
  undoes?(run: BulkRow): string
}>

/** The object of a run. @throws `kernel.unknown-object` when it is gone meanwhile */
export function objectOfRun({ state }: Scope, { object }: Pick<BulkRow, 'object'>): CatalogObject {
  const found = object === null ? undefined : state.catalog.objects[object]
  return found ?? fail('kernel.unknown-object', { object })
}
