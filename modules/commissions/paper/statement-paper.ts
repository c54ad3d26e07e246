import { member, type RowOf, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { type Paper, paperFormat, paperText, readSeller, sellerPaper, shownRow, shownRows, type TableRow } from '#modules/papers'
import { amountOf } from '#objects/catalog'
import { everyOf } from '../count/every.ts'
import { exact, toNumber, total } from '../count/exact.ts'
import { commissionLine, commissionStatement } from '../objects/index.ts'

type Line = RowOf<typeof commissionLine>
export type Drawn = Readonly<{ row: RowOf<typeof commissionStatement>; lines: readonly Line[]; locale: Locale }>

/** What a person earned in a month, line by line, as far as the reader sees it; preliminary until it is approved. */
export async function statementPaper(work: Work, o: Drawn): Promise<Paper> {
  const row = shownRow(work, commissionStatement, o.row)
  const lines = shownRows(work, commissionLine, o.lines).toSorted((a, b) => (a.on ?? '9').localeCompare(b.on ?? '9'))
  const say = (key: string) => paperText(work, o.locale, key)
  const format = paperFormat(o.locale, work.workspace.currency)
  const names = new Map(
    (await everyOf(work, member, { field: 'id', among: [row.owner, ...lines.map(({ whose }) => whose)].flatMap((id) => id ?? []) })).map(
      (one) => [one.id as string, one.name],
    ),
  )
  const sum = toNumber(total(lines.map(({ result }) => exact(amountOf(result) ?? 0))))
  const isValid = row.status === 'approved' || row.status === 'locked'
  const about = [names.get(row.owner ?? '') ?? '', row.month].filter(Boolean).join(' ')
  return sellerPaper(work, await readSeller(work, null), {
    locale: o.locale,
    title: `${say('commissionStatement')} ${about}`,
    isValid,
    isUnsealed: true,
    mark: say('commissions.paper.preliminary'),
    blocks: [
      { is: 'title', text: say('commissionStatement'), below: about },
      {
        is: 'facts',
        facts: [
          [say('commissionStatement.number'), row.number ?? ''],
          [say('commissionStatement.status'), say(`commissionStatement.status.${row.status}`)],
          [say('commissionStatement.approvedBy'), row.approvedBy ?? ''],
          [say('commissionStatement.paidOn'), format.day(row.paidOn)],
          [say('commissions.paper.made-on'), format.day(work.today)],
          [say('commissions.paper.currency'), format.currency],
        ],
      },
      {
        is: 'table',
        columns: [
          { title: say('commissionLine.on'), share: 15 },
          { title: say('commissionLine.title'), share: 37 },
          { title: say('commissionLine.counted'), share: 17, side: 'right' },
          { title: say('commissionLine.rate'), share: 11, side: 'right' },
          { title: say('commissionLine.factor'), share: 8, side: 'right' },
          { title: say('commissionLine.result'), share: 15, side: 'right' },
        ],
        rows: lines.map((line): TableRow => ({ cells: cellsOf(line, { say, format, names }) })),
      },
      { is: 'sums', sums: [{ label: say('commissionStatement.total'), value: format.money(sum), isTotal: true }] },
      {
        is: 'signatures',
        signatures: [
          {
            label: say('commissions.paper.person'),
            name: names.get(row.owner ?? '') ?? '',
            lines: [say('papers.signed-on')],
            isOurs: false,
          },
          { label: say('commissions.paper.finance'), name: '', lines: [say('papers.signed-on')], isOurs: true },
        ],
      },
    ],
  })
}

type With = Readonly<{ say(key: string): string; format: ReturnType<typeof paperFormat>; names: ReadonlyMap<string, string> }>

function cellsOf(line: Line, { say, format, names }: With) {
  const small = [
    say(`commissionLine.kind.${line.kind}`),
    line.planName ?? '',
    line.share === null || line.share === 100 ? '' : `${say('commissionLine.share')} ${format.percent(line.share)}`,
    line.attained === 'reached' ? `${say('commissionTier.ofTarget')} ${format.percent(line.ofTarget)} (${format.money(line.target)})` : '',
    line.attained === 'none' ? say('commissionLine.attained.none') : '',
    line.whose ? names.get(line.whose) : '',
  ]
  const isCount = line.figure === 'quantity'
  return [
    { text: format.shortDay(line.on) },
    { text: line.title ?? '', small: small.filter(Boolean).join(' · ') },
    { text: isCount ? format.number(line.units) : format.money(line.counted) },
    { text: isCount ? format.money(line.perUnit) : format.percent(line.rate) },
    { text: format.number(line.factor) },
    { text: format.money(line.result) },
  ]
}
