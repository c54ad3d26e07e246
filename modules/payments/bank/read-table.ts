import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, openTable } from '#kernel'
import { type BankEntry, type BankFile, cut, mostEntries, readCents, readDay } from './bank-entry.ts'
import { type ColumnMap, guessColumns, headingOf } from './columns.ts'

type Cells = readonly (string | null)[]

/** Rows of head before the names of the columns: whose account, from when to when. */
const mostBefore = 40
/** As many columns as a bank's table may have. */
const widest = 60

/** The rows of a CSV or XLSX file, the first among them. */
async function rowsOf(content: Uint8Array, name: string): Promise<Cells[]> {
  const folder = await mkdtemp(join(tmpdir(), 'zhike-bank-'))
  const path = join(folder, 'file')
  try {
    const isBook = content[0] === 0x50 && content[1] === 0x4b
    const text = isBook ? null : plainText(content)
    const separator = text === null ? undefined : separatorOf(text)
    // Heads of banks are narrower than their tables: a row as wide as any makes room for all.
    const head = separator && Array.from({ length: widest }, (_, i) => `c${i}`).join(separator)
    await writeFile(path, text === null ? content : `${head}\n${text}`, { mode: 0o600 })
    const table = await openTable(path, { name, ...(separator ? { separator, encoding: 'utf-8' } : {}) })
    const rows: Cells[] = isBook ? [table.columns] : []
    for await (const { cells } of table.rows) {
      rows.push(cells)
      if (rows.length > mostEntries + mostBefore) fail('payments.too-many-lines', { most: mostEntries })
    }
    await table.close()
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Text in UTF-8, else as Chinese banks write it. */
export function plainText(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}

function separatorOf(text: string): string {
  const head = text.slice(0, 20_000)
  const [most] = [',', '\t', ';', '|'].toSorted((a, b) => head.split(b).length - head.split(a).length)
  return most!
}

/** A table as banks give it: by the map of the account where there is one, else by the headings. */
export async function readTable(
  content: Uint8Array,
  { name, map }: Readonly<{ name: string; map: ColumnMap | null }>,
): Promise<BankFile & { map: ColumnMap }> {
  const rows = await rowsOf(content, name)
  const at = rows.slice(0, mostBefore).findIndex((row) => (map ? isHead(row, map) : guessColumns(row) !== null))
  const head = rows[at]
  const columns = map ?? (head ? guessColumns(head) : null)
  if (!head || !columns) return fail('payments.columns-unknown', { columns: widestOf(rows).filter(Boolean).slice(0, 30).join(', ') })
  const places = placesOf(head, columns)
  const read = rows.slice(at + 1).map((row) => entryOf(row, places))
  return {
    format: 'table',
    account: null,
    entries: read.flatMap((entry) => entry ?? []),
    skipped: read.filter((entry) => entry === null).length,
    map: columns,
  }
}

const isHead = (row: Cells, map: ColumnMap): boolean => {
  const heads = row.map(headingOf)
  return [map.day, map.credit, map.debit, map.amount].every((name) => !name || heads.includes(headingOf(name)))
}
const widestOf = (rows: readonly Cells[]): Cells =>
  rows.slice(0, mostBefore).toSorted((a, b) => b.filter(Boolean).length - a.filter(Boolean).length)[0] ?? []

type Places = Readonly<Record<Exclude<keyof ColumnMap, 'purpose'>, number>> & Readonly<{ purpose: readonly number[] }>

function placesOf(head: Cells, map: ColumnMap): Places {
  const heads = head.map(headingOf)
  const at = (name: string | null): number => (name ? heads.indexOf(headingOf(name)) : -1)
  const { purpose, ...rest } = map
  return {
    ...(Object.fromEntries(Object.entries(rest).map(([key, name]) => [key, at(name)])) as Omit<Places, 'purpose'>),
    purpose: (purpose ?? '').split('|').map(at),
  }
}

const isOut = (word: string | null): boolean => /^(借|支|付|转出|轉出|d|debit|dr)/i.test((word ?? '').trim()) && !/^贷|^貸/.test(word ?? '')

/** Null for what is no line: blanks, totals. */
function entryOf(row: Cells, places: Places): BankEntry | null {
  const cell = (place: number): string | null => (place < 0 ? null : (row[place] ?? null))
  const on = readDay(cell(places.day))
  const [came, went, sum] = [places.credit, places.debit, places.amount].map((place) => readCents(cell(place)))
  const signed = came ? came : went ? -Math.abs(went) : sum ? (isOut(cell(places.direction)) ? -Math.abs(sum) : sum) : 0
  if (!on || !signed) return null
  const words = [...new Set(places.purpose.flatMap((place) => cell(place)?.trim() || []))]
  return {
    on,
    cents: signed,
    currency: currencyOf(cell(places.currency)),
    party: cut(cell(places.party), 200),
    partyAccount: cut(cell(places.partyAccount), 60),
    reference: cut(cell(places.reference), 100),
    purpose: cut(words.join(' '), 500),
  }
}

const currencies: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  人民幣: 'CNY',
  rmb: 'CNY',
  美元: 'USD',
  港币: 'HKD',
  港幣: 'HKD',
  欧元: 'EUR',
  歐元: 'EUR',
  日元: 'JPY',
  新台币: 'TWD',
  新臺幣: 'TWD',
  新台幣: 'TWD',
  英镑: 'GBP',
  英鎊: 'GBP',
}
const currencyOf = (text: string | null): string | null => {
  const word = (text ?? '').trim()
  return currencies[word.toLowerCase()] ?? (/^[A-Za-z]{3}$/.test(word) ? word.toUpperCase() : null)
}
