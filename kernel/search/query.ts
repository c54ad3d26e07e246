import { type Run, runsOf, searchForm, toHalfWidth } from './fold.ts'
import { phoneKey } from './normalise.ts'
import { INITIAL_LETTERS, LETTERS_AT_MOST, PINYIN_LETTERS, TAIL_LETTERS } from './terms.ts'

/** One lexeme that must be there, or with `isPrefix` one that begins so. */
export type SearchTerm = Readonly<{ lexeme: string; isPrefix: boolean }>

/** One word of a question: at least one of the ways must hold, and a way holds when all of its terms are there. */
export type SearchWord = Readonly<{ form: string; ways: readonly (readonly SearchTerm[])[] }>

/** What was typed: nothing to look for, one character, characters, letters (a word, pinyin or initials), digits, or several of these. */
export type SearchKind = 'nothing' | 'character' | 'characters' | 'letters' | 'digits' | 'mixed'

export type Search = Readonly<{
  kind: SearchKind
  /** Text for `$1::tsquery`; empty for `nothing`, which no record answers. Not for `to_tsquery`, whose parser would take lexemes apart. */
  lexemes: string
  /** The same as data: all words must hold. For choosing the way to search by how frequent each lexeme is. */
  words: readonly SearchWord[]
}>

const QUESTION_LETTERS = 100
const WORDS_AT_MOST = 8
const TRIPLES_AT_MOST = 24
const PHONE_DIGITS = 3
const nothing: Search = { kind: 'nothing', lexemes: '', words: [] }

const exactly = (lexeme: string): SearchTerm => ({ lexeme, isPrefix: false })
const beginning = (lexeme: string): SearchTerm => ({ lexeme, isPrefix: true })
const cutBeginning = (prefix: string, letters: string, atMost: number): SearchTerm =>
  letters.length >= atMost ? exactly(prefix + letters.slice(0, atMost)) : beginning(prefix + letters)

function hanTerms(run: string): SearchTerm[] {
  const characters = Array.from(run)
  if (characters.length === 1) return [beginning(run)]
  if (characters.length === 2) return [exactly(run)]
  return characters.slice(2, 2 + TRIPLES_AT_MOST).map((third, i) => exactly(`g/${characters[i]}${characters[i + 1]}${third}`))
}

/** Seven initials and more: the first six and the last six, each of which a name with all of them has. */
const initialsTerms = (word: string): SearchTerm[] =>
  word.length <= INITIAL_LETTERS
    ? [cutBeginning('i/', word, INITIAL_LETTERS)]
    : [exactly(`i/${word.slice(0, INITIAL_LETTERS)}`), exactly(`i/${word.slice(-INITIAL_LETTERS)}`)]

const phoneWays = (digits: string): SearchTerm[][] => [
  [beginning(`t/${digits}`)],
  [beginning(`r/${Array.from(digits).reverse().join('')}`)],
]

/** `spoken` is the word as pinyin is typed, with `v` for ü. */
function wordWays(word: string, spoken: string): SearchTerm[][] {
  const ways: SearchTerm[][] = [[cutBeginning('', word, LETTERS_AT_MOST)]]
  const isPlain = /^[a-z0-9]+$/.test(word)
  if (isPlain && word.length >= TAIL_LETTERS) ways.push([cutBeginning('s/', word, PINYIN_LETTERS)])
  if (isPlain && /[a-z]/.test(word)) {
    ways.push(initialsTerms(word))
    if (spoken.length > 1) ways.push([cutBeginning('p/', spoken, PINYIN_LETTERS)])
  }
  if (/^\d+$/.test(word) && word.length >= PHONE_DIGITS) ways.push(...phoneWays(word))
  return ways
}

function readRun(run: Run, typed: string): SearchWord {
  if (run.kind === 'han') return { form: run.text, ways: [hanTerms(run.text)] }
  const spoken = searchForm(typed.slice(run.from, run.from + run.text.length).replace(/[üÜ]/g, 'v'))
  return { form: run.text, ways: wordWays(run.text, spoken) }
}

/** A number typed in groups is one telephone number, or several words that happen to be digits. */
function withWholePhone(typed: string, words: readonly SearchWord[]): readonly SearchWord[] {
  const plain = toHalfWidth(typed)
  if (!/^[+\d\s().-]+$/.test(plain)) return words
  const digits = phoneKey(plain)
  if (digits.length < PHONE_DIGITS || (words.length === 1 && words[0]!.form === digits)) return words
  return [{ form: digits, ways: [...phoneWays(digits), words.map((word) => word.ways[0]![0]!)] }]
}

const termText = (term: SearchTerm): string => `'${term.lexeme.replace(/['\\]/g, '$&$&')}'${term.isPrefix ? ':*' : ''}`
const wayText = (way: readonly SearchTerm[]): string => (way.length === 1 ? termText(way[0]!) : `(${way.map(termText).join(' & ')})`)
const wordText = (word: SearchWord): string =>
  word.ways.length === 1 ? word.ways[0]!.map(termText).join(' & ') : `(${word.ways.map(wayText).join(' | ')})`

function kindOf(runs: readonly Run[], words: readonly SearchWord[]): SearchKind {
  if (words.length === 1 && /^\d+$/.test(words[0]!.form)) return 'digits'
  if (runs.length > 1) return 'mixed'
  const run = runs[0]!
  if (run.kind === 'word') return 'letters'
  return Array.from(run.text).length === 1 ? 'character' : 'characters'
}

/**
 * What a person's question asks of the lexemes that `termsOf` made: every word must hold, in any order.
 *
 * Characters must stand side by side (three and more proven by their triples). Letters match the beginning of a word, the beginning of an
 * ending of a word from three letters on, initials, or pinyin. Digits match a word likewise, and a telephone number from its
 * beginning or its end. At most 100 letters and 8 words of the question are read; of pinyin its first 12 letters count.
 *
 * readSearch('華瑞 wms').lexemes
 *   →   '华瑞' & ('wms':* | 's/wms':* | 'i/wms':* | 'p/wms':*)      (each in quotes of its own, safe whatever was typed)
 */
export function readSearch(q: string): Search {
  const typed = q.slice(0, QUESTION_LETTERS).normalize('NFC')
  const runs = runsOf(searchForm(typed)).slice(0, WORDS_AT_MOST)
  if (runs.length === 0) return nothing
  const words = withWholePhone(
    typed,
    runs.map((run) => readRun(run, typed)),
  )
  return { kind: kindOf(runs, words), lexemes: words.map(wordText).join(' & '), words }
}
