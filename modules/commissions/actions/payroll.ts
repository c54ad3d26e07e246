import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { defineAction, fail, member, type RowOf, system, type Work, xlsxWriter } from '#kernel'
import { choice, file, link, text } from '#kernel/model'
import { amountOf } from '#objects/catalog'
import { everyOf } from '../count/every.ts'
import { exact, plus, toNumber, zero } from '../count/exact.ts'
import en from '../locales/en.json' with { type: 'json' }
import zhCN from '../locales/zh-CN.json' with { type: 'json' }
import zhTW from '../locales/zh-TW.json' with { type: 'json' }
import { commissionLine, commissionPayroll, commissionStatement } from '../objects/index.ts'

const most = 10_000
const tongues = { 'zh-CN': zhCN, 'zh-TW': zhTW, en } as const
type Language = keyof typeof tongues
const heads = ['person', 'personNumber', 'month', 'sum', 'currency', 'statement'] as const

/**
 * What a locked month comes to for everybody, as a workbook: person, the number under which payroll knows him, month, sum, currency, number of the statement. Asked for at any statement
 * of the month; each file stays, so that it is known what was paid by.
 *
 * @throws `commissions.month-open` as long as one statement of the month is not locked.
 */
export const payroll = defineAction('commissions.payroll', {
  on: commissionStatement,
  byReaders: true,
  aside: true,
  offered: { status: 'locked' },
  input: { commissionStatement: link(commissionStatement, { required: true }), language: choice(['zh-CN', 'zh-TW', 'en']) },
  result: {
    commissionPayroll: link(commissionPayroll, { required: true }),
    name: text({ required: true }),
    file: file({ required: true }),
  },
  fails: ['commissions.month-open'],
  async run(work, input) {
    const { month } = await work.one(commissionStatement, input.commissionStatement)
    const kernel = work.as(system('a month is handed to payroll'))
    const rows = await work.find(commissionStatement, { month }, { limit: most, sort: ['number'] })
    const open = rows.filter(({ status }) => status !== 'locked')
    if (open.length > 0) fail('commissions.month-open', { month, count: open.length })
    const language = input.language ?? work.workspace.locale
    const name = `${tongues[language]['commissionPayroll']} ${month}`
    const content = await workbookOf(kernel, rows, language)
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const kept = await work.files.keep({ name: `${name}.xlsx`, type, content })
    const [made] = await kernel.create(commissionPayroll, [{ name, month, statements: rows.length, file: kept, madeOn: work.today }])
    return { commissionPayroll: made!.id, name, file: kept }
  },
})

async function workbookOf(kernel: Work, rows: readonly RowOf<typeof commissionStatement>[], language: Language): Promise<Buffer> {
  const people = new Map(
    (await everyOf(kernel, member, { field: 'id', among: rows.flatMap(({ owner }) => owner ?? []) })).map((row) => [row.id as string, row]),
  )
  const its = Map.groupBy(
    await everyOf(kernel, commissionLine, { field: 'statement', among: rows.map(({ id }) => id) }),
    (line) => line.statement as string,
  )
  const lines = rows.map(({ id, owner, month, number }) => {
    const who = owner ? people.get(owner) : undefined
    const sum = (its.get(id) ?? []).reduce((all, { result }) => plus(all, exact(amountOf(result) ?? 0)), zero)
    return [who?.name ?? null, who?.externalId ?? null, month, toNumber(sum), kernel.workspace.currency, number]
  })
  const columns = heads.map((key) => ({
    key,
    title: tongues[language][`commissions.payroll.${key}`],
    kind: key === 'sum' ? ('number' as const) : ('text' as const),
  }))
  const out = new PassThrough()
  const [content] = await Promise.all([buffer(out), xlsxWriter(columns, inOne(lines), out, { sheetName: rows[0]?.month ?? '' })])
  return content
}

async function* inOne<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows
}
