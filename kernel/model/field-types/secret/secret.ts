import { type Sql, sql } from '../../../db/sql.ts'
import type { Vault } from '../../../sealing/vault.ts'
import { fail } from '../../fault.ts'
import type { FieldOptions, FieldType, ParseContext } from '../../field-type.ts'
import { equality } from '../operators.ts'
import { readLine } from '../read-text.ts'
import { draw } from '../samples.ts'
import { plainForm, refuseMask, Sealed, tailOf } from './sealed.ts'

const usualMost = 200
/** With more than these a mask would hide too little. */
const mostShown = 6

const maxOf = (options: FieldOptions): number => (options.max as number | undefined) ?? usualMost
const showsOf = (options: FieldOptions): number => (options.shows as number | undefined) ?? 0
const vaultIn = ({ vault }: ParseContext): Vault => vault ?? fail('kernel.keys-locked')

function parseSecret(input: unknown, options: FieldOptions, context: ParseContext): Sealed | null {
  if (input === null || input instanceof Sealed) return input
  const text = readLine(input, maxOf(options))
  if (text === null) return null
  const vault = vaultIn(context)
  return new Sealed({
    mark: vault.mark(plainForm(refuseMask(text))),
    sealed: vault.seal(text),
    tail: tailOf(text, showsOf(options)),
  })
}

const readComparand = (value: unknown, context: ParseContext): string =>
  value instanceof Sealed
    ? value.mark
    : vaultIn(context).mark(plainForm(readLine(value, 10_000) ?? fail('kernel.bad-value', { want: 'text' })))

const shownTail = (tail: Sql, options: FieldOptions): Sql =>
  sql.join([sql`right(coalesce(${tail}, ''), `, sql.raw(String(showsOf(options))), sql.raw(')')], '')

type Stored = Readonly<{ mark: string; sealed: string; tail: string | null }>
const cut = (tail: string | null, options: FieldOptions): string =>
  [...(tail ?? '')].slice(-showsOf(options) || Number.POSITIVE_INFINITY).join('')

/**
 * A bank account, the number of a passport: shut where it lies, with a key of the workspace. People see that there is one, and at most its last
 * signs; the value itself is told to whoever asks for that one. It is found by the whole of it only.
 */
export const secretType: FieldType = {
  kind: 'secret',
  personal: true,
  columns: (name) => [
    { name, type: 'text' },
    { name: `${name}_sealed`, type: 'text' },
    { name: `${name}_tail`, type: 'text' },
  ],
  parse: parseSecret,
  toCells: (value) => {
    const { mark, sealed, tail } = value as Sealed
    return [mark, sealed, tail]
  },
  select: ([mark, , tail], options) => sql`CASE WHEN ${mark!} IS NOT NULL THEN '••••' || ${shownTail(tail!, options)} END`,
  fromAnswer: (json, options) => {
    const { mark, sealed, tail } = json as Stored
    return new Sealed({ mark, sealed, tail: cut(tail, options) })
  },
  veil: {
    stored: ([mark, sealed, tail]) =>
      sql`CASE WHEN ${mark!} IS NOT NULL THEN json_build_object('mark', ${mark!}, 'sealed', ${sealed!}, 'tail', ${tail!}) END`,
    fromCells: ([mark, sealed, tail]) => ({ mark, sealed, tail }),
    open: (value, context) => vaultIn(context).open((value as Sealed).sealed),
    sealed: ([, sealed]) => sealed!,
  },
  schema: (options) => ({ type: 'string', maxLength: maxOf(options) }),
  answer: () => ({ type: 'string' }),
  operators: equality({ cast: 'text', read: (value, { context }) => readComparand(value, context) }),
  settings: [
    { name: 'shows', takes: 'number', min: 0, max: mostShown },
    { name: 'max', takes: 'number', min: 1, max: 500 },
  ],
  sample: (seed) => `6222 ${['0210', '0305', '9558'][draw(seed, 3)]} ${String(draw(seed, 100_000_000, 1)).padStart(8, '0')}`,
}
