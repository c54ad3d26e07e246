import { defineRound, type RoundPart, type Work } from '#kernel'
import { assignLeads, keepAssigned } from './assign.ts'
import { type Clocks, nextStep, readClocks } from './clock.ts'
import { joinLeads, joinRules } from './join.ts'
import { changeLeads, findLeads, type LeadRow } from './lead-row.ts'
import { recalled, takenAway, unanswered, waits } from './notices.ts'
import { scoreFactor } from './objects/index.ts'
import { scoreLeads } from './score.ts'

/** Leads of one turn; the next minute goes on. */
const portion = 1_000
type Due = LeadRow & Readonly<{ act: string }>

/** Steps of answers whose moment has come, each once. */
const answerSteps = defineRound('leads.answer-steps', {
  async run(work) {
    const due = await findLeads(
      work,
      { status: { in: ['new', 'working'] }, answerNextAt: { lte: work.now.toISOString() }, answeredAt: { empty: true } },
      { limit: portion, sort: ['answerNextAt'] },
    )
    if (due.length === 0) return
    const clocks = await readClocks(work)
    const acts = due.map((lead): Due => ({ ...lead, act: clocks.stepsOf(String(lead.answerRule))[lead.answerSteps ?? 0]?.act ?? 'none' }))
    await changeLeads(
      work,
      due.map((lead) => ({ id: lead.id, answerSteps: (lead.answerSteps ?? 0) + 1, answerNextAt: after(clocks, lead) })),
    )
    await act(work, acts)
  },
})

const after = (clocks: Clocks, lead: LeadRow): string | null =>
  nextStep(clocks, { rule: String(lead.answerRule), from: new Date(lead.answerFrom!), taken: (lead.answerSteps ?? 0) + 1 })

async function act(work: Work, due: readonly Due[]): Promise<void> {
  const owned = due.filter(({ owner }) => owner)
  const to = (what: string) => owned.filter((lead) => lead.act === what)
  work.tell(
    waits,
    to('remind').map(({ id, owner }) => ({ person: owner!, record: id })),
  )
  const late = to('tellManager')
  const managers = await work.superiorsOf([...new Set(late.map(({ owner }) => owner!))])
  work.tell(
    unanswered,
    late.flatMap(({ id, owner }) => (managers.has(owner!) ? [{ person: managers.get(owner!)!, record: id }] : [])),
  )
  const taken = to('reassign')
  const changes = (await assignLeads(work, taken, { not: new Map(taken.map(({ id, owner }) => [id, owner!])) })).filter(
    ({ owner }) => owner,
  )
  await keepAssigned(work, changes)
  const isGone = new Set(changes.map(({ id }) => id))
  work.tell(
    takenAway,
    taken.filter(({ id }) => isGone.has(id)).map(({ id, owner }) => ({ person: owner!, record: id })),
  )
}

/** Leads that waited until somebody is there, or has room again; what somebody has laid into a pool meanwhile waits there. */
const assignWaiting = defineRound('leads.assign-waiting', {
  async run(work) {
    const waiting = await findLeads(
      work,
      { assignReason: 'waiting', owner: { empty: true }, pool: { empty: true }, status: { in: ['new', 'working'] } },
      { limit: portion, sort: ['createdAt'] },
    )
    const given = (await assignLeads(work, waiting)).filter(({ owner }) => owner)
    await keepAssigned(work, given, { each: true })
  },
})

/** On its day a lead that was set aside is taken up again, for its owner or for whoever finds it. */
const recall = defineRound('leads.recall', {
  async run(work) {
    const due = await findLeads(work, { status: 'disqualified', recallOn: { lte: work.today } }, { limit: portion, sort: ['recallOn'] })
    await changeLeads(
      work,
      due.map(({ id }) => ({ id, status: 'working' })),
    )
    work.tell(
      recalled,
      due.flatMap(({ id, owner }) => (owner ? [{ person: owner, record: id }] : [])),
    )
  },
})

type Counting = RoundPart & Readonly<{ after: string }>

/** Factors that changed or were removed are counted into all open leads, or out of them: a thousand leads in each transaction, all of it one change set. */
const countFactors = defineRound<Counting>('leads.count-factors', {
  async run(work, _people, part) {
    const factors = await work.settings(scoreFactor)
    const isStale = factors.some(({ countedAt, countedAmong }) => !countedAt || countedAmong !== factors.length)
    const open = { status: { in: ['new', 'working'] } }
    const left = factors.length === 0 ? { score: { empty: false } } : null
    if (!isStale && !left && !part) return
    const filter = { and: [open, ...(left ? [left] : []), ...(part ? [{ id: { gt: part.after } }] : [])] }
    const rows = await findLeads(work, filter, { limit: portion, sort: ['id'] })
    await changeLeads(work, await scoreLeads(work, rows))
    if (rows.length === portion) return { changeSet: work.changeSetId, after: rows.at(-1)!.id }
    const counted = { countedAt: work.now.toISOString(), countedAmong: factors.length }
    await work.changeMany(
      scoreFactor,
      factors.map(({ id }) => ({ id, ...counted })),
    )
  },
})

/** Leads that an import brought in since there is a rule are held against the open ones, the earlier first. */
const joinImported = defineRound('leads.join-imported', {
  async run(work) {
    const rules = (await joinRules(work)).filter(({ isActive, whenImported }) => isActive && whenImported)
    if (rules.length === 0) return
    const since = rules.map(({ createdAt }) => createdAt).toSorted()[0]!
    const rows = await findLeads(
      work,
      { status: { in: ['new', 'working'] }, joinSeenAt: { empty: true }, createdAt: { gte: since } },
      { limit: 400, sort: ['createdAt', 'id'] },
    )
    const gone = await joinLeads(work, rows, 'imported')
    const seen = { joinSeenAt: work.now.toISOString() }
    await changeLeads(
      work,
      rows.flatMap(({ id }) => (gone.has(id) ? [] : { id, ...seen })),
    )
  },
})

export const rounds = [joinImported, answerSteps, assignWaiting, recall, countFactors]
