import commonPasswords from './common-passwords.json' with { type: 'json' }

/** What a password must not be made of: the person's name and addresses, the company's. */
export type PasswordAbout = Readonly<{ email?: string; name?: string }>

export type PasswordFault = 'common' | 'pattern' | 'personal'

const common = new Set<string>(commonPasswords)
const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  'qazwsxedcrfvtgbyhnujmik',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
]
const leet: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', $: 's', '!': 'i' }

/** Lower case, letters instead of the signs that look like them. */
const plain = (text: string): string => [...text.toLowerCase()].map((letter) => leet[letter] ?? letter).join('')
const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '')

/**
 * Why a password is one of those that are tried first; null when it is none: words everybody uses with figures behind, rows of keys, repetitions, days,
 * telephone numbers, the own name or address. Length is not looked at here.
 */
export function passwordFault(password: string, about: PasswordAbout = {}): PasswordFault | null {
  const low = password.toLowerCase()
  if (isPersonal(low, about)) return 'personal'
  if (isPattern(low)) return 'pattern'
  const bare = low.replace(/[^\p{L}]+$/u, '')
  const forms = [
    bare,
    plain(bare),
    low,
    plain(low),
    letters(low),
    letters(plain(low)),
    low.replace(/[^\p{L}\p{N}]/gu, ''),
    low.replace(/^[^\p{L}]+/u, ''),
  ]
  if (forms.some((form) => common.has(form))) return 'common'
  // Two of them side by side are tried too.
  return forms.some((form) => form.length > 0 && splits(form)) ? 'common' : null
}

const splits = (text: string): boolean =>
  Array.from({ length: Math.max(0, text.length - 5) }, (_, i) => i + 3).some(
    (at) => common.has(text.slice(0, at)) && common.has(text.slice(at)),
  )

function isPersonal(low: string, { email, name }: PasswordAbout): boolean {
  const parts = [...(email?.toLowerCase().split(/[@.+_-]/) ?? []), ...(name?.toLowerCase().split(/\s+/) ?? [])].filter(
    (part) => part.length >= 3,
  )
  const whole = letters(email?.toLowerCase().split('@')[0] ?? '')
  const rest = (part: string): string =>
    low
      .split(part)
      .join('')
      .replace(/[^\p{L}]/gu, '')
  return [...parts, ...(whole.length >= 3 ? [whole] : [])].some((part) => low.includes(part) && rest(part).length < 8)
}

function isPattern(low: string): boolean {
  if (new Set(low).size <= 4) return true
  if (/^(.{1,6})\1+.{0,5}$/u.test(low)) return true
  // A telephone number, a day, an identity number: figures alone are few.
  if (/^[^\p{L}]+$/u.test(low) && low.replace(/\D/g, '').length <= 18) return true
  return onKeyboard(low.replace(/[^a-z0-9]/g, ''))
}

/** Made of runs along the keyboard or the alphabet, of at least four keys each. */
function onKeyboard(text: string): boolean {
  const both = rows.flatMap((row) => [row, [...row].reverse().join('')])
  let at = 0
  let run = 0
  while (at < text.length) {
    const best = Math.max(...both.map((row) => longestRun(row, text, at)))
    if (best < 4) {
      if (text.length - at > 3) return false
      break
    }
    at += best
    run += best
  }
  return run >= 8
}

function longestRun(row: string, text: string, at: number): number {
  let length = 0
  while (at + length < text.length && row.includes(text.slice(at, at + length + 1))) length++
  return length
}
