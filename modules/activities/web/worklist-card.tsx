import { Button } from 'antd'
import {
  AppLink,
  Icon,
  listAddress,
  type ObjectMeta,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  titleOf,
  useAction,
  useCount,
  useFormat,
  useList,
  useTexts,
  type WorklistDef,
} from '#kernel/web'
import { ShownField } from './shown-field.tsx'

const shownRows = 6

type CardProps = Readonly<{ def: WorklistDef; object: ObjectMeta }>

/** What waits for the person: how much, the first of it, and the list of all. Where nothing waits the number says so in one line. */
export function WorklistCard({ def, object }: CardProps) {
  const say = useTexts()
  const format = useFormat()
  const { filter, sort, shows, name } = def
  const fields = ['id', object.title, ...shows].filter((field) => object.fields[field])
  const { rows, isPending, hasNextPage } = useList({
    object: object.name,
    filter,
    ...(sort ? { sort: [sort] } : {}),
    fields,
    limit: shownRows,
  })
  // What fits into the card needs no counting: most lists are short, and there are dozens of them.
  const count = useCount({ object: object.name, filter }, { exact: true, enabled: hasNextPage })
  const whole = hasNextPage ? count.data?.value : rows.length
  const total = isPending ? undefined : whole
  return (
    <section className="zk-card" data-worklist={name} data-empty={total === 0 || undefined}>
      <header className="zk-card-head">
        <Icon name={object.icon} />
        <h2>
          <AppLink to={listAddress(object.plural)} search={{ filter, ...(sort ? { sort } : {}) }}>
            {say(`worklist.${name}`)}
          </AppLink>
        </h2>
        <span className="zk-grow" />
        <AppLink to={listAddress(object.plural)} search={{ filter, ...(sort ? { sort } : {}) }} className="zk-act-count">
          {total === undefined ? '…' : format.number(total)}
        </AppLink>
      </header>
      {(isPending || rows.length > 0) && (
        <div className="zk-act-rows">
          {isPending && <SkeletonLines lines={3} />}
          {rows.map((row) => (
            <Line key={row.id} object={object} row={row} shows={shows} />
          ))}
          {total !== undefined && total > rows.length && (
            <AppLink to={listAddress(object.plural)} search={{ filter, ...(sort ? { sort } : {}) }} className="zk-small">
              {say('activities.all', { count: total })}
            </AppLink>
          )}
        </div>
      )}
    </section>
  )
}

function Line({ object, row, shows }: Readonly<{ object: ObjectMeta; row: Row; shows: readonly string[] }>) {
  const say = useTexts()
  return (
    <div className="zk-act-row">
      <span className="zk-grow zk-act-row-text">
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-clip">
          {titleOf(object, row) || say('field.untitled')}
        </AppLink>
        <span className="zk-act-facts">
          {shows.map((name) => (
            <ShownField key={name} object={object} row={row} name={name} />
          ))}
        </span>
      </span>
      {object.name === 'task' && object.may.update && <Tick object={object} row={row} />}
    </div>
  )
}

function Tick({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const complete = useAction('activities.complete', object.name)
  const tick = () =>
    complete.mutate(
      { id: row.id },
      { onSuccess: ({ changeSet }) => showDone(say('activities.done', { title: titleOf(object, row) }), changeSet), onError: showProblem },
    )
  return (
    <Button size="small" loading={complete.isPending} onClick={tick}>
      {say('activities.tick')}
    </Button>
  )
}
