import type { RowOf } from '#kernel/model'
import type { contract } from '../objects/contract.ts'

export type ContractStatus = RowOf<typeof contract>['status'] | null | undefined

/** Which state may follow which; everything else is refused. */
export const steps: Readonly<Record<string, readonly string[]>> = {
  draft: ['toBeSigned', 'void'],
  toBeSigned: ['draft', 'running', 'void'],
  running: ['finished', 'terminated'],
  finished: ['running'],
  terminated: ['running'],
  void: [],
}

/** On its way to the signature, or past it. */
export const isFixed = (status: ContractStatus): boolean => !!status && status !== 'draft'

/** It counts among what was signed. */
export const isSigned = (status: ContractStatus): boolean => status === 'running' || status === 'finished' || status === 'terminated'

/** Made in this moment: what comes with it was agreed elsewhere. */
export const isNew = (row: Readonly<{ version: number; createdAt: string }>, now: Date): boolean =>
  row.version === 1 && row.createdAt >= now.toISOString()
