import { type Run, runsOf } from './fold.ts'
import { readingsOf, surnameReading } from './readings.ts'

/** One sounding piece of a text: a character with its reading, or a word that sounds as it is written. `from` and `to` are places in the text. */
export type SpokenUnit = Readonly<{ letters: string; initial: string; from: number; to: number; isHan: boolean }>

/** Beyond this many pieces nobody types initials: a name is shorter, a note is not searched by its sound. */
const UNITS_AT_MOST = 64
/** A text of at most so many characters may be a person's name, whose first character may be a family name. */
const NAME_CHARACTERS = 4

function unitsOfRun(run: Run): SpokenUnit[] {
  if (run.kind === 'word') return [{ letters: run.text, initial: run.text, from: run.from, to: run.from + run.text.length, isHan: false }]
  const characters = Array.from(run.text)
  const readings = readingsOf(characters)
  let from = run.from
  return characters.map((character, i) => {
    const letters = readings[i]!
    const unit = { letters, initial: letters.charAt(0), from, to: from + character.length, isHan: true }
    from = unit.to
    return unit
  })
}

/** The sounding pieces of a folded text in order, at most 64; empty when no character of it has a pinyin. */
export function spokenUnits(runs: readonly Run[]): SpokenUnit[] {
  const units: SpokenUnit[] = []
  for (const run of runs) {
    if (units.length >= UNITS_AT_MOST) break
    for (const unit of unitsOfRun(run)) if (unit.letters !== '') units.push(unit)
  }
  return units.some((unit) => unit.isHan) ? units.slice(0, UNITS_AT_MOST) : []
}

/** The same pieces with the first read as a family name; undefined where the text cannot be a name or reads the same. */
export function spokenAsName(form: string, units: readonly SpokenUnit[]): SpokenUnit[] | undefined {
  const first = units[0]
  if (!first || units.length < 2 || units.length > NAME_CHARACTERS || units.some((unit) => !unit.isHan)) return undefined
  const letters = surnameReading(form.slice(first.from, first.to))
  return letters === undefined || letters === first.letters
    ? undefined
    : [{ ...first, letters, initial: letters.charAt(0) }, ...units.slice(1)]
}

/** All ways in which a folded text is spoken: the usual one, and the one of a person's name. */
export function waysToSpeak(form: string): SpokenUnit[][] {
  const units = spokenUnits(runsOf(form))
  const asName = spokenAsName(form, units)
  return units.length === 0 ? [] : asName ? [units, asName] : [units]
}
