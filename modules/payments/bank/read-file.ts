import { fail } from '#kernel'
import type { BankFile } from './bank-entry.ts'
import type { ColumnMap } from './columns.ts'
import { readCamt } from './read-camt.ts'
import { readMt940 } from './read-mt940.ts'
import { plainText, readTable } from './read-table.ts'

/** What a file of the bank holds, by what it is and not by its name. `map` is that of the table, where it is one. */
export async function readBankFile(
  content: Uint8Array,
  o: Readonly<{ name: string; map: ColumnMap | null }>,
): Promise<BankFile & { map?: ColumnMap }> {
  const head = plainText(content.subarray(0, 4_000))
  const file = /^\s*(<\?xml|<Document)/.test(head.replace('\ufeff', ''))
    ? readCamt(plainText(content))
    : /^:(20|25|60F|61):/m.test(head)
      ? readMt940(plainText(content))
      : await readTable(content, o)
  if (file.entries.length === 0) fail('payments.no-lines', { missing: ['day', 'amount'] })
  return file
}
