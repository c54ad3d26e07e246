import type { TableRow } from '../../files/read-table.ts'
import type { ParseContext } from '../../model/field-type.ts'
import { newId } from '../../model/uuid.ts'
import { type ImportIssue, mappedText, type Reading, readCell } from './cells.ts'
import type { Feed, ImportPlan } from './plan.ts'
import { renderTemplate } from './render-template.ts'

/** A text that names a linked record, still to be looked up. */
export type LinkText = Readonly<{ feed: Feed; text: string }>

/** One row on its way to becoming a record. */
export type Draft = {
  readonly line: number
  readonly cells: readonly (string | null)[]
  /** The record's id: a new one until a record is found. */
  id: string
  isFound: boolean
  /** Found because it looks like the record: by these fields. */
  twinBy?: readonly string[]
  /** Own fields in writing shape. */
  readonly values: Record<string, unknown>
  /** Fields of the linked records that cells fill, by feed. */
  readonly below: Map<Feed, unknown>
  readonly links: LinkText[]
  /** Feeds without a text in this row. */
  readonly blank: Feed[]
  /** Feeds whose text could not be taken and is left out, as the map wants. */
  readonly left: Feed[]
  readonly issues: ImportIssue[]
}

/** Reads rows into drafts: texts become values; nothing is looked up. Same texts are read once. */
export type RowReader = (row: TableRow) => Draft

const mostReadings = 20_000

export function openReader(plan: ImportPlan, context: ParseContext): RowReader {
  const known = new Map<Feed, Map<string, Reading>>(plan.feeds.map((feed) => [feed, new Map()]))
  const hasTemplates = plan.feeds.some((feed) => feed.template)
  const currencies = plan.feeds.filter((feed) => feed.isCurrency)
  const others = plan.feeds.filter((feed) => !feed.isCurrency)
  const read = (feed: Feed, text: string, currency: string | null): Reading => {
    const readings = known.get(feed)!
    const key = currency === null ? text : `${text}\u0000${currency}`
    const found = readings.get(key)
    if (found) return found
    const reading = readCell(feed.sub ?? feed.field, text, { format: feed.format, currency, context })
    if (readings.size > mostReadings) readings.clear()
    readings.set(key, reading)
    return reading
  }
  return (row) => {
    const draft = newDraft(row)
    addRowIssue(draft, row, plan)
    const named = hasTemplates ? Object.fromEntries(plan.columns.map((column, i) => [column, row.cells[i] ?? null])) : {}
    const textOf = (feed: Feed) => mappedText(feed, feed.template ? renderTemplate(feed.template, named) : (row.cells[feed.index] ?? null))
    const currencyOf = new Map(currencies.map((feed) => [feed.field, textOf(feed)?.toUpperCase()]))
    for (const feed of others) {
      const text = textOf(feed)
      if (text === null) draft.blank.push(feed)
      else if ((feed.sub ?? feed.field).refers !== null) draft.links.push({ feed, text })
      else take(draft, feed, { text, reading: read(feed, text, currencyOf.get(feed.field) ?? feed.currency) })
    }
    return draft
  }
}

const newDraft = (row: TableRow): Draft => ({
  line: row.line,
  cells: row.cells,
  id: newId(),
  isFound: false,
  values: {},
  below: new Map(),
  links: [],
  blank: [],
  left: [],
  issues: [],
})

function addRowIssue(draft: Draft, { issue }: TableRow, plan: ImportPlan): void {
  if (!issue || (issue.reason === 'too-few-cells' && plan.options.shortRows === 'fill')) return
  const { reason, ...details } = issue
  draft.issues.push({ column: null, field: null, code: 'kernel.bad-import', details: { reason, ...details, columns: plan.columns.length } })
}

function take(draft: Draft, feed: Feed, { text, reading }: { text: string; reading: Reading }): void {
  if ('value' in reading) {
    if (reading.value === null) draft.blank.push(feed)
    else if (feed.sub) draft.below.set(feed, reading.value)
    else draft.values[feed.field.name] = reading.value
  } else if (feed.missing === 'leave') {
    draft.left.push(feed)
  } else draft.issues.push(issueOf(feed, reading.code, { ...reading.details, value: text }))
}

export const issueOf = (feed: Feed, code: string, details: Readonly<Record<string, unknown>>): ImportIssue => ({
  column: feed.column,
  field: feed.path,
  code,
  details,
})
