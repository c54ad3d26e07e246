import { Button } from 'antd'
import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, recordAddress } from '../parts/app-link.tsx'
import { Tag } from '../parts/tag.tsx'
import type { RecordChange, useChangeSet } from './change-sets.ts'
import { ShownValue } from './shown-value.tsx'

const kindColors = { create: 'green', update: 'accent', remove: 'red' } as const

function RecordRows({ row }: Readonly<{ row: RecordChange }>) {
  const say = useTexts()
  const meta = useMeta()
  const object = meta.objects[row.object]
  const title = row.title || say('history.record')
  const head = (
    <td rowSpan={Math.max(1, row.changes.length)} className="zk-strong">
      {object && row.kind !== 'remove' ? <AppLink to={recordAddress(object.plural, row.record)}>{title}</AppLink> : title}
    </td>
  )
  if (row.changes.length === 0) {
    return (
      <tr>
        {head}
        <td colSpan={4}>
          <Tag color={kindColors[row.kind]}>{say(`history.kind.${row.kind}`)}</Tag> <span className="zk-second">{object?.label}</span>
        </td>
      </tr>
    )
  }
  return (
    <>
      {row.changes.map((change, position) => (
        <tr key={change.field}>
          {position === 0 && head}
          <td className="zk-second zk-set-field">{object?.fields[change.field]?.label ?? change.field}</td>
          <td className="zk-set-old">
            <ShownValue object={row.object} field={change.field} value={change.old} />
          </td>
          <td className="zk-set-arrow">
            <ChevronRight size={14} strokeWidth={1.5} aria-hidden="true" />
          </td>
          <td>
            <ShownValue object={row.object} field={change.field} value={change.new} />
          </td>
        </tr>
      ))}
    </>
  )
}

/** The records of a set with what changed in each. */
export function SetRows({ query, total }: Readonly<{ query: ReturnType<typeof useChangeSet>; total: number }>) {
  const say = useTexts()
  const { rows, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  if (rows.length === 0) return null
  const rest = Math.max(0, total - rows.length)
  return (
    <section className="zk-card">
      <h3 className="zk-card-head">{say('history.rows')}</h3>
      <div className="zk-table-place">
        <table className="zk-table">
          <thead>
            <tr>
              <th scope="col">{say('history.record')}</th>
              <th scope="col">{say('history.field')}</th>
              <th scope="col">{say('history.before')}</th>
              <th scope="col">
                <span className="zk-unseen">{say('history.after')}</span>
              </th>
              <th scope="col">{say('history.after')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.id}>
                <RecordRows row={row} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button type="link" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {rest > 0 ? say('history.more', { count: rest }) : say('history.older')}
        </Button>
      )}
    </section>
  )
}
