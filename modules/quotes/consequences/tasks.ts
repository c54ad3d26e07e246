import { defineConsequence, system, type Work, type Written } from '#kernel'
import { task } from '#objects/activities'
import { opportunity } from '#objects/sales'
import { quote } from '../objects/index.ts'

type Step = Written<typeof quote>
const most = 10_000

const subjects = {
  'zh-CN': { declined: '报价被谢绝：', expired: '报价已过期：', withdrawn: '报价已撤回：', cost: '补充成本：' },
  'zh-TW': { declined: '報價被婉拒：', expired: '報價已過期：', withdrawn: '報價已撤回：', cost: '補充成本：' },
  en: { declined: 'Quote declined: ', expired: 'Quote expired: ', withdrawn: 'Quote withdrawn: ', cost: 'Costs wanted: ' },
} as const
type End = 'declined' | 'expired' | 'withdrawn'
const ends: readonly string[] = ['declined', 'expired', 'withdrawn'] satisfies readonly End[]

/** A quote that came to nothing, or lacks costs, is somebody's to go on with: it stands among his tasks. */
export const quoteTasksFollow = defineConsequence(quote, {
  reads: ['status', 'concern', 'costAskedOf'],
  async run(work, written) {
    const changed = written.filter(({ before }) => before)
    if (changed.length === 0) return
    const kernel = work.as(system('tasks of a quote'))
    await goOn(kernel, changed)
    await askCosts(kernel, changed)
  },
})

/** What to do next is the owner's to find out. Where the deal itself is closed, nothing is. */
async function goOn(kernel: Work, steps: readonly Step[]): Promise<void> {
  const over = steps.filter(({ row, before }) => row.status !== before!.status && ends.includes(String(row.status)))
  if (over.length === 0) return
  const deals = [...new Set(over.flatMap(({ row }) => row.opportunity ?? []))]
  const closed = deals.length > 0 ? await kernel.find(opportunity, { id: { in: deals }, outcome: { ne: 'open' } }, { limit: most }) : []
  const shut = new Set<string>(closed.map(({ id }) => id))
  await add(
    kernel,
    over.filter(({ row }) => row.owner && !shut.has(String(row.opportunity))),
    ({ row }) => ({
      subject: subjects[kernel.workspace.locale][row.status as End],
      contact: row.contact,
      opportunity: row.opportunity,
      owner: row.owner,
      remark: row.reason,
    }),
  )
}

/** One open task for whoever is asked, done when the costs are there; where another is asked, or the quote goes on without, the earlier one is off. */
async function askCosts(kernel: Work, steps: readonly Step[]): Promise<void> {
  const lacks = ({ status, concern }: Step['row']): boolean => status === 'draft' && concern === 'noCost'
  const asked = steps.filter(({ row, before }) => row.costAskedOf && row.costAskedOf !== before!.costAskedOf)
  const ended = steps.filter(({ row, before }) => before!.costAskedOf && (row.costAskedOf !== before!.costAskedOf || !lacks(row)))
  const byQuote = new Map<string, Step['row']>(ended.map(({ row }) => [row.id, row]))
  const open =
    ended.length > 0
      ? await kernel.find(task, { quote: { in: [...byQuote.keys()] }, forCost: true, state: 'open' } as never, { limit: most })
      : []
  if (open.length > 0)
    await kernel.changeMany(
      task,
      open.map((one) => {
        const row = byQuote.get(String((one as { quote?: unknown }).quote))
        return { id: one.id, state: row && row.concern !== 'noCost' ? ('done' as const) : ('cancelled' as const) }
      }),
    )
  await add(kernel, asked, ({ row }) => ({ subject: subjects[kernel.workspace.locale].cost, owner: row.costAskedOf, forCost: true }))
}

async function add(kernel: Work, steps: readonly Step[], of: (step: Step) => Readonly<{ subject: string }>): Promise<void> {
  if (steps.length === 0) return
  await kernel.add(
    task,
    steps.map((step) => {
      const { row } = step
      const its = of(step)
      return { ...its, subject: `${its.subject}${row.title}`.slice(0, 200), dueOn: kernel.today, account: row.account, quote: row.id }
    }) as never,
  )
}
