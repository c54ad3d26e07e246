import type { RowOf, Work } from '#kernel'
import { addDays, type NewRow } from '#kernel/model'
import { leadTouch } from '#objects/customers'
import { changeLeads, findLeads, isOpen, type LeadRow } from './lead-row.ts'
import { joined } from './notices.ts'
import { joinRule } from './objects/index.ts'

type Rule = RowOf<typeof joinRule>
export type Road = 'typed' | 'imported'
type Words = Readonly<{ typed: string; imported: string; first: string }>

const words: Readonly<Record<string, Words>> = {
  'zh-CN': { typed: '录入', imported: '导入', first: '线索登记' },
  'zh-TW': { typed: '輸入', imported: '匯入', first: '線索登記' },
  en: { typed: 'Typed in', imported: 'Imported', first: 'Lead recorded' },
}

/** Numbers and addresses by which a person is known again, whichever field they stand in. */
const reachOf = ({ mobile, phone, email }: LeadRow): readonly string[] => [
  ...new Set([mobile, phone, email?.toLowerCase()].filter((value): value is string => !!value)),
]

/** The rule for a lead on a road; the one that names its source goes before the one for all. */
function ruleFor(rules: readonly Rule[], { source }: LeadRow, road: Road): Rule | undefined {
  const holding = rules.filter((rule) => rule.isActive && (road === 'typed' ? rule.whenTyped : rule.whenImported))
  return holding.find((rule) => source && rule.sources?.includes(source)) ?? holding.find((rule) => (rule.sources ?? []).length === 0)
}

export const joinRules = (kernel: Work): Promise<readonly Rule[]> => kernel.settings(joinRule)

/**
 * Joins those of the new leads that an open lead has a number or address of: a touch with its source is added to that one, the new record is closed and
 * leads there. Answers the ids of those that were joined. Of two at once the second joins the first.
 */
export async function joinLeads(kernel: Work, made: readonly LeadRow[], road: Road): Promise<ReadonlySet<string>> {
  const rules = await joinRules(kernel)
  const asked = made.flatMap((row) => {
    const rule = isOpen(row) && reachOf(row).length > 0 ? ruleFor(rules, row, road) : undefined
    return rule ? [{ row, rule }] : []
  })
  if (asked.length === 0) return new Set()
  await kernel.hold(asked.flatMap(({ row }) => reachOf(row).map((name) => `forms.reach ${name}`)))
  const known = await openByReach(kernel, asked)
  const pairs = asked.flatMap(({ row, rule }) => {
    const since = addDays(kernel.today, -rule.days)
    const target = reachOf(row)
      .map((name) => known.get(name))
      .find((one) => one && one.id !== row.id && (one.lastTouchAt ?? one.createdAt) >= since)
    if (target) return [{ row, target }]
    for (const name of reachOf(row)) known.set(name, row as Target)
    return []
  })
  if (pairs.length > 0) await writeJoins(kernel, pairs, road)
  return new Set(pairs.map(({ row }) => row.id))
}

type Target = LeadRow & Readonly<{ touchCount?: number | null; lastTouchAt?: string | null }>
type Pair = Readonly<{ row: LeadRow; target: Target }>

async function openByReach(kernel: Work, asked: readonly Readonly<{ row: LeadRow; rule: Rule }>[]): Promise<Map<string, Target>> {
  const names = [...new Set(asked.flatMap(({ row }) => reachOf(row)))]
  const mails = names.filter((name) => name.includes('@'))
  const numbers = names.filter((name) => !name.includes('@'))
  const held = [
    ...(numbers.length > 0 ? [{ mobile: { in: numbers } }, { phone: { in: numbers } }] : []),
    ...(mails.length > 0 ? [{ email: { in: mails } }] : []),
  ]
  const since = { gte: addDays(kernel.today, -Math.max(...asked.map(({ rule }) => rule.days))) }
  const filter = {
    and: [
      { or: held },
      { status: { in: ['new', 'working'] } },
      { id: { nin: asked.map(({ row }) => row.id) } },
      { or: [{ createdAt: since }, { lastTouchAt: since }] },
    ],
  }
  const found = (await findLeads(kernel, filter, { sort: ['createdAt'] })) as readonly Target[]
  // The newest counts where several are open.
  return new Map(found.flatMap((one) => reachOf(one).map((name) => [name, one] as const)))
}

async function writeJoins(kernel: Work, pairs: readonly Pair[], road: Road): Promise<void> {
  const say = words[kernel.workspace.locale] ?? words.en!
  const bare = [...new Map(pairs.map(({ target }) => [target.id, target])).values()].filter(({ touchCount }) => !touchCount)
  const firsts = bare.map((target) => ({
    subject: say.first,
    lead: target.id,
    at: target.createdAt,
    isFirst: true,
    source: target.source,
    said: target.need,
    state: target.answeredAt ? 'answered' : 'new',
    answeredAt: target.answeredAt,
    answeredBy: target.answeredAt ? target.owner : null,
  }))
  const again = pairs.map(({ row, target }) => ({
    subject: say[road],
    lead: target.id,
    at: row.createdAt,
    source: row.source,
    said: [row.need, row.remark].filter(Boolean).join('\n') || null,
  }))
  await kernel.add(leadTouch, [...firsts, ...again] as NewRow<typeof leadTouch>[])
  await changeLeads(
    kernel,
    pairs.map(({ row, target }) => ({
      id: row.id,
      status: 'disqualified',
      disqualifiedReason: 'duplicate',
      joinedTo: target.id,
      joinSeenAt: kernel.now.toISOString(),
    })),
  )
  kernel.tell(
    joined,
    pairs.flatMap(({ target }) => (target.owner ? [{ person: target.owner, record: target.id, values: { road: say[road] } }] : [])),
  )
}
