import type { CountryCode } from 'libphonenumber-js/max'
import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { fail } from '../../fault.ts'
import { readLine } from '../read-text.ts'

const mostCharacters = 50
const plausible = /^[\d\s()+./-]{3,30}( ext\. \d{1,8})?$/
const extension = /\s*(?:转|轉|分机|分機|内线|內線|ext\.?|x|#)\s*[:：]?\s*(\d{1,8})$/i

/** Chinese words for an extension as `ext.`, full-width signs as plain ones. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(extension, ' ext. $1')
    .trim()

const write = ({ number, ext }: PhoneNumber): string => (ext ? `${number} ext. ${ext}` : number)

const mostKept = 4_096
const kept = new Map<string, string | null>()

function parseValid(text: string, region: string): PhoneNumber | null {
  const number = parsePhoneNumberFromString(text, region as CountryCode)
  return number?.isValid() ? number : null
}

/** The number in E.164 with `ext. 12` behind, or null where no valid number of any country can be read. */
export function canonical(text: string, region: string): string | null {
  const typed = plain(text)
  const key = `${region} ${typed}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const number = parseValid(typed, region) ?? parseValid(typed.replace(/-(\d{1,5})$/, ' ext. $1'), region)
  const written = number && write(number)
  // An import reads each number several times, and reading was a quarter of its time in this process.
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, written)
  return written
}

/** A valid number in its canonical form; what only looks like a number (an inner line, a service number) as typed. */
export function readPhone(input: unknown, region: string): string | null {
  const text = readLine(input, mostCharacters)
  if (text === null) return null
  const typed = plain(text)
  const asTyped = plausible.test(typed) && (typed.match(/\d/g) ?? []).length >= 3 ? typed.replace(/\s+/g, ' ') : null
  return canonical(text, region) ?? asTyped ?? fail('kernel.bad-value', { want: 'phone' })
}

/** As people of the region write it: national for numbers of their own, international for others. */
export function formatPhone(stored: string, region: string | undefined): string {
  const number = stored.startsWith('+') ? parsePhoneNumberFromString(stored) : undefined
  if (!number) return stored
  return number.country === region ? number.formatNational() : number.formatInternational()
}
