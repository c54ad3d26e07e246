import { fail } from '../../fault.ts'

const dots = '••••'

/**
 * A value as it is kept: shut, with a mark that equal values share and the signs at its end that may be shown. Whoever writes it out, into an answer, a
 * log or a letter, gets what people see of it.
 */
export class Sealed {
  readonly mark: string
  readonly sealed: string
  readonly tail: string
  constructor(o: Readonly<{ mark: string; sealed: string; tail: string }>) {
    this.mark = o.mark
    this.sealed = o.sealed
    this.tail = o.tail
  }
  toString(): string {
    return `${dots}${this.tail}`
  }
  toJSON(): string {
    return this.toString()
  }
  isSame(other: unknown): boolean {
    return other instanceof Sealed && other.mark === this.mark
  }
}

/** What is the same of two spellings: blanks, strokes and dots between groups do not count, nor do width and case of letters. */
export const plainForm = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s.\-‐-―_/]/g, '')
    .toUpperCase() || text

/** The last signs, where enough is left that they give nothing away of the rest. */
export function tailOf(text: string, shows: number): string {
  const signs = [...plainForm(text)]
  return signs.length >= shows * 2 ? signs.slice(signs.length - shows).join('') : ''
}

/** What stands in an answer is no value: written back it would take the place of the value. */
export const refuseMask = (text: string): string => (text.includes('•') ? fail('kernel.bad-value', { reason: 'masked' }) : text)
