import { amountOf } from '#objects/catalog'
import { type Asked, type Draft, type Figure, figureOf, type Line, type Override, type Plan } from './compute.ts'
import { type Exact, exact, isZero, minus, per, percentOf, rounded, toNumber, total } from './exact.ts'

type Sold = Readonly<{ seller: string; lines: readonly Line[]; paid: readonly Line[] }>

/**
 * What superiors, and whoever else is named, earn of what others earn in the month: of every sale what stands in the seller's statements until now, at the rate, less what they have had of it.
 * Whoever had it once has what changes of it, at the rate of then. Overlay shares enter nothing here.
 */
export function overridesOf(asked: Asked, own: readonly Draft[], isOpen: (owner: string) => boolean): Draft[] {
  const standing = [
    ...asked.booked.filter((line) => line.month < asked.month || (line.month === asked.month && !isOpen(line.owner))),
    ...own.filter(({ owner }) => isOpen(owner)).map((draft) => asLine(draft, asked.month)),
  ]
  return asked.plans.flatMap((plan) => {
    const its = standing.filter((line) => line.plan === plan.row.id && line.source && line.shareKind !== 'overlay')
    const paid = Map.groupBy(
      its.filter((line) => line.kind === 'override' && line.month < asked.month),
      (line) => `${line.whose} ${rootOf(line)}`,
    )
    const sold = Map.groupBy(
      its.filter(({ kind }) => kind !== 'override'),
      (line) => `${line.owner} ${rootOf(line)}`,
    )
    return [...new Set([...sold.keys(), ...paid.keys()])].flatMap((key) =>
      overridesOfSale(plan, asked, { seller: key.split(' ')[0]!, lines: sold.get(key) ?? [], paid: paid.get(key) ?? [] }),
    )
  })
}

/** What goes back belongs to what came. */
const rootOf = (line: Line): string => line.original ?? line.source!

type Basis = Figure | 'commission'
const basisOf = (plan: Plan, { basis }: Override): Basis => (basis === 'commission' ? 'commission' : figureOf(plan))
const worthOf = (lines: readonly Line[], basis: Basis): Exact =>
  total(lines.map((line) => exact(amountOf(basis === 'commission' ? line.result : line.counted) ?? 0)))

function overridesOfSale(plan: Plan, asked: Asked, { seller, lines, paid }: Sold): Draft[] {
  const had = Map.groupBy(paid, (line) => `${line.owner} ${line.figure} ${line.rate}`)
  const changed = [...had.values()].map((its) => {
    const first = its[0]!
    return draftOf(plan, asked, { owner: first.owner, seller, basis: first.figure!, rate: first.rate!, lines, its })
  })
  const [begin] = lines.toSorted((a, b) => a.month.localeCompare(b.month))
  const fresh = plan.overrides.flatMap((one) => {
    const [owner, basis] = [one.whoOf(seller), basisOf(plan, one)]
    const isHad = paid.some((line) => line.owner === owner && line.figure === basis)
    if (!begin || !owner || owner === seller || isHad || !isTime(asked, owner, begin)) return []
    if (begin.planRevision !== plan.row.revision && !stands(asked, begin, { owner, seller, basis })) return []
    return [draftOf(plan, asked, { owner, seller, basis, rate: one.rate, lines, its: [] })]
  })
  return [...changed, ...fresh].flatMap((draft) => draft ?? [])
}

/** It is in his open statement already: a plan that is changed gives nobody something of what closed statements hold, and takes nothing. */
const stands = ({ booked, month }: Asked, begin: Line, o: Pick<Wished, 'owner' | 'seller' | 'basis'>): boolean =>
  booked.some(
    (line) =>
      line.kind === 'override' &&
      line.month === month &&
      line.plan === begin.plan &&
      line.owner === o.owner &&
      line.whose === o.seller &&
      line.figure === o.basis &&
      rootOf(line) === rootOf(begin),
  )

/** It began in the month, or was written only since the month in which it began was closed for whoever earns of it. */
function isTime({ month, closed }: Asked, owner: string, begin: Line): boolean {
  if (begin.month === month) return true
  const since = closed(owner, begin.month)
  return since !== null && begin.createdAt > since
}

type Wished = Readonly<{ owner: string; seller: string; basis: Basis; rate: number; lines: readonly Line[]; its: readonly Line[] }>

function draftOf(plan: Plan, { digits }: Asked, { owner, seller, basis, rate, lines, its }: Wished): Draft | null {
  const now = worthOf(lines, basis)
  const counted = minus(rounded(now, 4), total(its.map((line) => exact(amountOf(line.counted) ?? 0))))
  const result = minus(rounded(percentOf(now, rate), digits), total(its.map((line) => exact(amountOf(line.result) ?? 0))))
  const about = lines[0] ?? its[0]
  if (!about || (isZero(counted) && isZero(result))) return null
  return {
    owner,
    kind: 'override',
    credit: null,
    was: about,
    base: toNumber(rounded(now, 4)),
    share: null,
    counted: toNumber(counted),
    rate,
    factor: null,
    result: toNumber(result),
    plan,
    whose: seller,
    figure: basis,
  }
}

/** A draft as the line that it would be. */
export function asLine(draft: Draft, month: string): Line {
  const about = draft.credit ?? draft.was
  const figure = draft.figure ?? figureOf(draft.plan)
  const isCount = figure === 'quantity'
  return {
    owner: draft.owner,
    month,
    plan: draft.plan.row.id,
    planRevision: draft.plan.row.revision,
    kind: draft.kind,
    source: about?.source ?? null,
    original: about?.original ?? null,
    event: about?.event ?? null,
    on: about?.on ?? null,
    opportunity: about?.opportunity ?? null,
    contract: about?.contract ?? null,
    receipt: about?.receipt ?? null,
    shareKind: draft.credit?.kind ?? draft.was?.shareKind ?? null,
    figure,
    share: draft.share,
    base: draft.base,
    counted: draft.counted ?? 0,
    baseUnits: isCount ? draft.base : null,
    units: isCount ? draft.counted : null,
    perUnit: isCount && draft.rate !== null ? toNumber(per(exact(draft.rate), exact(100))) : null,
    rate: draft.rate,
    factor: draft.factor,
    result: draft.result,
    whose: draft.whose ?? null,
    createdAt: '9999-12-31T00:00:00.000Z',
  } as unknown as Line
}
