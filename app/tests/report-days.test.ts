import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildCatalog } from '#kernel'
import { modules } from '../modules.ts'

type Body = Readonly<Record<string, unknown>>
const catalog = buildCatalog(modules)
const figures = ['sum', 'avg', 'min', 'max', 'median', 'p75', 'p90']

/** What needs no day, by its object: it stands in the workspace's own currency, its rate was taken when it came to be. */
const inOwnCurrency = ['saleCredit', 'commissionLine', 'salesTarget', 'allocation exchangeDifference']
/** Sums of sums, as a record keeps them of what hangs on it: they have no day of their own. */
const keptSums = [
  'account purchased',
  'lead wonMoney',
  'lead receivedMoney',
  'lead dealCost',
  'legalEntity invoicesOpen',
  'legalEntity billed90',
]
/** Open deals are worth what they are worth now. */
const open = [
  'opportunity amount sales.funnel',
  'opportunity expectedValue',
  'opportunity amount forecasts.trend',
  'opportunity amount home sales.team',
]
const needsNone = [...inOwnCurrency, ...keptSums, ...open]

const fieldAt = (object: string, path: string) => {
  const steps = path.split('.')
  let at = object
  for (const step of steps.slice(0, -1)) at = String((catalog.objects[at]!.fields[step]!.options as Body).to)
  return catalog.objects[at]!.fields[steps.at(-1)!]!
}
const isMoney = (object: string, path: string) => fieldAt(object, path).type.formulaSort?.(fieldAt(object, path).options) === 'money'

const dayless = (measure: unknown, object: string): string[] => {
  const op = figures.find((one) => one in Object(measure))
  const of = op && String((measure as Body)[op])
  return of && !(measure as Body).on && isMoney(object, of) ? [`${object} ${of}`] : []
}

test('every sum of money in a report or on a home names the day of its rate, or stands among those that need none', () => {
  const inReports = modules
    .flatMap(({ reports }) => reports)
    .flatMap(({ name, object, tiles }) =>
      tiles.flatMap(({ ask }) =>
        Object.values((ask.measures ?? {}) as Body).flatMap((one) => dayless(one, object).map((it) => `${it} ${name} `)),
      ),
    )
  const onHomes = modules
    .flatMap(({ homes }) => homes)
    .flatMap(({ name, tiles }) =>
      (tiles as readonly Body[]).flatMap(({ object, figure }) => {
        const { measure, of, on } = Object(figure)
        return of ? dayless({ [measure]: of, ...(on ? { on } : {}) }, String(object)).map((it) => `${it} home ${name} `) : []
      }),
    )
  const found = [...inReports, ...onHomes]
  const isOf = (one: string) => (known: string) => one.startsWith(`${known} `)
  assert.deepEqual(
    found.filter((one) => !needsNone.some(isOf(one))),
    [],
  )
  assert.deepEqual(
    needsNone.filter((known) => !found.some((one) => isOf(one)(known))),
    [],
    'nothing is let off that is not there',
  )
})
