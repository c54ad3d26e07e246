import { fail, type XmlAttributes, XmlScanner } from '#kernel'
import { type BankEntry, type BankFile, cut, mostEntries, readCents, readDay } from './bank-entry.ts'

type Node = Readonly<{ name: string; attributes: XmlAttributes | null; children: Node[]; texts: string[] }>
const node = (name: string, attributes: XmlAttributes | null): Node => ({ name, attributes, children: [], texts: [] })

function treeOf(text: string): Node {
  const root = node('', null)
  const open: Node[] = [root]
  const scanner = new XmlScanner({
    open(name, attributes) {
      const made = node(name, attributes)
      open.at(-1)!.children.push(made)
      open.push(made)
    },
    text: (piece) => void open.at(-1)!.texts.push(piece),
    close: () => void (open.length > 1 && open.pop()),
  })
  scanner.push(text)
  return root
}

/** All that stand at the end of a path below it. */
function all(from: Node | undefined, path: string): Node[] {
  let found: Node[] = from ? [from] : []
  for (const name of path.split('/')) found = found.flatMap(({ children }) => children.filter((child) => child.name === name))
  return found
}
const textAt = (from: Node | undefined, ...paths: readonly string[]): string | null => {
  for (const path of paths) {
    const text = all(from, path)[0]?.texts.join('').trim()
    if (text) return text
  }
  return null
}

/** A statement in the form of ISO 20022, camt.052, camt.053 or camt.054: booked entries, each of its transactions where they have sums of their own. */
export function readCamt(text: string): BankFile {
  const document = all(treeOf(text), 'Document')[0]
  const statements = ['BkToCstmrStmt/Stmt', 'BkToCstmrAcctRpt/Rpt', 'BkToCstmrDbtCdtNtfctn/Ntfctn'].flatMap((path) => all(document, path))
  if (statements.length === 0) fail('payments.not-a-statement', { missing: ['Stmt'] })
  const entries = statements.flatMap((statement) => all(statement, 'Ntry').flatMap(entriesOf))
  if (entries.length > mostEntries) fail('payments.too-many-lines', { most: mostEntries })
  const read = entries.filter((entry) => entry !== null)
  return {
    format: 'camt',
    account: textAt(statements[0], 'Acct/Id/IBAN', 'Acct/Id/Othr/Id'),
    entries: read,
    skipped: entries.length - read.length,
  }
}

function entriesOf(entry: Node): (BankEntry | null)[] {
  const isPending = (textAt(entry, 'Sts/Cd', 'Sts') ?? 'BOOK') !== 'BOOK'
  const on = readDay(textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm'))
  const details = all(entry, 'NtryDtls/TxDtls')
  const isSplit = details.length > 1 && details.every((one) => textAt(one, 'Amt', 'AmtDtls/TxAmt/Amt'))
  const parts = isSplit ? details : [details[0] ?? entry]
  return parts.map((part) => {
    const sum = isSplit ? (all(part, 'Amt')[0] ?? all(part, 'AmtDtls/TxAmt/Amt')[0]) : all(entry, 'Amt')[0]
    const cents = readCents(sum?.texts.join(''))
    const isIn = textAt(isSplit ? part : entry, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd')
    if (isPending || !on || !cents) return null
    const other = isIn === 'DBIT' ? 'Cdtr' : 'Dbtr'
    return {
      on,
      cents: isIn === 'DBIT' ? -cents : cents,
      currency: sum?.attributes?.get('Ccy') ?? null,
      party: cut(textAt(part, `RltdPties/${other}/Nm`, `RltdPties/${other}/Pty/Nm`), 200),
      partyAccount: cut(textAt(part, `RltdPties/${other}Acct/Id/IBAN`, `RltdPties/${other}Acct/Id/Othr/Id`), 60),
      reference: cut(
        [
          textAt(part, 'Refs/AcctSvcrRef'),
          textAt(entry, 'AcctSvcrRef', 'NtryRef'),
          meant(textAt(part, 'Refs/TxId', 'Refs/EndToEndId')),
        ].find(Boolean),
        100,
      ),
      purpose: cut(
        [
          ...all(part, 'RmtInf/Ustrd'),
          ...all(part, 'RmtInf/Strd/CdtrRefInf/Ref'),
          ...all(part, 'AddtlTxInf'),
          ...all(entry, 'AddtlNtryInf'),
        ]
          .map(({ texts }) => texts.join(''))
          .join(' '),
        500,
      ),
    }
  })
}

const meant = (reference: string | null): string | null => (reference === 'NOTPROVIDED' ? null : reference)
