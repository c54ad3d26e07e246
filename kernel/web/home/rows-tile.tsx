import { Button } from 'antd'
import type { FieldMeta, ObjectMeta, Row } from '../data/meta-types.ts'
import { type FilterJson, useCount, useList } from '../data/use-list.ts'
import { fieldAt, titleOf, useMeta, valueAt } from '../data/use-meta.ts'
import { webTypeOf } from '../fields/type-of.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress, recordAddress } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { useIsPhone } from '../parts/use-is-phone.ts'
import { SqlButton } from '../views/sql-button.tsx'
import type { TileProps } from './tile-props.ts'
import '../views/plain-table.css'

const usualRows = 5
const usualColumns = 3
const fewColumns = 1

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** The columns that were chosen, as far as they are there for this reader; else the first of the object's list. */
function useColumns({ tile, object }: TileProps): readonly FieldMeta[] {
  const meta = useMeta()
  const isPhone = useIsPhone()
  const chosen = (tile.columns as readonly string[] | undefined) ?? object.views.list?.columns ?? []
  const most = isPhone ? fewColumns : tile.columns ? 8 : usualColumns
  return chosen
    .filter((name) => name !== object.title)
    .flatMap((name) => fieldAt(meta, object, name) ?? [])
    .slice(0, most)
}

function Line({ object, row, columns }: Readonly<{ object: ObjectMeta; row: Row; columns: readonly FieldMeta[] }>) {
  const say = useTexts()
  const title = titleOf(object, row) || say('field.untitled')
  return (
    <tr>
      <td>
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-home-title" title={title}>
          {title}
        </AppLink>
      </td>
      {columns.map((field) => {
        const { Cell, align } = webTypeOf(field)
        const value = valueAt(row, field.name)
        return (
          <td key={field.name} className={align ? 'zk-number' : undefined}>
            {!isEmpty(value) && <Cell value={value} field={field} object={object.name} row={row} place="fact" />}
          </td>
        )
      })}
    </tr>
  )
}

/** The first rows of a list; its head opens all of them. */
export function RowsTile({ tile, object }: TileProps) {
  const say = useTexts()
  const format = useFormat()
  const columns = useColumns({ tile, object })
  const filter = (tile.filter ?? {}) as FilterJson
  const sort = (tile.sort as readonly string[] | undefined) ?? (object.views.list?.sort ? [object.views.list.sort] : [])
  const question = {
    object: object.name,
    filter,
    sort,
    fields: [...new Set([object.title, ...columns.map(({ name }) => name)])],
    limit: typeof tile.limit === 'number' ? tile.limit : usualRows,
  }
  const { rows, isPending, error, refetch } = useList(question)
  const { data: count } = useCount({ object: object.name, filter })
  return (
    <section className="zk-card">
      <div className="zk-card-head">
        <Icon name={object.icon} />
        <AppLink
          to={listAddress(object.plural)}
          search={{ filter, ...(sort.length > 0 ? { sort: sort.join(',') } : {}) }}
          className="zk-quiet-link zk-clip"
        >
          {tile.label ?? object.labelPlural}
        </AppLink>
        {count && (
          <span className="zk-meta">
            {format.number(count.value)}
            {!count.exact && '+'}
          </span>
        )}
        <span className="zk-grow" />
        <SqlButton question={question} />
      </div>
      {isPending && (
        <div className="zk-home-pad">
          <SkeletonLines lines={4} />
        </div>
      )}
      {error && (
        <p className="zk-error zk-home-none">
          {error.message}{' '}
          <Button type="link" size="small" onClick={() => void refetch()}>
            {say('board.again')}
          </Button>
        </p>
      )}
      {!isPending && !error && rows.length === 0 && <p className="zk-home-none">{say('home.rows.none')}</p>}
      {rows.length > 0 && (
        <div className="zk-table-place">
          <table className="zk-table zk-home-table">
            <thead>
              <tr>
                {[object.fields[object.title], ...columns].map(
                  (field) =>
                    field && (
                      <th key={field.name} scope="col" className={webTypeOf(field).align ? 'zk-number' : undefined}>
                        {field.label}
                      </th>
                    ),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line key={row.id} object={object} row={row} columns={columns} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
