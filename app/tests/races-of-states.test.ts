import { test } from 'node:test'
import { contracts, deals, invoices, quotes, receipts } from './courses.ts'
import { go, race, stand } from './race-stand.ts'

for (const { object, begin, steps, states } of [deals, quotes, contracts, invoices, receipts])
  for (const [state, { by, on }] of Object.entries(states)) {
    const names = Object.keys(on)
    if (names.length === 0) continue
    test(`${object}, ${state}: any two of its steps at once are one after the other`, async () => {
      const inState = async () => {
        const made = await begin(stand)
        await go(
          made,
          by.map((step) => steps[step]!),
        )
        return made
      }
      for (const [i, one] of names.entries()) for (const two of names.slice(i)) await race(inState, steps[one]!, steps[two]!)
    })
  }
