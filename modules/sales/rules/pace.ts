import { addDays, type RuleContext } from '#kernel/model'

type Stays = Readonly<Record<string, number>>
type Values = Readonly<Record<string, unknown>>

const dayMs = 86_400_000
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Days for which a deal may stand at a stage: as the stage says, else as most won deals did. */
export const limitOf = (stage: Values | null | undefined): number | null => numberOf(stage?.limitDays) ?? numberOf(stage?.usualDays)

/** From when a deal that came to a stage on a day is stuck there, and when such deals were usually won. */
export function paceOf(stage: Values | null | undefined, { since, spentBefore }: Readonly<{ since: string; spentBefore: number }>) {
  const limit = limitOf(stage)
  const rest = numberOf(stage?.restDays)
  return {
    stuckFrom: limit === null ? null : addDays(since, Math.max(0, limit - spentBefore) + 1),
    likelyOn: rest === null ? null : addDays(since, rest),
  }
}

/** What moving adds to the days that a deal has spent at its stages; going back takes none of them away. */
export function moving(row: Values, before: Values | null, context: RuleContext) {
  if (row.stage === before?.stage && row.outcome === before?.outcome) return {}
  const known = (before?.stageStays ?? {}) as Stays
  const left = before && before.outcome !== 'won' && before.outcome !== 'lost' ? String(before.stage) : null
  const stayed = before?.stageSince ? (Date.parse(context.now) - Date.parse(String(before.stageSince))) / dayMs : 0
  const isLeft = left !== null && left !== row.stage
  const stageStays = isLeft ? { ...known, [left]: Math.round(((known[left] ?? 0) + Math.max(0, stayed)) * 10) / 10 } : known
  const spentBefore = Math.floor(stageStays[String(row.stage)] ?? 0)
  const pace =
    row.outcome === 'open'
      ? paceOf(context.option('stage', row.stage), { since: context.today, spentBefore })
      : { stuckFrom: null, likelyOn: null }
  return { ...(isLeft ? { stageStays } : {}), spentBefore, ...pace }
}
