import { defineRound, type Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import { changePooled, type Pooled, type PooledObject } from '../actions/pooled.ts'
import { returned, warned } from '../notices.ts'
import { poolRule, poolRun } from '../objects/index.ts'
import { dueIn, eachOf, objectOf } from './due.ts'

/** The hour of the night from which rules work, in the workspace's zone. */
const fromHour = 2

/** Once a night: what is due goes back to its pool, who comes near is warned, who acted is left alone. All in one change set. */
export const returnToPools = defineRound('pools.return-to-pools', {
  async run(work) {
    if (hourOf(work) < fromHour) return
    await runRules(work)
  },
})

const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

/** Works through all rules once for this day; nothing where that was done. */
export async function runRules(work: Work): Promise<void> {
  const rules = await work.find(poolRule, { isActive: true }, { limit: 1_000, sort: ['createdAt'] })
  const [done] = await work.find(poolRun, { day: work.today }, { limit: 1 })
  if (done || rules.length === 0) return
  const [run] = await work.create(poolRun, [{ name: work.today, day: work.today }])
  const counts = { returned: 0, warned: 0, calmed: 0 }
  for (const rule of rules) {
    const { object, isOpen } = await objectOf(work, rule)
    if (isOpen) counts.returned += await takeDue(work, object, rule)
    counts.calmed += await calm(work, object, rule)
    if (isOpen) counts.warned += await warn(work, object, rule)
  }
  await work.change(poolRun, run!.id, counts)
}

type Rule = RowOf<typeof poolRule>

const tell = (
  work: Work,
  kind: typeof warned,
  rows: readonly Pooled[],
  o: Readonly<{ object: PooledObject; values: Record<string, string | number> }>,
) =>
  work.tell(
    kind,
    rows.flatMap((row) => (row.owner ? [{ person: row.owner, record: row.id, object: o.object.name, values: o.values }] : [])),
  )

/** Those whose day has come, and whom the rule still means. */
function takeDue(work: Work, object: PooledObject, rule: Rule): Promise<number> {
  const filter = { and: [{ returnRule: rule.id }, { returnOn: { lte: work.today } }, dueIn(work, rule, 0)] }
  return eachOf(work, { object, filter }, async (rows) => {
    await changePooled(
      work,
      object,
      rows.map(({ id }) => ({ id, pool: rule.pool, poolReason: 'overdue', poolNote: rule.name })),
    )
    tell(work, returned, rows, { object, values: { rule: rule.name } })
  })
}

/** Those who were warned and whom the rule no longer means, as somebody acted or the rule changed. */
function calm(work: Work, object: PooledObject, rule: Rule): Promise<number> {
  const filter = { and: [{ returnRule: rule.id }, { not: dueIn(work, rule, rule.noticeDays) }] }
  return eachOf(work, { object, filter }, (rows) =>
    changePooled(
      work,
      object,
      rows.map(({ id }) => ({ id, returnOn: null, returnRule: null })),
    ),
  )
}

/** Those who come near. Whoever is warned has the whole notice, however long ago his day was. */
function warn(work: Work, object: PooledObject, rule: Rule): Promise<number> {
  const returnOn = addDays(work.today, rule.noticeDays)
  const filter = { and: [{ returnOn: { empty: true } }, dueIn(work, rule, rule.noticeDays)] }
  return eachOf(work, { object, filter }, async (rows) => {
    await changePooled(
      work,
      object,
      rows.map(({ id }) => ({ id, returnOn, returnRule: rule.id })),
    )
    tell(work, warned, rows, { object, values: { day: returnOn, rule: rule.name } })
  })
}
