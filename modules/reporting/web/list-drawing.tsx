import { Fragment, type ReactNode } from 'react'
import {
  AppLink,
  type FieldMeta,
  type FigureRow,
  fieldAt,
  listAddress,
  type ObjectMeta,
  type Row,
  recordAddress,
  SkeletonLines,
  SqlButton,
  titleOf,
  toAmount,
  useAggregate,
  useCount,
  useFormat,
  useList,
  useMeta,
  useTexts,
  valueAt,
  webTypeOf,
} from '#kernel/web'
import { groupAsked } from '../objects/index.ts'
import type { Draft } from './draft.ts'

type ListProps = Readonly<{ draft: Draft; object: ObjectMeta; isBrief?: boolean; heading?: ReactNode }>

const usualRows = 200
const briefRows = 8
const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0)
const wordOf = (value: unknown): string =>
  JSON.stringify(typeof value === 'object' && value !== null && 'id' in value ? value.id : (value ?? null))

function useSums({ draft, object }: ListProps, columns: readonly FieldMeta[]) {
  const [group] = draft.body.by
  const summed = columns.filter((field) => !field.name.includes('.') && field.measures?.includes('sum'))
  const measures = { n: 'count' as const, ...Object.fromEntries(summed.map(({ name }) => [name, { sum: name }])) }
  const question = { object: object.name, measures, filter: draft.filter }
  const all = useAggregate(question)
  const byGroup = useAggregate(
    { ...question, ...(group ? { by: [groupAsked({ field: group.field })], limit: 1_000 } : {}) },
    { enabled: group !== undefined },
  )
  return { summed: new Set(summed.map(({ name }) => name)), all: all.data?.rows[0], groups: byGroup.data?.rows ?? [] }
}

type SumsProps = Readonly<{
  label: ReactNode
  row: FigureRow | undefined
  columns: readonly FieldMeta[]
  summed: ReadonlySet<string>
  className: string
}>

function Sums({ label, row, columns, summed, className }: SumsProps) {
  const format = useFormat()
  return (
    <tr className={className}>
      {columns.map(({ name }, i) => {
        const value = row?.[name]
        const isMoney = typeof value === 'object' && value !== null
        const text =
          !summed.has(name) || isEmpty(value) ? null : isMoney ? format.moneyShort(toAmount(value)) : format.number(Number(value))
        return (
          <td key={name} className={i > 0 && text ? 'zk-number' : undefined}>
            {i === 0 ? label : text}
          </td>
        )
      })}
    </tr>
  )
}

function Line({ object, row, columns }: Readonly<{ object: ObjectMeta; row: Row; columns: readonly FieldMeta[] }>) {
  const say = useTexts()
  return (
    <tr>
      {columns.map((field, i) => {
        const { Cell, align } = webTypeOf(field)
        const value = valueAt(row, field.name)
        const isTitle = field.name === object.title || (i === 0 && isEmpty(value))
        return (
          <td key={field.name} className={align ? 'zk-number' : undefined}>
            {isTitle ? (
              <AppLink to={recordAddress(object.plural, row.id)}>{titleOf(object, row) || say('field.untitled')}</AppLink>
            ) : (
              !isEmpty(value) && <Cell value={value} field={field} object={object.name} row={row} place="fact" />
            )}
          </td>
        )
      })}
    </tr>
  )
}

/** A plain list with chosen columns, in groups with their sums where wanted; the rest stands in the object's own list. */
export function ListDrawing(props: ListProps) {
  const { draft, object, isBrief = false, heading } = props
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const columns = (draft.body.columns ?? []).flatMap((name) => fieldAt(meta, object, name) ?? [])
  const [group] = draft.body.by
  const groupField = group && fieldAt(meta, object, group.field)
  const sort = [...(group ? [group.field] : []), ...(draft.body.sort ? [draft.body.sort] : [])]
  const question = {
    object: object.name,
    filter: draft.filter,
    ...(sort.length > 0 ? { sort } : {}),
    fields: [...new Set([object.title, ...columns.map(({ name }) => name), ...(group ? [group.field] : [])])],
    limit: isBrief ? briefRows : (draft.body.limit ?? usualRows),
  }
  const { rows, isPending, error } = useList({ ...question, limit: Math.min(question.limit, 500) })
  const { data: count } = useCount({ object: object.name, filter: draft.filter })
  const { summed, all, groups } = useSums(props, columns)
  const keyOf = (row: Row) => (group ? wordOf(valueAt(row, group.field)) : '')
  const sections = [...Map.groupBy(rows, keyOf)]
  const sumOf = (key: string) => groups.find((one) => group && wordOf(one[group.field]) === key)
  const total = count ? `${format.number(count.value)}${count.exact ? '' : '+'}` : ''
  return (
    <section className="zk-card zk-tile" aria-label={draft.name}>
      <header className="zk-card-head">
        <h2 className="zk-clip">{heading ?? draft.name}</h2>
        <AppLink
          to={listAddress(object.plural)}
          search={{
            filter: draft.filter,
            columns: columns.map(({ name }) => name).join(','),
            ...(sort.length > 0 ? { sort: sort.join(',') } : {}),
          }}
          className="zk-small"
        >
          {say('reporting.all-records', { count: total })}
        </AppLink>
        <span className="zk-grow" />
        <SqlButton question={question} />
      </header>
      {isPending && <SkeletonLines lines={6} />}
      {error && <p className="zk-error zk-report-note">{error.message}</p>}
      {!isPending && !error && (
        <div className="zk-table-place">
          <table className="zk-table">
            <Heads columns={columns} />
            <tbody>
              {sections.map(([key, some]) => (
                <Fragment key={key}>
                  {groupField && (
                    <Sums
                      className="zk-list-group"
                      label={<GroupName field={groupField} object={object} row={some[0]!} count={sumOf(key)?.n} />}
                      row={sumOf(key)}
                      columns={columns}
                      summed={summed}
                    />
                  )}
                  {some.map((row) => (
                    <Line key={row.id} object={object} row={row} columns={columns} />
                  ))}
                </Fragment>
              ))}
            </tbody>
            {rows.length > 1 && (
              <tfoot>
                <Sums className="zk-list-total" label={say('analysis.total')} row={all} columns={columns} summed={summed} />
              </tfoot>
            )}
          </table>
        </div>
      )}
    </section>
  )
}

const Heads = ({ columns }: Readonly<{ columns: readonly FieldMeta[] }>) => (
  <thead>
    <tr>
      {columns.map((field) => (
        <th key={field.name} scope="col" className={webTypeOf(field).align ? 'zk-number' : undefined}>
          {field.label}
        </th>
      ))}
    </tr>
  </thead>
)

function GroupName({ field, object, row, count }: Readonly<{ field: FieldMeta; object: ObjectMeta; row: Row; count: unknown }>) {
  const say = useTexts()
  const { Cell } = webTypeOf(field)
  const value = valueAt(row, field.name)
  return (
    <span className="zk-row">
      <strong>
        {isEmpty(value) ? say('reporting.group.none') : <Cell value={value} field={field} object={object.name} row={row} place="fact" />}
      </strong>
      {count !== undefined && <span className="zk-meta">{String(count)}</span>}
    </span>
  )
}
