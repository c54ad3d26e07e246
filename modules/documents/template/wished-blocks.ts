import { fieldLabel, type Money, system, type Work } from '#kernel'
import { type Block, paperText, type TableRow } from '#modules/papers'
import { lineSubtotal, toCents } from '#objects/catalog'
import { instalmentName } from '../instalment-name.ts'
import { overdueBlocks, overdueOf } from '../money/overdue.ts'
import { lineObjects } from '../rules/paper-fields.ts'
import { type CatalogField, planColumns } from './fields.ts'
import type { Filling } from './fill.ts'
import type { BlockWish } from './parse.ts'
import { writeCell, writeInWords, writeValue } from './write-value.ts'

type Row = Readonly<Record<string, unknown>>
type Wishing = Filling & Readonly<{ customer: string }>
const most = 500
const mostReferences = 12

/** The blocks that templates ask for by name. What the maker may not see is not in them. */
const makers: Readonly<Record<string, (o: Wishing, wish: BlockWish) => Promise<readonly Block[]>>> = {
  lines: lineTable,
  total,
  plan: planTable,
  overdue: async (o) => overdueBlocks(o, await overdueOf(o.work, o.id)),
  products: productSheets,
  references,
  signatures: async (o) => [signatures(o)],
  page: async () => [{ is: 'newPage' }],
}

/** What a block comes to; a word in its place where there is nothing to show. */
export async function wishedBlocks(o: Wishing, wish: BlockWish): Promise<readonly Block[]> {
  const blocks = (await makers[wish.name]?.(o, wish)) ?? []
  const isEmpty = blocks.every((block) => block.is === 'list' && block.items.length === 0)
  return isEmpty ? [{ is: 'text', runs: [{ text: say(o, wish.name === 'lines' ? 'no-lines' : 'nothing') }] }] : blocks
}

const say = ({ work, locale }: Filling, key: string): string => paperText(work, locale, `documents.paper.${key}`)
const wideColumns: ReadonlySet<string> = new Set(['description', 'name', 'product', 'remark'])

/** A table of records, with those columns that the maker may see. */
function tableOf(o: Wishing, object: string, columns: readonly string[], rows: readonly Row[]): Block[] {
  const fields = fieldsOf(o.work, object, columns)
  if (fields.length === 0 || rows.length === 0) return []
  const isText = ({ name }: CatalogField) => wideColumns.has(name)
  return [
    {
      is: 'table',
      columns: [
        { title: '#', share: 5 },
        ...fields.map((field) => ({
          title: fieldLabel({ modules: o.work.modules, locale: o.locale }, field),
          share: isText(field) ? 34 : 13,
          side: isText(field) ? ('left' as const) : ('right' as const),
        })),
      ],
      rows: numbered(rows).map(
        ({ n, row }): TableRow =>
          row.kind === 'heading'
            ? { heading: String(row.description ?? '') }
            : {
                cells: [
                  { text: String(n) },
                  ...fields.map((field) => ({ text: writeCell(o, field, row[field.name]) || nameOf(field, row) })),
                ],
              },
      ),
    },
  ]
}

/** A line that says nothing of its own is named after its product. */
const nameOf = ({ name }: CatalogField, { product }: Row): string =>
  name === 'description' ? ((product as { title?: string | null } | null | undefined)?.title ?? '') : ''

function numbered(rows: readonly Row[]): readonly Readonly<{ n: number; row: Row }>[] {
  let n = 0
  return rows.map((row) => ({ n: row.kind === 'heading' ? n : (n += 1), row }))
}

const fieldsOf = (work: Work, object: string, names: readonly string[]): readonly CatalogField[] =>
  names.flatMap((name) => {
    const field = work.catalog.objects[object]?.fields[name]
    return field && work.mayRead({ name: object }, name) ? [field] : []
  })

async function linesOf(o: Wishing, columns: readonly string[]): Promise<readonly Row[]> {
  const lines = lineObjects[o.about]
  if (!lines) return []
  const asked = columns.some((name) => name in forDiscount) ? Object.keys(forDiscount) : []
  const names = fieldsOf(o.work, lines.object, [...columns, ...asked, ...(o.about === 'quote' ? ['kind', 'isChosen'] : []), 'product']).map(
    ({ name }) => name,
  )
  return o.work.list({
    object: lines.object,
    filter: { [lines.by]: o.id },
    fields: [...new Set(names)],
    sort: ['position', 'id'],
    limit: most,
  })
}

async function lineTable(o: Wishing, { columns }: BlockWish): Promise<readonly Block[]> {
  const lines = lineObjects[o.about]
  if (!lines) return []
  const shown = columns.length > 0 ? columns : lines.columns
  return tableOf(
    o,
    lines.object,
    shown,
    (await linesOf(o, shown)).map((row) => withDiscount(row, shown)),
  )
}

/** What says of a line how much is taken off it. */
const forDiscount = { discount: 0, discountAmount: 0, price: 0, quantity: 0 } as const

/**
 * A discount stands as it was given: per cent, or an amount below zero. Where a table has a column for each, both stand in every line: the amount that the per cent come to, and the per cent
 * that an amount comes to.
 */
function withDiscount(row: Row, shown: readonly string[]): Row {
  const off = row.discountAmount as Money | null | undefined
  if (!shown.includes('discountAmount')) return off ? { ...row, discount: { ...off, amount: -off.amount } } : row
  const price = row.price as Money | null | undefined
  if (off || !price || !Number(row.discount)) return row
  const whole = lineSubtotal({ price, quantity: row.quantity })
  return { ...row, discountAmount: { amount: toCents(whole - lineSubtotal(row)), currency: price.currency } }
}

async function planTable(o: Wishing, { columns }: BlockWish): Promise<readonly Block[]> {
  const fields = fieldsOf(o.work, 'planLine', columns.length > 0 ? columns : planColumns)
  const names = fields.map(({ name }) => name)
  if (names.length === 0) return []
  const lines = await o.work.list({ object: 'planLine', filter: { contract: o.id }, fields: names, sort: ['instalment'], limit: most })
  const rows = lines.map((row) => ('name' in row ? { ...row, name: instalmentName(o.work, o.locale, row.name) } : row))
  return tableOf(
    o,
    'planLine',
    names.filter((name) => name !== 'instalment'),
    rows,
  )
}

/** What all of it costs, in figures and in words. */
async function total(o: Wishing): Promise<readonly Block[]> {
  const name = o.about === 'quote' ? 'gross' : 'amount'
  const [field] = fieldsOf(o.work, o.about, [name])
  if (!field) return []
  const [row] = await o.work.list({ object: o.about, filter: { id: o.id }, fields: [name], limit: 1 })
  const words = o.locale === 'en' ? '' : writeInWords(o, field, row?.[name])
  return [
    {
      is: 'sums',
      sums: [
        { label: say(o, 'total'), value: writeValue(o, field, row?.[name]), isTotal: true },
        ...(words ? [{ label: say(o, 'in-words'), value: words }] : []),
      ],
    },
  ]
}

/** What there is to say about each product that stands in the lines, once. */
async function productSheets(o: Wishing): Promise<readonly Block[]> {
  const ids = [...new Set((await linesOf(o, [])).flatMap(({ product }) => (product ? [(product as { id: string }).id] : [])))]
  const fields = fieldsOf(o.work, 'product', ['name', 'code', 'specification', 'unit', 'description'])
  if (ids.length === 0 || fields.length === 0) return []
  const rows = await o.work.list({ object: 'product', filter: { id: { in: ids } }, fields: fields.map(({ name }) => name), limit: most })
  const label = (field: CatalogField) => fieldLabel({ modules: o.work.modules, locale: o.locale }, field)
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    if (!row) return []
    const facts = fields
      .filter(({ name }) => !['name', 'description'].includes(name))
      .map((field) => [label(field), writeValue(o, field, row[field.name])] as const)
    return [
      { is: 'heading', level: 2, text: String(row.name ?? '') } as const,
      { is: 'facts', facts } as const,
      ...(row.description ? [{ is: 'text', runs: [{ text: String(row.description) }] } as const] : []),
    ]
  })
}

/** Won customers who may be named: that mark is a permission to name them to everybody, so it is asked with the system's eyes, and nothing but it is told. */
async function references(o: Wishing): Promise<readonly Block[]> {
  const found = await o.work.as(system('customers who may be named')).list({
    object: 'account',
    filter: { mayBeNamed: true, opportunities: { some: { outcome: 'won' } } },
    fields: ['name', 'industry', 'reference'],
    sort: ['name'],
    limit: mostReferences,
  })
  const industry = o.work.catalog.objects.account!.fields.industry!
  return [
    {
      is: 'list',
      items: found.map((row) => [
        { text: String(row.name), isBold: true },
        {
          text: [writeValue(o, industry, row.industry), row.reference]
            .filter(Boolean)
            .map((part) => ` · ${String(part)}`)
            .join(''),
        },
      ]),
    },
  ]
}

function signatures(o: Wishing): Block {
  const date = paperText(o.work, o.locale, 'papers.signed-on')
  return {
    is: 'signatures',
    signatures: [
      { label: say(o, 'we'), name: o.seller?.entity.name ?? '', lines: [say(o, 'signed'), date], isOurs: true },
      { label: say(o, 'you'), name: o.customer, lines: [say(o, 'signed'), date], isOurs: false },
    ],
  }
}
