import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
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
  titleOf,
  useAction,
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

type Refused = Readonly<{ row: Row; text: string; goTo: string | null }>

function ReleaseForm({ object, rows }: Readonly<{ object: ObjectMeta; rows: readonly Row[] }>) {
  const say = useTexts()
  const action = object.actions.find(({ name }) => name === (object.name === 'account' ? 'pools.release' : 'pools.release-lead'))
  const fields = Object.values(action?.input ?? {})
  const presets = Object.fromEntries(fields.flatMap(({ name, default: preset }) => (preset === undefined ? [] : [[name, preset]])))
  const [values, setValues] = useState<Partial<Row>>(presets)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const [left, setLeft] = useState(rows)
  useDefaultPool(object.name, rows.length === 1 ? rows[0] : undefined, (pool) => setValues((now) => ({ pool, ...now })))
  const leave = useLeave(object)
  const { run, isPending } = useRelease(object, action?.name ?? '')
  const submit = async () => {
    const { done, failed } = await run(left, values)
    if (done.length > 0) showDone(say('pools.release.done', { count: done.length }), done)
    if (failed.length === 0) return leave()
    setRefused(failed)
    setLeft(failed.map(({ row }) => row))
  }
  return (
    <div className="zk-release">
      <h1>
        {left.length === 1
          ? say('pools.release.one', { name: titleOf(object, left[0]!) })
          : say('pools.release.many', { count: left.length })}
      </h1>
      {left.length > 1 && (
        <p className="zk-second">
          {left.slice(0, mostNamed).map((row) => (
            <AppLink key={row.id} to={recordAddress(object.plural, row.id)} className="zk-release-name">
              {titleOf(object, row)}
            </AppLink>
          ))}
          {left.length > mostNamed && '…'}
        </p>
      )}
      {fields.map((field) => (
        <FormField
          key={field.name}
          field={field}
          object={object.name}
          values={values}
          onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
      {rows.length > 1 && !values.pool && <p className="zk-meta zk-small">{say('pools.release.each')}</p>}
      {refused.map(({ row, text, goTo }) => (
        <p key={row.id} className="zk-error" role="alert">
          {rows.length > 1 && `${titleOf(object, row)}: `}
          {text} {goTo && <AppLink to={goTo}>{say('pools.release.go')}</AppLink>}
        </p>
      ))}
      <div className="zk-row">
        <Button type="primary" disabled={!values.reason} loading={isPending} onClick={() => void submit()}>
          {action?.label}
        </Button>
        <Button onClick={leave}>{say('pools.release.cancel')}</Button>
      </div>
    </div>
  )
}

/** The pool that takes the record where nobody names one stands in the field from the start, to be seen and changed. */
function useDefaultPool(kind: string, row: Row | undefined, choose: (pool: LinkValue) => void): void {
  const { mutate } = useAction<{ pool: string | null }>('pools.default-pool')
  const [id, setId] = useState<string | null>(null)
  const { rows } = useList(
    { object: 'pool', filter: { id: { in: id ? [id] : [] } }, fields: ['id', 'name'], limit: 1 },
    { enabled: id !== null },
  )
  const found = rows[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for the record
  useEffect(() => {
    if (row) mutate({ input: { [kind]: row.id } }, { onSuccess: ({ result }) => setId(result.pool) })
  }, [row?.id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen once, when it is known
  useEffect(() => {
    if (found) choose({ id: found.id, title: String(found.name) })
  }, [found?.id])
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

/** Releases one after another: those that are refused are told with their reasons, the others are done. */
function useRelease(object: ObjectMeta, name: string) {
  const { mutateAsync } = useAction(name, object.name)
  const [isPending, setPending] = useState(false)
  const run = async (rows: readonly Row[], values: Partial<Row>) => {
    const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')
    const input = Object.fromEntries(given.map(([key, value]) => [key, key === 'pool' ? (value as LinkValue).id : value]))
    const [done, failed]: [string[], Refused[]] = [[], []]
    setPending(true)
    for (const row of rows)
      try {
        const { changeSet } = await mutateAsync({ id: row.id, input })
        if (changeSet) done.push(changeSet)
      } catch (error) {
        if (!isProblem(error)) throw error
        const goTo = typeof error.more.goTo === 'string' ? error.more.goTo : null
        failed.push({ row, text: error.issues[0]?.detail || error.detail, goTo })
      }
    setPending(false)
    return { done, failed }
  }
  return { run, isPending }
}
