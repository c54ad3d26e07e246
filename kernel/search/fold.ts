import { Converter } from 'opencc-js/t2cn'

/** What a character is for searching: part of a run without spaces between words (`han`, kana and hangul too), part of a word, or neither. */
export type CharacterKind = 'han' | 'word' | 'none'

const UNITS = 0x10000
const kinds: readonly CharacterKind[] = ['none', 'word', 'han']

// One table look-up per UTF-16 unit (about 8 ns). The converter's own walk over phrases took 1.3 µs a name, and its
// phrases would fold the same character differently in different company: here both sides must fold alike, always.
let simplifiedUnits: Uint16Array | undefined
let foldedUnits: Uint16Array | undefined
let unitKinds: Uint8Array | undefined

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff
const isHangul = (unit: number): boolean => (unit >= 0x1100 && unit <= 0x11ff ? true : unit >= 0xac00 && unit <= 0xd7af)
const isAlphabetic = (unit: number): boolean => unit < 0x530 || (unit >= 0x1e00 && unit <= 0x1fff)

/** The simplified form of each UTF-16 unit; itself where there is none of the same length. */
function simplifiedTable(): Uint16Array {
  if (simplifiedUnits) return simplifiedUnits
  const table = Uint16Array.from({ length: UNITS }, (_, unit) => unit)
  const convert = Converter({ from: 't', to: 'cn' })
  for (const [first, last] of [
    [0x3400, 0x9fff],
    [0xf900, 0xfaff],
  ] as const) {
    for (let unit = first; unit <= last; unit++) {
      const simple = convert(String.fromCharCode(unit))
      if (simple.length === 1) table[unit] = simple.charCodeAt(0)
    }
  }
  simplifiedUnits = table
  return table
}

/** One unit half-width, without accent, small and simplified; itself where that would change its length. */
function foldUnit(unit: number, simplified: Uint16Array): number {
  if (isSurrogate(unit) || isHangul(unit)) return unit
  const original = String.fromCharCode(unit)
  let folded = original.normalize('NFKC')
  if (folded.length !== 1) folded = original
  if (isAlphabetic(folded.charCodeAt(0))) {
    const bare = folded.normalize('NFD').replace(/\p{M}/gu, '')
    if (bare.length === 1) folded = bare
  }
  const small = folded.toLowerCase()
  return simplified[(small.length === 1 ? small : folded).charCodeAt(0)]!
}

function foldedTable(): Uint16Array {
  if (foldedUnits) return foldedUnits
  const simplified = simplifiedTable()
  foldedUnits = Uint16Array.from({ length: UNITS }, (_, unit) => foldUnit(unit, simplified))
  return foldedUnits
}

const hanLike = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u
const wordLike = /[\p{L}\p{N}\p{M}]/u
const kindNumber = (character: string): number => (!wordLike.test(character) ? 0 : hanLike.test(character) ? 2 : 1)

function kindTable(): Uint8Array {
  unitKinds ??= Uint8Array.from({ length: UNITS }, (_, unit) => (isSurrogate(unit) ? 0 : kindNumber(String.fromCharCode(unit))))
  return unitKinds
}

function mapUnits(text: string, table: Uint16Array): string {
  const units = new Array<number>(text.length)
  let isChanged = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const mapped = table[unit]!
    units[i] = mapped
    if (mapped !== unit) isChanged = true
  }
  if (!isChanged) return text
  if (units.length <= 4096) return String.fromCharCode(...units)
  const pieces: string[] = []
  for (let i = 0; i < units.length; i += 4096) pieces.push(String.fromCharCode(...units.slice(i, i + 4096)))
  return pieces.join('')
}

/** The text with each traditional character in its simplified form, character by character; same length. */
export const toSimplified = (text: string): string => mapUnits(text, simplifiedTable())

/** The text with full-width letters, digits, signs and spaces in their half-width form; same length. */
export const toHalfWidth = (text: string): string =>
  text.replace(/[\u3000\uff01-\uff5e\uffe5]/g, (character) => {
    if (character === '\u3000') return ' '
    return character === '\uffe5' ? '\u00a5' : String.fromCharCode(character.charCodeAt(0) - 0xfee0)
  })

/**
 * The form in which texts and questions are compared: composed, half-width, small letters without accents, simplified characters.
 *
 * As long as the composed (NFC) text, so that places in one are places in the other.
 */
export const searchForm = (text: string): string => mapUnits(/[\u0300-\u036f]/.test(text) ? text.normalize('NFC') : text, foldedTable())

/** A stretch of a folded text; `from` counts UTF-16 units. */
export type Run = Readonly<{ kind: 'han' | 'word'; from: number; text: string }>

/** The runs of a folded text in order: stretches of characters written without spaces, and words of letters and digits; all else parts them. */
export function runsOf(form: string): Run[] {
  const table = kindTable()
  const runs: Run[] = []
  let open: CharacterKind = 'none'
  let from = 0
  for (let at = 0; at < form.length; ) {
    const unit = form.charCodeAt(at)
    const isPair = unit >= 0xd800 && unit <= 0xdbff && at + 1 < form.length
    const kind = kinds[isPair ? kindNumber(form.slice(at, at + 2)) : table[unit]!]!
    if (kind !== open) {
      if (open !== 'none') runs.push({ kind: open, from, text: form.slice(from, at) })
      open = kind
      from = at
    }
    at += isPair ? 2 : 1
  }
  if (open !== 'none') runs.push({ kind: open, from, text: form.slice(from) })
  return runs
}
