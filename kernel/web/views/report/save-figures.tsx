import { Dropdown } from 'antd'
import { Download } from 'lucide-react'
import { apiAddress } from '../../data/api.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { showProblem } from '../../data/undo.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type FigureRow, isRatio, numberOf, type TileMeta } from './report-def.ts'
import type { Words } from './use-words.ts'

/** Heads and cells as they are read on the page; numbers are numbers. */
export type FiguresTableData = Readonly<{ head: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }>

/** What a tile shows, as a table for a file; shares as numbers, 0.5 for 50 %. */
export function figuresTable(tile: TileMeta, rows: readonly FigureRow[], words: Words): FiguresTableData {
  const unitOf = (shown: TileMeta['show'][number]) => (isRatio(shown) ? null : words.unit(rows, shown))
  const heads = tile.show.map((shown) => [words.label(shown), unitOf(shown)].filter(Boolean).join(' '))
  return {
    head: [...words.groups, ...heads],
    rows: rows.map((row) => [
      ...words.groups.map((_, place) => words.groupAt(row, place)),
      ...tile.show.map((shown) => numberOf(row, shown)),
    ]),
  }
}

async function save(title: string, object: ObjectMeta, o: Readonly<{ format: string; table: FiguresTableData }>): Promise<void> {
  const answer = await fetch(apiAddress('/exports/figures'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ object: object.name, name: title, format: o.format, ...o.table }),
  })
  if (!answer.ok) throw new Error(`the file was refused: ${answer.status}`)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = `${title.replace(/[\\/:*?"<>|]+/g, ' ')}.${o.format}`
  link.click()
  URL.revokeObjectURL(link.href)
}

type SaveFiguresProps = Readonly<{ title: string; object: ObjectMeta; table(): FiguresTableData }>

/** Takes the figures along as a file; for who may export what they are made of. */
export function SaveFigures({ title, object, table }: SaveFiguresProps) {
  const say = useTexts()
  if (!object.may.export) return null
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: ['xlsx', 'csv'].map((format) => ({ key: format, label: say(`analysis.save.${format}`) })),
        onClick: ({ key }) => void save(title, object, { format: key, table: table() }).catch(showProblem),
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
  )
}
