import { defineAction, fail, fillText, member, type RowOf, system, textOf, type Work } from '#kernel'
import { choice, day, instant, link, longText, text, yesNo } from '#kernel/model'
import { followUp } from '#objects/activities'
import { callEntry, callList } from '../objects/index.ts'

type Entry = RowOf<typeof callEntry>
const calling = system('calls')
const minuteMs = 60_000
/** So long a person is one caller's alone. */
const takenMinutes = 20
/** Whoever was not reached is tried again after so long, and so often in all. */
const againMinutes = 120
const mostAttempts = 5

/** Who is next on a list for whoever asks: whose own time has come first, then who has waited longest. Nobody gets a person whom another has before him. */
export const next = defineAction('calls.next', {
  on: callList,
  aside: true,
  asksItself: true,
  input: { callList: link(callList, { required: true }), skip: link(callEntry) },
  result: { callEntry: link(callEntry) },
  fails: ['calls.closed'],
  async run(work, { callList: id, skip }) {
    const list = await work.one(callList, id)
    if (list.state !== 'open' || (list.untilOn && list.untilOn < work.today)) fail('calls.closed')
    const kernel = work.as(calling)
    const me = work.actor.memberId
    await kernel.hold([`calls.next ${list.id}`])
    const now = work.now.toISOString()
    if (skip) await release(work, skip)
    const open = { list: list.id, state: { ne: 'done' } }
    const free = { or: [{ takenUntil: { empty: true } }, { takenUntil: { lte: now } }] }
    const first = async (filter: object, sort: readonly string[]) =>
      (await work.find(callEntry, { and: [open, filter] }, { limit: 2, sort })).find((row) => row.id !== skip)
    const found =
      (await first({ owner: me, takenUntil: { gt: now } }, ['id'])) ??
      (await first({ and: [free, { nextAt: { lte: now } }] }, ['nextAt', 'id'])) ??
      (await first({ and: [free, { nextAt: { empty: true } }] }, ['updatedAt', 'id']))
    if (!found) return { callEntry: null }
    const takenUntil = new Date(work.now.getTime() + takenMinutes * minuteMs).toISOString()
    await kernel.change(callEntry, found.id, { takenUntil, owner: me as never })
    return { callEntry: found.id }
  },
})

/** What was not called goes to the end, free for others. */
async function release(work: Work, id: string): Promise<void> {
  const row = await work.one(callEntry, id)
  if (row.owner === work.actor.memberId && row.takenUntil) await work.as(calling).change(callEntry, row.id, { takenUntil: null })
}

/**
 * What came of a call: it stands as a follow-up at the person, and the list goes on. Who was not reached is tried again, five times in all; a wrong number
 * ends it.
 */
export const note = defineAction('calls.note', {
  on: callEntry,
  asksItself: true,
  input: {
    callEntry: link(callEntry, { required: true }),
    outcome: choice(['interested', 'undecided', 'declined', 'notReached', 'wrongNumber'], { required: true }),
    words: longText({ max: 5_000 }),
    /** When to ring again; he stays on the list. */
    againAt: instant(),
    nextStep: text({ max: 200 }),
    nextOn: day(),
  },
  result: { callEntry: link(callEntry, { required: true }), followUp: link(followUp, { required: true }) },
  fails: ['calls.done', 'calls.not-yours'],
  offered: { state: { in: ['waiting', 'again'] } },
  async run(work, { callEntry: id, outcome, words, againAt, nextStep, nextOn }) {
    const entry = await work.one(callEntry, id, { lock: true })
    if (entry.state === 'done') fail('calls.done')
    await mayCall(work, entry)
    const said = words?.trim() || say(work, `callEntry.outcome.${outcome}`)
    const about = entry.lead ? { lead: entry.lead } : { contact: entry.contact, account: entry.account }
    const came = outcome === 'wrongNumber' ? 'notReached' : outcome
    const [made] = await work.create(followUp, [
      { kind: 'call', content: said, outcome: came as never, nextStep: nextStep ?? null, nextOn: nextOn ?? null, ...about },
    ])
    const attempts = (entry.attempts ?? 0) + 1
    const isAgain = Boolean(againAt) || (outcome === 'notReached' && attempts < mostAttempts)
    const nextAt = againAt ?? new Date(work.now.getTime() + againMinutes * minuteMs).toISOString()
    await work.as(calling).change(callEntry, entry.id, {
      outcome: outcome as Entry['outcome'],
      attempts,
      lastAt: work.now.toISOString(),
      state: isAgain ? 'again' : 'done',
      nextAt: isAgain ? nextAt : null,
      takenUntil: null,
      owner: work.actor.memberId as never,
      note: [entry.note, words?.trim()].filter(Boolean).join('\n').slice(0, 5_000) || null,
    })
    return { callEntry: entry.id, followUp: made!.id }
  },
})

const say = (work: Work, key: string): string => {
  const { locale } = work.workspace
  return fillText(textOf(work.modules, locale, key) ?? key, {}, locale)
}

/** Whoever has it before him, or reads its list; not whoever reads the person alone. */
async function mayCall(work: Work, entry: Entry): Promise<void> {
  if (entry.owner === work.actor.memberId) return
  const taken = entry.takenUntil && entry.takenUntil > work.now.toISOString()
  const [reads] = await work.find(callList, { id: entry.list }, { limit: 1 })
  if (!reads) fail('calls.not-yours', { name: '' })
  if (taken) fail('calls.not-yours', { name: entry.owner ? (await work.as(calling).one(member, entry.owner)).name : '' })
}

/** Closes what nobody shall call any more, or opens it again. */
export const setAside = defineAction('calls.set-aside', {
  on: callEntry,
  many: true,
  aside: true,
  asksItself: true,
  input: { callEntry: link(callEntry, { required: true }), isDone: yesNo({ default: true }) },
  result: { callEntry: link(callEntry, { required: true }) },
  fails: ['calls.not-yours'],
  async run(work, { callEntry: id, isDone }) {
    const entry = await work.one(callEntry, id, { lock: true })
    await mayCall(work, entry)
    const to = isDone === false ? { state: 'waiting', nextAt: null } : { state: 'done', nextAt: null, takenUntil: null }
    await work.as(calling).change(callEntry, entry.id, to as never)
    return { callEntry: entry.id }
  },
})
