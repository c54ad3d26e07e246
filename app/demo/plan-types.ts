import type { Change, Id, NewRow } from '#kernel/model'
import type { followUp } from '#objects/activities'
import type { account, contact, lead } from '#objects/customers'
import type { opportunity } from '#objects/sales'
import type { Place, RegionKey } from './places.ts'

export type MemberId = Id<'member'>

/** Somebody who sells, with the moments of the year at which he sat down to write up what happened. */
export type Seller = Readonly<{ id: MemberId; region: RegionKey; weight: number; skill: number; sittings: readonly Date[] }>

/** A customer as the simulation remembers it; the class moves on while `row` stays what was filed. */
export type Customer = {
  readonly id: Id<'account'>
  readonly short: string
  readonly place: Place
  readonly contacts: readonly Id<'contact'>[]
  readonly row: NewRow<typeof account>
  class: NewRow<typeof account>['class']
}

/** One piece of work of one person: what he writes at one moment. */
export type Sitting = Readonly<{
  at: Date
  accounts: NewRow<typeof account>[]
  contacts: NewRow<typeof contact>[]
  leads: NewRow<typeof lead>[]
  opportunities: NewRow<typeof opportunity>[]
  followUps: NewRow<typeof followUp>[]
  leadChanges: Map<string, Change<typeof lead>>
  opportunityChanges: Map<string, Change<typeof opportunity>>
}>

export const emptySitting = (at: Date): Sitting => ({
  at,
  accounts: [],
  contacts: [],
  leads: [],
  opportunities: [],
  followUps: [],
  leadChanges: new Map(),
  opportunityChanges: new Map(),
})
