import { useMemo } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import type { GroupBy } from '../../data/use-aggregate.ts'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { toPlainText } from '../../fields/plain-value.tsx'
import { type Format, useFormat } from '../../format/use-format.ts'
import { type Say, useTexts } from '../../i18n/texts.ts'
import { periodName } from './period-name.ts'
import { type FigureRow, figureValue, groupName, isNew, isRatio, nameOf, type Shown, type TileMeta } from './report-def.ts'

/** How the figures and groups of a tile read. */
export type Words = Readonly<{
  /** What a row stands for: a stage, a person, a month; of several groups all of them. */
  group(row: FigureRow): string
  /** One of several groups by its place. */
  groupAt(row: FigureRow, place: number): string
  /** What the groups are called, in their order. */
  groups: readonly string[]
  label(shown: Shown): string
  /** A figure in short, for charts and cards. */
  short(row: FigureRow, shown: Shown): string
  /** A figure in a column whose head says the unit. */
  cell(row: FigureRow, shown: Shown): string
  /** Unit that stands once in the head of a column. */
  unit(rows: readonly FigureRow[], shown: Shown): string | null
  full(row: FigureRow, shown: Shown): string
  /** A tick of an axis. */
  tick(value: number, shown: Shown, isMoney: boolean): string
}>

type Money = Readonly<{ amount: number; currency: string }>
const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value

type GroupContext = Readonly<{ by: GroupBy | undefined; format: Format; say: Say; choices: ReadonlyMap<string, string> }>

function groupText(row: FigureRow, { by, format, say, choices }: GroupContext): string {
  if (!by) return say('analysis.total')
  const value = row[groupName(by)]
  if (value === null || value === undefined) return say('analysis.group.none')
  if (typeof value === 'object' && 'hidden' in value) return say('analysis.group.hidden')
  if (typeof by === 'object' && by.unit) return periodName(String(value), by.unit, { format, say })
  return choices.get(String(value)) ?? toPlainText(value)
}

const nothing = '–'
const ratioText = (value: unknown, format: Format, digits: number): string =>
  value === null ? nothing : `${format.number(Number(value) * 100, { digits, least: digits })}%`

/** A figure that is no money: a number, or the first or last day or moment of something. */
function plainText(value: unknown, format: Format, digits?: number): string {
  const date = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T)?/.exec(value)
  if (date) return date[1] ? format.moment(String(value)) : format.day(String(value))
  return format.number(Number(value), digits === undefined ? undefined : { digits })
}

function shortText(value: unknown, format: Format): string {
  if (value === null) return nothing
  return isMoney(value) ? format.moneyShort(Number(value.amount), value.currency) : plainText(value, format, 1)
}

/** Words for a tile's rows and figures in the reader's language. */
export function useWords(object: ObjectMeta, tile: TileMeta): Words {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  return useMemo(() => {
    const groups = (tile.ask.by ?? []).map((by) => {
      const field = fieldAt(meta, object, typeof by === 'string' ? by : by.field)
      const choices = new Map(field?.options.choices?.map(({ key, label }) => [key, label]))
      return { label: field?.label ?? '', text: (row: FigureRow) => groupText(row, { by, format, say, choices }) }
    })
    const ratio = (row: FigureRow, shown: Shown, digits: number) => {
      const value = figureValue(row, shown)
      if (isMoney(value)) return format.money(Number(value.amount), value.currency)
      return isNew(row, shown) ? say('analysis.new') : ratioText(value, format, digits)
    }
    return {
      group: (row) => (groups.length === 0 ? say('analysis.total') : groups.map(({ text }) => text(row)).join(' · ')),
      groupAt: (row, place) => groups[place]?.text(row) ?? '',
      groups: groups.map(({ label }) => label),
      label: (shown) => tile.labels[nameOf(shown)] ?? nameOf(shown),
      short: (row, shown) => (isRatio(shown) ? ratio(row, shown, 1) : shortText(figureValue(row, shown), format)),
      cell: (row, shown) => {
        if (isRatio(shown)) return ratio(row, shown, 1)
        const value = figureValue(row, shown)
        if (value === null) return nothing
        return isMoney(value) ? format.moneyColumn(Number(value.amount)) : plainText(value, format, 2)
      },
      unit: (rows, shown) => {
        const found = rows.map((row) => figureValue(row, shown)).find(isMoney)
        return found ? format.moneyUnit(found.currency) : null
      },
      full: (row, shown) => {
        if (isRatio(shown)) return ratio(row, shown, 2)
        const value = figureValue(row, shown)
        if (value === null) return nothing
        return isMoney(value) ? format.money(Number(value.amount), value.currency) : plainText(value, format)
      },
      tick: (value, shown, money) =>
        isRatio(shown)
          ? format.percent(value * 100, 0)
          : money
            ? format.moneyShort(value).replace(/\.0(?=\D|$)/, '')
            : format.number(value),
    }
  }, [object, tile, meta, format, say])
}

/** How the groups of a field read in the reader's language. */
export function useGroupName(object: ObjectMeta, by: GroupBy | undefined): (row: FigureRow) => string {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  return useMemo(() => {
    const field = by ? fieldAt(meta, object, typeof by === 'string' ? by : by.field) : undefined
    const choices = new Map(field?.options.choices?.map(({ key, label }) => [key, label]))
    return (row) => groupText(row, { by, format, say, choices })
  }, [object, by, meta, format, say])
}
