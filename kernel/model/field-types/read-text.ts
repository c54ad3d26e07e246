import { fail } from '../fault.ts'

const controls = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** The text as it is, if it can be stored. @throws `kernel.bad-value` with `want: 'text'` or `reason` null-byte, bad-unicode, control-character. */
export function checkText(input: unknown): string {
  if (typeof input !== 'string') fail('kernel.bad-value', { want: 'text' })
  if (input.includes('\0')) fail('kernel.bad-value', { reason: 'null-byte' })
  if (!input.isWellFormed()) fail('kernel.bad-value', { reason: 'bad-unicode' })
  if (controls.test(input)) fail('kernel.bad-value', { reason: 'control-character' })
  return input.normalize('NFC')
}

/** Refuses text of more than `max` characters (code points). */
export function checkLength(text: string, max: number): void {
  if (text.length <= max) return
  const length = [...text].length
  if (length > max) fail('kernel.bad-value', { reason: 'too-long', max, length })
}

/** One line in NFC without outer blanks, inner line breaks and tabs as one blank; null when nothing is left. */
export function readLine(input: unknown, max: number): string | null {
  const text = checkText(input)
    .replace(/[\t\r\n\u0085\u2028\u2029]+/g, ' ')
    .trim()
  checkLength(text, max)
  return text === '' ? null : text
}

/** Several lines in NFC without outer blanks, lines ended by `\n`; null when nothing is left. */
export function readLines(input: unknown, max: number): string | null {
  const text = checkText(input).replace(/\r\n?/g, '\n').trim()
  checkLength(text, max)
  return text === '' ? null : text
}
