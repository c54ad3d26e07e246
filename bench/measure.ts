/** Milliseconds of repeated calls, sorted. */
export type Times = readonly number[]

export const median = (times: Times): number => at(times, 0.5)
export const p95 = (times: Times): number => at(times, 0.95)

const at = (times: Times, part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN

/** What one way of doing the work took, round by round. */
export type Lane = Readonly<{ name: string; run: () => Promise<unknown> }>
export type LaneResult = Readonly<{ name: string; times: Times; perSecond: number }>

const sorted = (times: number[]): Times => times.sort((a, b) => a - b)

/**
 * Runs the lanes in turn, A B A B …, so that a slow moment of the machine meets all of them. One call at a time.
 * The first round warms up and is not counted.
 */
export async function interleave(lanes: readonly Lane[], o: { rounds: number; calls: number }): Promise<LaneResult[]> {
  const times = lanes.map((): number[] => [])
  for (let round = 0; round <= o.rounds; round += 1) {
    for (const [i, lane] of lanes.entries()) {
      for (let call = 0; call < o.calls; call += 1) {
        const start = performance.now()
        await lane.run()
        if (round > 0) times[i]!.push(performance.now() - start)
      }
    }
  }
  return lanes.map((lane, i) => ({ name: lane.name, times: sorted(times[i]!), perSecond: 1000 / mean(times[i]!) }))
}

/** The same with `width` calls under way at once; calls a second over the whole round, the median of the rounds. */
export async function interleaveWide(lanes: readonly Lane[], o: { rounds: number; calls: number; width: number }): Promise<LaneResult[]> {
  const times = lanes.map((): number[] => [])
  const rates = lanes.map((): number[] => [])
  for (let round = 0; round <= o.rounds; round += 1) {
    for (const [i, lane] of lanes.entries()) {
      const started = performance.now()
      let left = o.calls
      const worker = async () => {
        while (left > 0) {
          left -= 1
          const start = performance.now()
          await lane.run()
          if (round > 0) times[i]!.push(performance.now() - start)
        }
      }
      await Promise.all(Array.from({ length: o.width }, worker))
      if (round > 0) rates[i]!.push((o.calls * 1000) / (performance.now() - started))
    }
  }
  return lanes.map((lane, i) => ({ name: lane.name, times: sorted(times[i]!), perSecond: median(sorted(rates[i]!)) }))
}

const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length

/** Numbers that are the same in every run: what is measured must not change with chance. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
