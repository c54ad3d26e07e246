/** A stage as far as stays need it. */
export type Stage = Readonly<{ key: string; pipeline: string; position: number; kind: string }>
export type Stay = Readonly<{
  id?: string
  stage: string
  days: number | null
  visits: number
  isSkipped: boolean
  furthest: string | null
  wentOn: boolean
  leftAt: string | null
}>
export type Step = Readonly<{
  stage: string
  /** None for a new deal. */
  from: string | null
  since: string | null
  now: Date
}>

const dayMs = 86_400_000
const tenths = (days: number): number => Math.round(days * 10) / 10
/** A time in which nothing was counted counts as none. */
const daysFrom = (since: string | null, now: Date): number => (since ? Math.max(0, (now.getTime() - Date.parse(since)) / dayMs) : 0)

/**
 * The stays of one deal after a step, those that are new without an id. Stages between that were left out count as reached; a deal that is won has reached all, one that is lost nothing more than
 * where it stood. Another pipeline begins anew.
 */
export function staysAfter(stays: readonly Stay[], step: Step, stages: ReadonlyMap<string, Stage>): readonly Stay[] {
  const [from, to] = [step.from === null ? undefined : stages.get(step.from), stages.get(step.stage)]
  if (!to) return stays
  const at = step.now.toISOString()
  const left = stays.map((stay) =>
    stay.stage === from?.key ? { ...stay, leftAt: at, days: tenths((stay.days ?? 0) + daysFrom(step.since, step.now)) } : stay,
  )
  const known = new Set(left.map(({ stage }) => stage))
  const fresh = (stage: string, isSkipped: boolean): Stay => ({
    stage,
    days: isSkipped ? 0 : null,
    visits: isSkipped ? 0 : 1,
    isSkipped,
    furthest: stage,
    wentOn: false,
    leftAt: isSkipped ? at : null,
  })
  const skipped = [...stages.values()]
    .filter((stage) => isBetween(stage, from, to) && !known.has(stage.key))
    .map((stage) => fresh(stage.key, true))
  const entered = to.kind !== 'open' ? [] : known.has(to.key) ? [] : [fresh(to.key, false)]
  const again = left.map((stay) =>
    stay.stage === to.key && to.kind === 'open' ? { ...stay, leftAt: null, visits: stay.visits + 1, isSkipped: false } : stay,
  )
  return to.kind === 'lost' ? again : [...again, ...skipped, ...entered].map((stay) => reached(stay, to, stages))
}

function isBetween(stage: Stage, from: Stage | undefined, to: Stage): boolean {
  if (to.kind === 'lost' || stage.kind !== 'open' || stage.pipeline !== to.pipeline || stage.position >= to.position) return false
  return from?.kind === 'open' && from.pipeline === to.pipeline ? stage.position > from.position : !from
}

function reached(stay: Stay, to: Stage, stages: ReadonlyMap<string, Stage>): Stay {
  const [own, furthest] = [stages.get(stay.stage), stages.get(stay.furthest ?? stay.stage)]
  const isFurther = own?.pipeline === to.pipeline && to.position > (furthest?.position ?? -1)
  const isOn = own?.pipeline === to.pipeline && to.position > own.position
  return isFurther ? { ...stay, furthest: to.key, wentOn: stay.wentOn || isOn } : stay
}
