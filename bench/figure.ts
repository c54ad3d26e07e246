import { interleave, interleaveWide, type Lane, type LaneResult, median, p95 } from './measure.ts'

export type LaneFigure = Readonly<{ medianMs: number; p95Ms: number; perSecond: number }>

/** One line of the report. */
export type Figure = Readonly<{
  work: string
  zhike: LaneFigure | null
  bare: LaneFigure | null
  /** The bare statement behind the barest HTTP server; null where nothing goes over HTTP. */
  door?: LaneFigure | null
  /** What the budget is about: `1.31 ×`, `84 %`, `12.1 ms`, `212 MB`. */
  measured: string
  /** Null where there is no budget. */
  budget: string | null
  isMet: boolean | null
}>

export type Limit = Readonly<{ text: string; judge(zhike: LaneFigure, bare: LaneFigure): { measured: string; isMet: boolean } }>

const ratioOf = (zhike: LaneFigure, bare: LaneFigure): number => zhike.medianMs / bare.medianMs
const times = (ratio: number): string => `${ratio.toFixed(2)} ×`

/** The median at most so many times that of the bare database. */
export const atMostTimes = (most: number): Limit => ({
  text: `≤ ${most} × bare`,
  judge: (zhike, bare) => ({ measured: times(ratioOf(zhike, bare)), isMet: ratioOf(zhike, bare) <= most }),
})

/** The same, and the median at most so many milliseconds. */
export const atMostTimesAndMs = (most: number, mostMs: number): Limit => ({
  text: `≤ ${most} × bare and ≤ ${mostMs} ms`,
  judge: (zhike, bare) => ({
    measured: `${times(ratioOf(zhike, bare))}, ${zhike.medianMs.toFixed(2)} ms`,
    isMet: ratioOf(zhike, bare) <= most && zhike.medianMs <= mostMs,
  }),
})

/** At least this share of the calls a second that the bare database makes. */
export const atLeastShare = (least: number): Limit => ({
  text: `≥ ${Math.round(least * 100)} % of bare`,
  judge: (zhike, bare) => ({
    measured: `${Math.round((zhike.perSecond / bare.perSecond) * 100)} %`,
    isMet: zhike.perSecond / bare.perSecond >= least,
  }),
})

export const atLeastPerSecond = (least: number): Limit => ({
  text: `≥ ${least.toLocaleString('en')} a second`,
  judge: (zhike) => ({ measured: `${Math.round(zhike.perSecond).toLocaleString('en')} a second`, isMet: zhike.perSecond >= least }),
})

export type Comparison = Readonly<{
  work: string
  zhike: Lane['run']
  bare: Lane['run']
  door?: Lane['run']
  limit: Limit | null
  /** Calls under way at once; 1 unless told otherwise. */
  width?: number
  rounds?: number
  calls: number
}>

/** Runs the lanes in turn and judges ours by the bare one. */
export async function compare(o: Comparison): Promise<Figure> {
  const lanes: Lane[] = [{ name: 'zhike', run: o.zhike }, { name: 'bare', run: o.bare }, ...(o.door ? [{ name: 'door', run: o.door }] : [])]
  const spec = { rounds: o.rounds ?? 5, calls: o.calls }
  const results = o.width && o.width > 1 ? await interleaveWide(lanes, { ...spec, width: o.width }) : await interleave(lanes, spec)
  const [zhike, bare, door = null] = results.map(toFigure) as [LaneFigure, LaneFigure, LaneFigure?]
  const judged = (o.limit ?? atMostTimes(Number.POSITIVE_INFINITY)).judge(zhike, bare)
  return { work: o.work, zhike, bare, door, measured: judged.measured, budget: o.limit?.text ?? null, isMet: o.limit ? judged.isMet : null }
}

/** Work of its own, without a bare twin: the median in milliseconds. */
export async function timed(o: { work: string; run: Lane['run']; mostMs: number | null; calls: number; rounds?: number }): Promise<Figure> {
  const [result] = await interleave([{ name: 'zhike', run: o.run }], { rounds: o.rounds ?? 3, calls: o.calls })
  const zhike = toFigure(result!)
  return {
    work: o.work,
    zhike,
    bare: null,
    measured: `${zhike.medianMs.toFixed(1)} ms`,
    budget: o.mostMs === null ? null : `≤ ${o.mostMs} ms`,
    isMet: o.mostMs === null ? null : zhike.medianMs <= o.mostMs,
  }
}

/** One number with its limit: megabytes, seconds, per cent of a core. */
export const single = (work: string, value: number, o: { unit: string; most: number | null; digits?: number }): Figure => ({
  work,
  zhike: null,
  bare: null,
  measured: `${value.toFixed(o.digits ?? 1)} ${o.unit}`,
  budget: o.most === null ? null : `≤ ${o.most} ${o.unit}`,
  isMet: o.most === null ? null : value <= o.most,
})

const toFigure = ({ times: all, perSecond }: LaneResult): LaneFigure => ({ medianMs: median(all), p95Ms: p95(all), perSecond })
