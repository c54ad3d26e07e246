import { defineConsequence, system, type Work } from '#kernel'
import { lead } from '#objects/customers'
import { assignLeads, keepAssigned } from '../assign.ts'
import { type Clocks, readClocks, startClock } from '../clock.ts'
import { joinLeads } from '../join.ts'
import { changeLeads, isOpen, type LeadChange, type LeadRow } from '../lead-row.ts'
import { heatRule, scoreFactor } from '../objects/index.ts'
import { scoreLeads } from '../score.ts'
import { layIntoPool } from '../without-rule.ts'

type Written = Readonly<{ row: LeadRow; before: LeadRow | null }>
const asSystem = (work: Work): Work => work.as(system('first answer, assignment and score of leads'))

/** What a lead is worth follows what it says. */
export const scoreFollows = defineConsequence(lead, {
  reads: [
    'company',
    'title',
    'department',
    'mobile',
    'phone',
    'email',
    'website',
    'source',
    'industry',
    'country',
    'province',
    'city',
    'need',
    'tags',
  ],
  async run(work, written) {
    const kernel = asSystem(work)
    const rows = written.flatMap(({ row, before }) => (before ? (row as unknown as LeadRow) : []))
    if (rows.length > 0) await changeLeads(kernel, await scoreLeads(kernel, rows))
  },
})

/**
 * A new lead has its score, starts its clock, and goes to somebody where it belongs to nobody: in that order, as rules of assignment may ask for the score. Whoever gets it
 * later, or takes it up again, has a clock of his own.
 */
export const leadArrives = defineConsequence(lead, {
  reads: ['owner', 'status'],
  onImport: 'leads.arrive',
  async run(work, written) {
    const rows = written as unknown as readonly Written[]
    const kernel = asSystem(work)
    const arrived = rows.flatMap(({ row, before }) => (before ? [] : row))
    // Forms have looked for the open lead themselves.
    const gone =
      work.actor.kind === 'person' ? await joinLeads(kernel, arrived, work.via === 'import' ? 'imported' : 'typed') : new Set<string>()
    const made = arrived.filter(({ id }) => !gone.has(id))
    const fresh = made.filter(({ status }) => status === 'new')
    const begun = rows.filter(({ row, before }) => before && isOpen(row) && row.owner && mayBegin(row, before, kernel.now.toISOString()))
    if (made.length + begun.length === 0) return
    const clocks = await readClocks(kernel)
    const started = [
      ...fresh.map((row) => startClock(clocks, row, kernel.now)),
      ...begun.flatMap(({ row, before }) => (isOwn(clocks, row, before!) ? startClock(clocks, row, kernel.now) : [])),
    ]
    const seen = made.map(({ id }) => ({ id, joinSeenAt: kernel.now.toISOString() }))
    const changes = Map.groupBy([...seen, ...started, ...(await scoreLeads(kernel, made))], ({ id }) => id)
    await changeLeads(
      kernel,
      [...changes.values()].map((ofLead) => Object.assign({}, ...ofLead) as LeadChange),
    )
    const open = fresh.filter((row) => !row.owner && !row.pool)
    if (open.length === 0) return
    const assigned = await assignLeads(kernel, open)
    await keepAssigned(kernel, assigned)
    const meant = new Set(assigned.map(({ id }) => id))
    await changeLeads(
      kernel,
      await layIntoPool(
        kernel,
        open.filter(({ id }) => !meant.has(id)),
      ),
    )
  },
})

const isTakenUp = (before: LeadRow): boolean => before.status === 'disqualified'
/** A clock that began in this very moment need not begin again. */
const mayBegin = (row: LeadRow, before: LeadRow, now: string): boolean =>
  isTakenUp(before) || (before.owner !== row.owner && !row.answeredAt && row.answerFrom !== now)
/** Whoever claims or takes up has a clock of his own; of other changes of owner the rule says whether they count. */
const isOwn = (clocks: Clocks, row: LeadRow, before: LeadRow): boolean =>
  isTakenUp(before) || (!before.owner && !!before.pool) || !row.answerDueAt || clocks.ruleOf(row)?.from !== 'arrival'

/** A factor that changed is counted into all open leads within a minute; its filter is asked at once, so that none stays that cannot be. */
export const factorCounts = defineConsequence(scoreFactor, {
  reads: ['filter', 'points', 'isActive'],
  async run(work, written) {
    const kernel = asSystem(work)
    for (const { row } of written) await kernel.find(lead, row.filter as Readonly<Record<string, unknown>>, { limit: 1 })
    const counted = written.flatMap(({ row }) => (row.countedAt ? [{ id: row.id, countedAt: null }] : []))
    if (counted.length > 0) await kernel.changeMany(scoreFactor, counted)
  },
})

/** Other limits of heat are counted into the open leads as a changed factor is. */
export const heatCounts = defineConsequence(heatRule, {
  reads: ['name', 'isActive', 'hotFrom', 'warmFrom'],
  async run(work) {
    const kernel = asSystem(work)
    const counted = await kernel.find(scoreFactor, { countedAt: { empty: false } }, { limit: 1_000, sort: ['id'] })
    if (counted.length > 0)
      await kernel.changeMany(
        scoreFactor,
        counted.map(({ id }) => ({ id, countedAt: null })),
      )
  },
})
