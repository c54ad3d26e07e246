import { defineRound, type Work } from '#kernel'
import { tellFollowers } from '#modules/activities'
import { contract, daysLater, planLine } from '#modules/contracts'
import { delays, hourOf } from './delays.ts'
import { noteMissing } from './exchange.ts'
import { backSoon, dueSoon, followedLate, isLate } from './notices.ts'
import { receipt } from './objects/index.ts'

const portion = 1_000
const remindDaysBefore = 7
/** Days after which somebody hears that money is late: the one responsible, then his superior, then the one responsible again. */
const lateSteps = [
  { days: 1, above: false },
  { days: 15, above: true },
  { days: 30, above: true },
] as const

type Line = Readonly<{ id: string; contract: string; responsible: string | null; dueOn: string | null }>

/** Who looks after an instalment: whoever is named, else the owner of its contract. */
async function lookingAfter(work: Work, lines: readonly Line[]): Promise<ReadonlyMap<string, string>> {
  const rows = await work.find(contract, { id: { in: [...new Set(lines.map((line) => line.contract))] } }, { limit: portion })
  const owners = new Map(rows.map((row) => [row.id as string, row.owner as string | null]))
  return new Map(
    lines.flatMap((line) => {
      const person = line.responsible ?? owners.get(line.contract)
      return person ? [[line.id, person] as const] : []
    }),
  )
}

const live = { isLive: true, isWaived: false, status: { in: ['open', 'part'] } }

/** Whoever follows the customer or the deal of money that is late hears it on the first day. */
async function tellOfLate(work: Work, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  const rows = await work.find(contract, { id: { in: [...new Set(lines.map((line) => line.contract))] } }, { limit: portion })
  const about = new Map(rows.map((row) => [String(row.id), { account: row.account, opportunity: row.opportunity }]))
  await tellFollowers(
    work,
    followedLate,
    planLine,
    lines.map(({ id, contract: of, dueOn }) => ({ record: id, about: about.get(of) ?? {}, once: `late ${dueOn}` })),
  )
}

/** Instalments that are due within a week, or are late: told once each step. */
const reminders = defineRound('payments.reminders', {
  async run(work) {
    const soon = await work.find(planLine, { ...live, dueOn: { gte: work.today, lte: daysLater(work.today, remindDaysBefore) } } as never, {
      limit: portion,
      sort: ['dueOn'],
    })
    const after = await lookingAfter(work, soon)
    work.tell(
      dueSoon,
      soon.flatMap(({ id, dueOn }) => (after.has(id) ? [{ person: after.get(id)!, record: id, once: `soon ${dueOn}` }] : [])),
    )
    for (const { days, above } of lateSteps) {
      const late = await work.find(
        planLine,
        { ...live, dueOn: { lte: daysLater(work.today, -days), gt: daysLater(work.today, -days - 7) } } as never,
        { limit: portion, sort: ['dueOn'] },
      )
      if (!above) await tellOfLate(work, late)
      const whose = await lookingAfter(work, late)
      const superiors = above ? await work.superiorsOf([...new Set(whose.values())]) : new Map<string, string>()
      work.tell(
        isLate,
        late.flatMap(({ id, dueOn }) =>
          [whose.get(id), superiors.get(whose.get(id) ?? '')].flatMap((person) =>
            person ? [{ person, record: id, once: `late ${days} ${dueOn}` }] : [],
          ),
        ),
      )
    }
  },
})

/** Deposits that are to be paid back within a week. */
const deposits = defineRound('payments.deposits', {
  async run(work) {
    const due = await work.find(
      receipt,
      { kind: 'deposit', status: 'confirmed', backOn: { lte: daysLater(work.today, remindDaysBefore) }, refunds: { none: {} } } as never,
      { limit: portion, sort: ['backOn'] },
    )
    work.tell(
      backSoon,
      due.flatMap(({ id, owner, backOn }) => (owner ? [{ person: owner as string, record: id, once: `back ${backOn}` }] : [])),
    )
  },
})

/** In the hour after two: what rates made of money, where that is not noted yet. */
export const exchange = defineRound('payments.exchange', {
  async run(work) {
    if (hourOf(work) === 2) await noteMissing(work)
  },
})

export const rounds = [reminders, deposits, delays, exchange]
