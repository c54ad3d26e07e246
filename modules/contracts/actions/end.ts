import { defineAction, system, type Work } from '#kernel'
import { choice, day, link, text } from '#kernel/model'
import { contract, planLine } from '../objects/index.ts'
import { stepFrom, stepTo } from './step.ts'

const on = { contract: link(contract, { required: true }) }
const result = { contract: link(contract, { required: true }), status: text({ required: true }) }

/** The contract has been kept: delivered and paid, or over for the reason given, which whoever knows of something open asks for. What is held back stays due. */
export const finish = defineAction('contracts.finish', {
  on: contract,
  input: { ...on, endedOn: day({ default: 'today' }), reason: text({ max: 500 }) },
  result,
  fails: ['contracts.no-such-step'],
  offered: { status: 'running' },
  async run(work, input) {
    const row = await stepFrom(work, input.contract, 'finished')
    await stepTo(work, row.id, 'finished', { kept: { endedOn: input.endedOn ?? work.today, endReason: input.reason ?? null } })
    return { contract: row.id, status: 'finished' }
  },
})

/** Ended before its time: the day, the reason, and what becomes of instalments that are still open, of what was ordered and not delivered, and of deposits. */
export const terminate = defineAction('contracts.terminate', {
  on: contract,
  input: {
    ...on,
    endedOn: day({ default: 'today' }),
    reason: text({ required: true, max: 500 }),
    openPlan: choice(['waive', 'keep'], { required: true }),
    orders: choice(['keep', 'cancel'], { required: true, default: 'keep' }),
    deposits: choice(['keep', 'payBack'], { required: true, default: 'keep' }),
  },
  result,
  fails: ['contracts.no-such-step'],
  offered: { status: 'running' },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.contract, 'terminated')
    await stepTo(work, row.id, 'terminated', {
      kept: {
        endedOn: input.endedOn ?? work.today,
        endReason: input.reason,
        endedOrders: input.orders ?? 'keep',
        endedDeposits: input.deposits ?? 'keep',
      },
    })
    if (input.openPlan === 'waive') await waiveOpen(work, row.id, input.reason)
    return { contract: row.id, status: 'terminated' }
  },
})

async function waiveOpen(work: Work, id: string, reason: string): Promise<void> {
  const kernel = work.as(system('a contract was terminated'))
  const open = await kernel.find(planLine, { contract: id, isWaived: false }, { limit: 1_000 })
  await kernel.changeMany(
    planLine,
    open.map((line) => ({ id: line.id, isWaived: true, isWaivedByEnd: true, waiveReason: reason })),
  )
}

/** A contract that had ended runs again; the instalments that were given up with its end come back, those given up before do not. */
export const resume = defineAction('contracts.resume', {
  on: contract,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['contracts.no-such-step'],
  offered: { status: { in: ['finished', 'terminated'] } },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.contract, 'running', ['finished', 'terminated'])
    await stepTo(work, row.id, 'running', { kept: { endedOn: null, endReason: input.reason, endedOrders: null, endedDeposits: null } })
    return { contract: row.id, status: 'running' }
  },
})

/** A draft, or a contract that was never signed, comes to nothing. Its number stays used. */
export const voidContract = defineAction('contracts.void', {
  on: contract,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['contracts.no-such-step'],
  offered: { status: { in: ['draft', 'toBeSigned'] } },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.contract, 'void')
    await stepTo(work, row.id, 'void', { kept: { endedOn: work.today, endReason: input.reason } })
    return { contract: row.id, status: 'void' }
  },
})
