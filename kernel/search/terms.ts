import { type Run, runsOf, searchForm } from './fold.ts'
import { phoneKey } from './normalise.ts'
import { type SpokenUnit, spokenAsName, spokenUnits } from './spoken.ts'

/** What a searchable text is: prose or a name, a telephone number, or a number or address that is read off a document. */
export type TermKind = 'text' | 'phone' | 'code'
export type TermPart = Readonly<{ text: string; kind: TermKind }>

/** Lexemes of one record at most. */
export const TERMS_AT_MOST = 200
/** Letters of a lexeme at most, its prefix not counted in. */
export const LETTERS_AT_MOST = 58
/** Letters kept of a pinyin lexeme. */
export const PINYIN_LETTERS = 12
/** Letters kept of an initials lexeme. */
export const INITIAL_LETTERS = 6
/** Shortest ending of a word that is found by itself. */
export const TAIL_LETTERS = 3

/** Longer texts are cut here before their terms are made: 200 lexemes are reached long before. */
const TEXT_LETTERS = 2000
const legalForm = /(?:股份|责任)?有限(?:责任)?公司|集团公司|公司$/

const cutPair = (text: string, letters: number): string =>
  text.length <= letters ? text : text.slice(0, /[\ud800-\udbff]/.test(text.charAt(letters - 1)) ? letters - 1 : letters)

/** Pairs and triples of characters from each place on, and the last character alone: a single one is then found as the beginning of a pair. */
function addHanRun(run: string, into: Set<string>): void {
  const characters = Array.from(run)
  for (let i = 0; i < characters.length; i++) {
    const next = characters[i + 1]
    into.add(next === undefined ? characters[i]! : characters[i]! + next)
    const third = characters[i + 2]
    if (third !== undefined) into.add(`g/${characters[i]}${next}${third}`)
  }
}

function addRuns(runs: readonly Run[], into: Set<string>): void {
  for (const run of runs) {
    if (run.kind === 'han') addHanRun(run.text, into)
    else into.add(cutPair(run.text, LETTERS_AT_MOST))
  }
}

/** Endings of words, so that a part of a word is found as the beginning of one of them. */
function addTails(runs: readonly Run[], into: Set<string>): void {
  for (const run of runs) {
    if (run.kind !== 'word' || /[^a-z0-9]/.test(run.text)) continue
    const word = run.text.slice(0, LETTERS_AT_MOST)
    for (let from = 1; from <= word.length - TAIL_LETTERS; from++) into.add(`s/${word.slice(from, from + PINYIN_LETTERS)}`)
  }
}

function addSpoken(units: readonly SpokenUnit[], endAt: number, into: Set<string>): void {
  const letters = units.map((unit) => unit.letters).join('')
  const initials = units.map((unit) => unit.initial).join('')
  let atLetter = 0
  let atInitial = 0
  units.forEach((unit, i) => {
    if (unit.from < endAt && (unit.isHan || units[i + 1]?.isHan)) {
      into.add(`p/${letters.slice(atLetter, atLetter + PINYIN_LETTERS)}`)
      const start = initials.slice(atInitial, atInitial + INITIAL_LETTERS)
      if (start.length > 1 || i === 0) into.add(`i/${start}`)
    }
    atLetter += unit.letters.length
    atInitial += unit.initial.length
  })
}

/** Pinyin and initials. No lexeme begins inside the legal form at the end: nobody looks for `yxgs`, and it would be a quarter of all of them. */
function addSound(form: string, runs: readonly Run[], into: Set<string>): void {
  const units = spokenUnits(runs)
  if (units.length === 0) return
  const legalAt = form.search(legalForm)
  addSpoken(units, legalAt > 0 ? legalAt : form.length, into)
  const asName = spokenAsName(form, units)
  if (asName) addSpoken(asName, 1, into)
}

function addPhone(text: string, into: Set<string>): void {
  for (const piece of text.split(/[,;/|、，；\n\t]+/)) {
    const digits = phoneKey(piece)
    if (digits === '') continue
    into.add(`t/${digits}`)
    into.add(`r/${Array.from(digits).reverse().join('')}`)
  }
}

/** The whole code in one word, beside its words, so that `KH2026` finds `KH-2026-000001`. */
function addWholeCode(runs: readonly Run[], into: Set<string>): void {
  if (runs.length > 1 && runs.every((run) => run.kind === 'word')) into.add(cutPair(runs.map((run) => run.text).join(''), LETTERS_AT_MOST))
}

type PreparedPart = Readonly<{ kind: TermKind; text: string; form: string; runs: readonly Run[] }>

function prepare(part: TermPart): PreparedPart {
  const text = part.text.slice(0, TEXT_LETTERS)
  const form = part.kind === 'phone' ? '' : searchForm(text)
  return { kind: part.kind, text, form, runs: runsOf(form) }
}

const passes: readonly ((part: PreparedPart, into: Set<string>) => void)[] = [
  (part, into) => {
    if (part.kind === 'phone') return addPhone(part.text, into)
    addRuns(part.runs, into)
    if (part.kind === 'code') addWholeCode(part.runs, into)
  },
  (part, into) => {
    if (part.kind === 'text') addSound(part.form, part.runs, into)
  },
  (part, into) => addTails(part.runs, into),
]

/**
 * The lexemes by which a record is found, for `array_to_tsvector($1::text[])`: no doubles, at most 200, each at most 60 characters of
 * letters, digits and `/` only. The first part is the record's title: where the 200 do not suffice, its lexemes come first, then
 * words and numbers of the other parts, then their sound, then endings of words.
 *
 * A lexeme is one of
 * - `华瑞` two neighbouring characters (simplified), `司` the last of a run, `wms` a word in small letters without accents;
 * - `g/华瑞科` three neighbouring characters: proves neighbourhood, which pairs do not;
 * - `p/huaruikeji` pinyin from a character on, 12 letters; `i/hrkj` initials from a character on, 6 letters;
 * - `s/crosoft` the ending of a word from a letter on, 12 letters;
 * - `t/13800138000` a telephone number, `r/00083100831` the same reversed.
 *
 * Measured on 100,000 company names of 8 to 16 characters: 4.0 µs a name (4.7 in the first round), 34 lexemes.
 * Words by jieba were left out: the triples find all of them, and its dictionary costs 59 MB and 0.2 s at start.
 */
export function termsOf(parts: readonly TermPart[]): string[] {
  const [title, ...others] = parts.filter((part) => part.text !== '').map(prepare)
  const terms = new Set<string>()
  if (title) for (const pass of passes) pass(title, terms)
  for (const pass of passes) {
    for (const part of others) if (terms.size < TERMS_AT_MOST) pass(part, terms)
  }
  return terms.size <= TERMS_AT_MOST ? [...terms] : [...terms].slice(0, TERMS_AT_MOST)
}

/** The lexemes of texts, all of one kind or each of its own, `text` unless told; the first is the title. See `termsOf`. */
export const searchTerms = (texts: readonly string[], kinds: readonly TermKind[] = []): string[] =>
  termsOf(texts.map((text, i) => ({ text, kind: kinds[i] ?? 'text' })))
