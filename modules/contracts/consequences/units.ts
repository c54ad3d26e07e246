import { type ConsequenceDef, defineConsequence, system } from '#kernel'
import { changedUnits } from '#modules/catalog'
import { contractChangeLine, contractLine } from '../objects/index.ts'

/** The unit of a position says how many of the product's own one of it is. */
export const lineUnits = [contractLine, contractChangeLine].map(
  (object): ConsequenceDef =>
    defineConsequence(object, {
      reads: ['product', 'unit'],
      async run(work, written) {
        const kernel = work.as(system('units of a contract'))
        await kernel.changeMany(object, (await changedUnits(kernel, written, work.actor.kind !== 'system')) as never)
      },
    }),
)
