import { defineRound } from '#kernel'
import { openTo, readCompany } from './audience.ts'
import { toRead } from './notices.ts'
import { policy, policyReading } from './objects/index.ts'

const dayMs = 86_400_000
const weekDays = 7
const mostPolicies = 1_000
const most = 10_000
const dayOf = (day: string): number => Date.parse(day) / dayMs

/** In the morning: policies reach those who have come to whom they are for, and whoever is late is reminded the day before, on the day after and then each week. */
const morning = defineRound('playbook.morning', {
  async run(work, people) {
    const awake = new Map(people.filter(({ isMorning }) => isMorning).map(({ id, today }) => [id, today]))
    if (awake.size === 0) return
    const inForce = await work.find(
      policy,
      { state: 'published', or: [{ validUntil: { empty: true } }, { validUntil: { gte: work.today } }] },
      { limit: mostPolicies, sort: ['createdAt'] },
    )
    if (inForce.length === 0) return
    const company = await readCompany(work)
    for (const row of inForce) await openTo(work, row, company)
    const due = new Map(inForce.flatMap((row) => (row.mustRead && row.readBy ? [[String(row.id), row.readBy] as const] : [])))
    if (due.size === 0) return
    const waiting = await work.find(
      policyReading,
      { policy: { in: [...due.keys()] }, readAt: { empty: true }, owner: { in: [...awake.keys()] } },
      { limit: most, sort: ['createdAt'] },
    )
    work.tell(
      toRead,
      waiting.flatMap(({ owner, policy: of }) => {
        const once = stepOf(due.get(String(of))!, awake.get(String(owner))!)
        return once ? [{ person: String(owner), record: String(of), once }] : []
      }),
    )
  },
})

/** The word under which a reminder is told once; none where the day is not near. */
function stepOf(readBy: string, today: string): string | null {
  const late = dayOf(today) - dayOf(readBy)
  if (late < -1) return null
  return late <= 0 ? `due ${readBy}` : `late ${readBy} ${Math.floor((late - 1) / weekDays)}`
}

export const rounds = [morning]
