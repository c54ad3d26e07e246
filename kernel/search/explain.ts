import { type Run, runsOf, searchForm } from './fold.ts'
import { type SpokenUnit, waysToSpeak } from './spoken.ts'
import { INITIAL_LETTERS } from './terms.ts'

/** One place of a text that answers a question: UTF-16 units `from` up to, not including, `to`. */
export type Hit = Readonly<{ from: number; to: number; by: 'text' | 'pinyin' | 'initials' | 'phone' }>

type Sounding = 'letters' | 'initial'

function hitByText(word: string, form: string, isWord: boolean): Hit | undefined {
  let from = form.indexOf(word)
  // A word is rather found at the beginning of one than inside another.
  if (isWord) {
    const atWord = runsOf(form).find((run) => run.kind === 'word' && run.text.startsWith(word))
    if (atWord) from = atWord.from
  }
  return from < 0 ? undefined : { from, to: from + word.length, by: 'text' }
}

/** The pieces from the first one whose sound, joined with those behind it, begins with the word, to the one in which the word ends. */
function hitBySound(word: string, units: readonly SpokenUnit[], sounding: Sounding): Hit | undefined {
  for (let first = 0; first < units.length; first++) {
    let heard = ''
    for (let last = first; last < units.length && heard.length < word.length; last++) {
      heard += units[last]![sounding]
      if (heard.startsWith(word) && units.slice(first, last + 1).some((unit) => unit.isHan)) {
        return { from: units[first]!.from, to: units[last]!.to, by: sounding === 'letters' ? 'pinyin' : 'initials' }
      }
      if (!word.startsWith(heard)) break
    }
  }
  return undefined
}

/** A number written with signs and spaces between its digits. */
function hitByDigits(word: string, form: string): Hit | undefined {
  const places: number[] = []
  let digits = ''
  for (let i = 0; i < form.length; i++) {
    if (form[i]! < '0' || form[i]! > '9') continue
    places.push(i)
    digits += form[i]
  }
  const at = digits.indexOf(word)
  return at < 0 ? undefined : { from: places[at]!, to: places[at + word.length - 1]! + 1, by: 'phone' }
}

function hitOf(run: Run, spoken: string, form: string): Hit | undefined {
  const byText = hitByText(run.text, form, run.kind === 'word')
  if (byText || run.kind === 'han') return byText
  if (/^\d+$/.test(run.text)) return run.text.length >= 3 ? hitByDigits(run.text, form) : undefined
  for (const units of waysToSpeak(form)) {
    const hit = hitBySound(run.text, units, 'initial') ?? hitBySound(spoken.slice(0, 12), units, 'letters')
    if (hit) return hit
    const begun = run.text.length > INITIAL_LETTERS ? hitBySound(run.text.slice(0, INITIAL_LETTERS), units, 'initial') : undefined
    if (begun) return begun
  }
  return undefined
}

function joined(hits: readonly Hit[]): Hit[] {
  const inOrder = hits.toSorted((a, b) => a.from - b.from || b.to - a.to)
  return inOrder.filter((hit, i) => i === 0 || hit.from >= inOrder.slice(0, i).reduce((end, before) => Math.max(end, before.to), 0))
}

/**
 * The places of a text that a question's words match, from left to right, none overlapping; empty when this text is not what was found.
 *
 * A word that this text does not answer is left out: another field of the record may. Places count UTF-16 units of the composed
 * (NFC) text, which is the text itself but for letters typed with separate accents.
 */
export function explainHit(q: string, text: string): Hit[] {
  const typed = q.slice(0, 100).normalize('NFC')
  const form = searchForm(text)
  const runs = runsOf(searchForm(typed))
  if (runs.length > 1 && /^[+\d\s().-]+$/.test(searchForm(typed))) {
    const whole = hitByDigits(runs.map((run) => run.text).join(''), form)
    if (whole) return [whole]
  }
  const hits = runs.map((run) => hitOf(run, searchForm(typed.slice(run.from, run.from + run.text.length).replace(/[üÜ]/g, 'v')), form))
  return joined(hits.filter((hit) => hit !== undefined))
}
