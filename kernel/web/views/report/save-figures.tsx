import { Dropdown } from 'antd'
import { Download } from 'lucide-react'
import { useRef } from 'react'
import { apiAddress } from '../../data/api.ts'
import { asOfQuery, useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { showProblem } from '../../data/undo.ts'
import type { FilterJson } from '../../data/use-list.ts'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { FilterWords } from '../../filter/condition-chip.tsx'
import { toTree } from '../../filter/filter-tree.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { explain } from '../explain.ts'
import { sqlLines } from '../sql-lines.ts'
import { type FigureRow, formerQuestionOf, isNew, isRatio, nameOf, numberOf, questionOf, type Report, type TileMeta } from './report-def.ts'
import type { Words } from './use-words.ts'

/** Heads and cells as they are read on the page; numbers are numbers. */
type FiguresTableData = Readonly<{ head: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }>

/** What a tile shows, as a table for a file; shares as numbers, 0.5 for 50 %. */
function figuresTable(tile: TileMeta, rows: readonly FigureRow[], words: Words): FiguresTableData {
  const unitOf = (shown: TileMeta['show'][number]) => (isRatio(shown) ? null : words.unit(rows, shown))
  const heads = tile.show.map((shown) => [words.label(shown), unitOf(shown)].filter(Boolean).join(' '))
  return {
    head: [...words.groups, ...heads],
    rows: rows.map((row) => [
      ...words.groups.map((_, place) => words.groupAt(row, place)),
      ...tile.show.map((shown) => (isNew(row, shown) ? words.cell(row, shown) : numberOf(row, shown))),
    ]),
  }
}

type Saved = Readonly<{
  format: string
  table: FiguresTableData
  about: Readonly<{ name: string; rows: readonly (readonly [string, string])[] }>
}>

async function save(title: string, object: ObjectMeta, { format, table, about }: Saved): Promise<void> {
  const answer = await fetch(apiAddress('/exports/figures'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ object: object.name, name: title, format, ...table, about }),
  })
  if (!answer.ok) throw new Error(`the file was refused: ${answer.status}`)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = `${title.replace(/[\\/:*?"<>|]+/g, ' ')}.${format}`
  link.click()
  URL.revokeObjectURL(link.href)
}

type SaveFiguresProps = Readonly<{
  title: string
  object: ObjectMeta
  report: Report
  tile: TileMeta
  filter: FilterJson
  rows: readonly FigureRow[]
  words: Words
}>

/** The conditions of a filter that speak of days: the period of a figure. */
const daysOf = (filter: FilterJson, object: ObjectMeta): FilterJson =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => object.fields[name]?.operators.includes('within')))

/** What a file of figures says of them beside the numbers: as the page words it, so that both say the same. */
function useAbout({ title, object, report, tile, filter }: SaveFiguresProps) {
  const say = useTexts()
  const format = useFormat()
  const asOf = useAsOf()
  const { person } = useMeta()
  const place = useRef<HTMLSpanElement>(null)
  const question = questionOf(report, tile, filter)
  const before = formerQuestionOf(question, tile, filter)
  const worded = {
    filter: question.filter ?? {},
    period: daysOf(question.filter ?? {}, object),
    former: before?.filter ? daysOf(before.filter, object) : {},
  }
  const read = async () => {
    const { sql, params } = await explain(question, asOfQuery(asOf))
    const access = sqlLines(sql).flatMap(({ text, isAccess }) => (isAccess && text.trim() ? [text.trim()] : []))
    const words = (part: keyof typeof worded) => place.current?.querySelector(`[data-part="${part}"]`)?.textContent?.trim() ?? ''
    const rows: readonly (readonly [string, string])[] = [
      [say('analysis.about.title'), title],
      [say('analysis.means'), tile.means ?? tile.show.map((shown) => tile.labels[nameOf(shown)] ?? nameOf(shown)).join(say('value.join'))],
      [say('filter.label'), words('filter') || say('analysis.about.all')],
      [say('analysis.about.period'), words('period') || say('analysis.about.always')],
      ...(before ? [[say('analysis.about.before'), words('former')] as const] : []),
      ...(asOf ? [[say('analysis.about.as-of'), format.day(asOf)] as const] : []),
      [say('analysis.about.reader'), person.name],
      [say('analysis.about.scope'), access.join('\n') || say('analysis.about.whole')],
      [
        'SQL',
        sqlLines(sql)
          .map(({ text }) => text)
          .join('\n'),
      ],
      [say('sql.params'), params.map((value, i) => `$${i + 1} = ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('\n')],
      [say('analysis.about.time'), format.moment(new Date().toISOString())],
    ]
    return { name: say('analysis.about'), rows }
  }
  return { place, worded, read }
}

/** Takes the figures along as a file, with what they mean behind them; for who may export what they are made of. */
export function SaveFigures(props: SaveFiguresProps) {
  const { title, object, tile, rows, words } = props
  const say = useTexts()
  const meta = useMeta()
  const { place, worded, read } = useAbout(props)
  if (!object.may.export) return null
  const run = async (format: string) => save(title, object, { format, table: figuresTable(tile, rows, words), about: await read() })
  return (
    <>
      <span ref={place} hidden>
        {Object.entries(worded).map(([part, filter]) => (
          <span key={part} data-part={part}>
            <FilterWords tree={toTree(filter, (path) => Boolean(fieldAt(meta, object, path)))} object={object} />
          </span>
        ))}
      </span>
      <Dropdown
        trigger={['click']}
        menu={{
          items: ['xlsx', 'csv'].map((format) => ({ key: format, label: say(`analysis.save.${format}`) })),
          onClick: ({ key }) => void run(key).catch(showProblem),
        }}
      >
        <button
          type="button"
          className="zk-plain-button zk-icon-link zk-wide-only"
          aria-label={say('analysis.save', { title })}
          title={say('analysis.save', { title })}
        >
          <Download size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </Dropdown>
    </>
  )
}
