import { v7 } from 'uuid'
import type { Id } from '#kernel/model'
import names from './company-names.json' with { type: 'json' }
import type { Random } from './random.ts'
import type { Tongue } from './tongue.ts'

/** What every part of the generator draws from. */
export type Scene = Readonly<{
  random: Random
  tongue: Tongue
  timeZone: string
  /** Short name of a firm that was not given before. */
  takeName(): string
  /** A fresh id as old as `at`. */
  newId<N extends string>(at: Date): Id<N>
  /** Calendar day of a moment where the company is, `days` later. */
  dayOf(at: Date, days?: number): string
}>

const dayMs = 86_400_000

export function createScene(random: Random, tongue: Tongue, timeZone: string): Scene {
  const left = random.shuffled(names)
  let round = 0
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const bytes = () => Uint8Array.from({ length: 16 }, () => random.int(0, 255))
  return Object.freeze({
    random,
    tongue,
    timeZone,
    takeName: () => left[round++ % left.length] as string,
    newId: <N extends string>(at: Date) => v7({ msecs: at.getTime(), random: bytes() }) as Id<N>,
    dayOf: (at: Date, days = 0) => format.format(new Date(at.getTime() + days * dayMs)),
  })
}

/** `total` in whole parts by weight, adding up to it exactly. */
export function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  let given = 0
  let reached = 0
  return weights.map((weight) => {
    reached += weight
    const upTo = Math.round((total * reached) / sum)
    const part = upTo - given
    given = upTo
    return part
  })
}
