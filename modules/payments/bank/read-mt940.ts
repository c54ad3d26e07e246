import { fail } from '#kernel'
import { type BankEntry, type BankFile, cut, mostEntries, readCents, readDay } from './bank-entry.ts'

type Tag = Readonly<{ tag: string; text: string }>

/** The fields of a SWIFT message, each with the lines that belong to it. */
function tagsOf(text: string): Tag[] {
  const tags: { tag: string; text: string }[] = []
  for (const line of text.split(/\r?\n/)) {
    const found = /^:(\d{2}[A-Z]?):(.*)$/.exec(line)
    if (found) tags.push({ tag: found[1]!, text: found[2]! })
    else if (/^-\}?$|^\{/.test(line.trim())) continue
    else if (tags.length > 0) tags.at(-1)!.text += `\n${line}`
  }
  return tags
}

/** A statement in the form of SWIFT MT940: a line for each `:61:`, with what `:86:` says of it. */
export function readMt940(text: string): BankFile {
  const tags = tagsOf(text)
  const currency = /^[CD]\d{6}([A-Z]{3})/.exec(tags.find(({ tag }) => tag === '60F' || tag === '60M')?.text ?? '')?.[1] ?? null
  const lines = tags.flatMap(({ tag, text: line }, i) =>
    tag === '61' ? [[line, tags[i + 1]?.tag === '86' ? tags[i + 1]!.text : ''] as const] : [],
  )
  if (lines.length > mostEntries) fail('payments.too-many-lines', { most: mostEntries })
  const read = lines.map(([line, more]) => entryOf(line, more, currency))
  return {
    format: 'mt940',
    account:
      tags
        .find(({ tag }) => tag === '25')
        ?.text.split('\n')[0]
        ?.trim() ?? null,
    entries: read.flatMap((entry) => entry ?? []),
    skipped: read.filter((entry) => entry === null).length,
  }
}

/** `2601050105CR1234,56NTRFREF//BANKREF`: day, day of booking, mark, letter of the currency, sum, kind, references. */
const form = /^(\d{6})(\d{4})?(R?[CD])([A-Z])?(\d{1,12},\d{0,2})([A-Z][A-Z0-9]{3})([^\n/]*(?:\/(?!\/)[^\n/]*)*)(?:\/\/([^\n]*))?/

function entryOf(line: string, more: string, currency: string | null): BankEntry | null {
  const found = form.exec(line)
  if (!found) return null
  const [, day, , mark, , sum, , own, bank] = found
  const on = readDay(`20${day}`)
  const cents = readCents(sum!.replace(',', '.'))
  if (!on || !cents) return null
  const facts = factsOf(more)
  return {
    on,
    cents: mark === 'C' || mark === 'RD' ? cents : -cents,
    currency,
    party: cut(facts.party, 200),
    partyAccount: cut(facts.account, 60),
    reference: cut(
      [bank, own].map((one) => one?.trim()).find((one) => one && one !== 'NONREF'),
      100,
    ),
    purpose: cut(facts.purpose, 500),
  }
}

/** Who and why: `?20` to `?33` as German banks write them, `/NAME/…` as others do, else all of it is the purpose. */
function factsOf(more: string): Readonly<{ party: string; account: string; purpose: string }> {
  const joined = more.replace(/\n/g, '')
  if (/\?\d{2}/.test(joined)) {
    const parts = new Map([...joined.matchAll(/\?(\d{2})([^?]*)/g)].map(([, key, value]) => [Number(key), value!]))
    const of = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => parts.get(from + i) ?? '').join('')
    return { party: of(32, 33), account: of(31, 31), purpose: `${of(20, 29)}${of(60, 63)}` }
  }
  const named = (...names: readonly string[]) => {
    for (const name of names) {
      const value = new RegExp(`/${name}/+([^/]+)`).exec(joined)?.[1]
      if (value) return value
    }
    return ''
  }
  const purpose = named('REMI', 'PURP', 'EREF')
  return { party: named('NAME', 'ORDP', 'BENM'), account: named('IBAN', 'ACCT'), purpose: purpose || more.replace(/\n/g, ' ') }
}
