import { defineAction, fail, system, type Work } from '#kernel'
import { choice, link, longText, money } from '#kernel/model'
import { task } from '#objects/activities'
import { moneyOf } from '#objects/catalog'
import { lineAnswered, lineDisputed, lineSaid } from '../notices.ts'
import { commissionLine, commissionStatement, disputeNote } from '../objects/index.ts'
import { heldStatement, notOwn } from './statements.ts'

const on = { commissionLine: link(commissionLine, { required: true }) }
const because = system('a line is disputed')
const words = {
  'zh-CN': (name: string) => `答复提成异议：${name}`,
  'zh-TW': (name: string) => `答覆佣金異議：${name}`,
  en: (name: string) => `Answer a disputed commission: ${name}`,
} as const

/** One more line of the thread. */
const note = (work: Work, line: string, content: string) =>
  work.as(because).add(disputeNote, [{ line: line as never, content, saidBy: (work.actor.memberId ?? null) as never }])

/**
 * The person whose statement it is says that a line is wrong, and why: his superior has a task, and the statement waits for the answer.
 *
 * @throws `commissions.not-yours`, `commissions.no-such-step`, `commissions.disputed-already`
 */
export const dispute = defineAction('commissions.dispute', {
  on: commissionLine,
  byReaders: true,
  input: { ...on, reason: longText({ required: true, max: 2000 }) },
  result: on,
  fails: ['commissions.not-yours', 'commissions.no-such-step', 'commissions.disputed-already'],
  offered: { 'statement.status': { in: ['calculated', 'disputed'] }, dispute: { empty: true } },
  async run(work, input) {
    const line = await work.one(commissionLine, input.commissionLine)
    const kernel = work.as(because)
    const row = await heldStatement(kernel, line.statement)
    if (!row.owner || row.owner !== work.actor.memberId) fail('commissions.not-yours')
    if (row.status !== 'calculated' && row.status !== 'disputed') fail('commissions.no-such-step', { from: row.status, to: 'disputed' })
    const now = await kernel.one(commissionLine, line.id, { lock: true })
    if (now.dispute) fail('commissions.disputed-already')
    await kernel.change(commissionLine, line.id, { dispute: 'open', disputeReason: input.reason })
    await note(work, line.id, input.reason)
    if (row.status === 'calculated') await kernel.change(commissionStatement, row.id, { status: 'disputed' })
    const superior = (await work.superiorsOf([row.owner])).get(row.owner) ?? null
    await kernel.add(task, [
      {
        subject: words[work.workspace.locale](row.name).slice(0, 200),
        remark: `${line.title}: ${input.reason}`,
        owner: superior as never,
        dueOn: work.today,
      },
    ])
    if (superior) work.tell(lineDisputed, [{ person: superior, record: line.id }])
    return { commissionLine: line.id }
  },
})

const most = 1_000

/**
 * Says more of a disputed line, either side: the person whose statement it is, or whoever decides about it. The other side hears of it.
 *
 * @throws `commissions.nothing-disputed`
 */
export const say = defineAction('commissions.say', {
  on: commissionLine,
  byReaders: true,
  input: { ...on, content: longText({ required: true, max: 2000 }) },
  result: on,
  fails: ['commissions.nothing-disputed'],
  offered: { dispute: 'open' },
  aside: true,
  async run(work, input) {
    const line = await work.one(commissionLine, input.commissionLine)
    const kernel = work.as(because)
    const now = await kernel.one(commissionLine, line.id, { lock: true })
    if (now.dispute !== 'open') fail('commissions.nothing-disputed')
    const { owner } = await kernel.one(commissionStatement, line.statement)
    const earlier = await kernel.find(disputeNote, { line: line.id }, { limit: most })
    const superior = owner ? (await work.superiorsOf([owner])).get(owner) : undefined
    await note(work, line.id, input.content)
    const others = new Set([owner, superior, ...earlier.map(({ saidBy }) => saidBy)].filter((one) => one && one !== work.actor.memberId))
    work.tell(
      lineSaid,
      [...others].map((person) => ({ person: person!, record: line.id, values: { words: input.content.slice(0, 100) } })),
    )
    return { commissionLine: line.id }
  },
})

const outcomes = ['accepted', 'explained', 'refused'] as const

/**
 * Closes a dispute with how it ends; where the person is right, with what is to be added or taken off, as a line of its own.
 *
 * @throws `commissions.nothing-disputed`, `commissions.own`
 */
export const answer = defineAction('commissions.answer', {
  on: commissionLine,
  byReaders: true,
  input: { ...on, outcome: choice(outcomes, { required: true }), answer: longText({ required: true, max: 2000 }), adjustment: money() },
  result: on,
  fails: ['commissions.nothing-disputed', 'commissions.own', 'commissions.other-currency'],
  offered: { dispute: 'open' },
  async run(work, input) {
    const line = await work.one(commissionLine, input.commissionLine)
    const kernel = work.as(because)
    const row = await heldStatement(kernel, line.statement)
    notOwn(work, row)
    const now = await kernel.one(commissionLine, line.id, { lock: true })
    if (now.dispute !== 'open') fail('commissions.nothing-disputed')
    await kernel.change(commissionLine, line.id, { dispute: 'answered', outcome: input.outcome, answer: input.answer })
    await note(work, line.id, input.answer)
    const change = moneyOf(input.adjustment, work.workspace.currency)
    if (change.currency !== work.workspace.currency) fail('commissions.other-currency', { wanted: work.workspace.currency })
    if (change.amount !== 0)
      await kernel.add(commissionLine, [
        { statement: row.id, title: line.title, kind: 'adjustment', on: work.today, result: change, answer: input.answer },
      ])
    if (row.owner) work.tell(lineAnswered, [{ person: row.owner, record: line.id }])
    return { commissionLine: line.id }
  },
})
