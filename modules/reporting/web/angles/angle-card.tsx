import { Tooltip } from 'antd'
import { Save } from 'lucide-react'
import { useState } from 'react'
import { AppLink, DrillLink, drillFilter, type FigureRow, numberOf, type ObjectMeta, useFormat, useTexts, useWords } from '#kernel/web'
import type { Figure } from '../../objects/index.ts'
import { editAddress } from '../use-reports.ts'
import { isPlainCount, isTotal, recordsKey } from './angle-fields.ts'
import { type Angle, mainOf } from './use-angles.ts'

const fewGroups = 7

type CardProps = Readonly<{
  angle: Angle
  object: ObjectMeta
  figure: Figure
  /** Of the report, where its reader may make a report of an angle. */
  copyOf: string | null
}>

/** The groups of one field: bars of the figure, the records beside them, or what share of all a count is. */
export function AngleCard({ angle, object, figure, copyOf }: CardProps) {
  const say = useTexts()
  const format = useFormat()
  const { field, tile, rows, spread } = angle
  const words = useWords(object, tile)
  const [isWhole, setWhole] = useState(false)
  const share = format.percent(spread.apart * 100, 0)
  const shown = isWhole ? rows : rows.slice(0, fewGroups)
  return (
    <section className="zk-card zk-tile zk-angle" aria-label={field.label}>
      <header className="zk-card-head">
        <h2 className="zk-clip">{field.label}</h2>
        <span className="zk-grow" />
        <Tooltip title={say('reporting.angles.apart.why')}>
          <span className="zk-small zk-meta">{say('reporting.angles.apart', { share })}</span>
        </Tooltip>
        {copyOf && (
          <AppLink
            to={editAddress}
            search={{ id: copyOf, copy: true, by: field.name, figure: figure.key }}
            className="zk-icon-link"
            aria-label={say('reporting.angles.keep', { field: field.label })}
            title={say('reporting.angles.keep', { field: field.label })}
          >
            <Save size={16} strokeWidth={1.5} aria-hidden="true" />
          </AppLink>
        )}
      </header>
      <div className="zk-table-place">
        <table className="zk-table">
          <thead>
            <tr>
              <th scope="col">{say('reporting.groups')}</th>
              <td aria-hidden="true" />
              <th scope="col" className="zk-number">
                {words.label(mainOf(tile))}
              </th>
              <th scope="col" className="zk-number">
                {say(isPlainCount(figure) ? 'reporting.angles.share' : 'reporting.angles.records')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <GroupLine key={JSON.stringify(row[field.name])} {...{ angle, object, figure, row, words }} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > fewGroups && (
        <button type="button" className="zk-plain-button zk-angle-more zk-small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? say('reporting.angles.fewer') : say('reporting.angles.all-groups', { count: rows.length })}
        </button>
      )}
    </section>
  )
}

type LineProps = Pick<CardProps, 'angle' | 'object' | 'figure'> & Readonly<{ row: FigureRow; words: ReturnType<typeof useWords> }>

function GroupLine({ angle: { tile, rows, spread }, object, figure, row, words }: LineProps) {
  const format = useFormat()
  const main = mainOf(tile)
  const question = { object: object.name, ...tile.ask }
  const records = drillFilter(question, row, recordsKey)
  const value = numberOf(row, main)
  const sizes = rows.map((one) => Math.abs(numberOf(one, main) ?? 0))
  const width = (100 * Math.abs(value ?? 0)) / (Math.max(...sizes) || 1)
  const isBelow = !isTotal(figure) && value !== null && value < (spread.mean ?? 0)
  const all = sizes.reduce((sum, one) => sum + one, 0)
  const full = tile.show.map((shown) => `${words.label(shown)} ${words.full(row, shown)}`).join(' · ')
  return (
    <tr title={full}>
      <td>
        <DrillLink object={object} filter={drillFilter(question, row, main) ?? records}>
          {words.group(row)}
        </DrillLink>
      </td>
      <td aria-hidden="true">
        <span className="zk-angle-track">
          {width > 0 && <span className="zk-angle-bar" data-below={isBelow || undefined} style={{ width: `${width}%` }} />}
        </span>
      </td>
      <td className="zk-number">{words.short(row, main)}</td>
      <td className="zk-number">
        {isPlainCount(figure) ? (
          format.percent(all === 0 ? 0 : (100 * (value ?? 0)) / all, 0)
        ) : (
          <DrillLink object={object} filter={records}>
            {words.short(row, recordsKey)}
          </DrillLink>
        )}
      </td>
    </tr>
  )
}
