import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  EmptyState,
  FormField,
  isProblem,
  type LinkValue,
  listAddress,
  type ObjectMeta,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  startRun,
  titleOf,
  useAction,
  useAsked,
  useList,
  useObject,
  useTexts,
} from '#kernel/web'
import { stepsToList } from './back-to-list.ts'
import './pools.css'

const most = 500
const mostNamed = 8

export const AccountPage = () => <Release kind="account" />
export const LeadPage = () => <Release kind="lead" />

/** Gives customers or leads to a pool: the pool they go to is chosen already, and afterwards one is back in the list where one was. */
function Release({ kind }: Readonly<{ kind: 'account' | 'lead' }>) {
  const say = useTexts()
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string }
  const wanted = String(ids).split(',').filter(Boolean).slice(0, most)
  const object = useObject(kind)
  const { rows, isPending } = useList(
    { object: kind, filter: { id: { in: wanted } }, fields: ['id', object?.title ?? 'name'], limit: most },
    { enabled: Boolean(object) && wanted.length > 0 },
  )
  if (!object || wanted.length === 0) return <EmptyState isPage icon="waves" title={say('pools.release.none')} />
  if (isPending) return <SkeletonLines lines={6} />
  return <ReleaseForm object={object} rows={rows} />
}

type Refused = Readonly<{ text: string; goTo: string | null }>

function ReleaseForm({ object, rows }: Readonly<{ object: ObjectMeta; rows: readonly Row[] }>) {
  const say = useTexts()
  const action = object.actions.find(({ name }) => name === (object.name === 'account' ? 'pools.release' : 'pools.release-lead'))
  const fields = Object.values(action?.input ?? {})
  const presets = Object.fromEntries(fields.flatMap(({ name, default: preset }) => (preset === undefined ? [] : [[name, preset]])))
  const [values, setValues] = useState<Partial<Row>>(presets)
  const [refused, setRefused] = useState<Refused | null>(null)
  // The pool that takes it where nobody names one stands in the field from the start, to be seen and changed.
  const preset = useDefaultPool(object.name, rows.length === 1 ? rows[0] : undefined)
  const shown = { pool: preset, ...values }
  const leave = useLeave(object)
  const { run, isPending } = useRelease(object, action?.name ?? '')
  const submit = async () => {
    const problem = await run(rows, shown)
    if (problem) setRefused(problem)
    else leave()
  }
  return (
    <div className="zk-release">
      <h1>
        {rows.length === 1
          ? say('pools.release.one', { name: titleOf(object, rows[0]!) })
          : say('pools.release.many', { count: rows.length })}
      </h1>
      {rows.length > 1 && (
        <p className="zk-second">
          {rows.slice(0, mostNamed).map((row) => (
            <AppLink key={row.id} to={recordAddress(object.plural, row.id)} className="zk-release-name">
              {titleOf(object, row)}
            </AppLink>
          ))}
          {rows.length > mostNamed && '…'}
        </p>
      )}
      {fields.map((field) => (
        <FormField
          key={field.name}
          field={field}
          object={object.name}
          values={shown}
          onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
      {rows.length > 1 && !shown.pool && <p className="zk-meta zk-small">{say('pools.release.each')}</p>}
      {refused && (
        <p className="zk-error" role="alert">
          {refused.text} {refused.goTo && <AppLink to={refused.goTo}>{say('pools.release.go')}</AppLink>}
        </p>
      )}
      <div className="zk-row">
        <Button type="primary" disabled={!values.reason} loading={isPending} onClick={() => void submit()}>
          {action?.label}
        </Button>
        <Button onClick={leave}>{say('pools.release.cancel')}</Button>
      </div>
    </div>
  )
}

function useDefaultPool(kind: string, row: Row | undefined): LinkValue | null {
  const { data } = useAsked<{ pool: string | null }>('pools.default-pool', {
    object: kind,
    input: { [kind]: row?.id },
    enabled: row !== undefined,
  })
  const id = data?.pool ?? null
  const { rows } = useList(
    { object: 'pool', filter: { id: { in: id ? [id] : [] } }, fields: ['id', 'name'], limit: 1 },
    { enabled: id !== null },
  )
  return rows[0] ? { id: rows[0].id, title: String(rows[0].name) } : null
}

/** Back to the list, as it was. */
function useLeave(object: ObjectMeta): () => void {
  const navigate = useNavigate()
  const address = listAddress(object.plural)
  return () => {
    const steps = stepsToList(address)
    if (steps === null) void navigate({ to: address as never })
    else window.history.go(-steps)
  }
}

/** Releases one and says why it is refused, or many in the background, which says at the foot of the page what was left out. */
function useRelease(object: ObjectMeta, name: string) {
  const say = useTexts()
  const { mutateAsync, isPending } = useAction(name, object.name)
  const run = async (rows: readonly Row[], values: Partial<Row>): Promise<Refused | null> => {
    const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')
    const input = Object.fromEntries(given.map(([key, value]) => [key, key === 'pool' ? (value as LinkValue).id : value]))
    try {
      if (rows.length > 1) await startRun(`/${object.plural}/bulk`, { do: 'act', action: name, input, ids: rows.map(({ id }) => id) })
      else showDone(say('pools.release.done', { count: 1 }), (await mutateAsync({ id: rows[0]!.id, input })).changeSet)
      return null
    } catch (error) {
      if (!isProblem(error)) throw error
      return { text: error.issues[0]?.detail || error.detail, goTo: typeof error.more.goTo === 'string' ? error.more.goTo : null }
    }
  }
  return { run, isPending }
}
