import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  EmptyState,
  FormField,
  type LinkValue,
  type ObjectMeta,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  useAction,
  useForm,
  useFormat,
  useObject,
  useRow,
  useTexts,
} from '#kernel/web'
import { type Here, usePlace } from './use-place.ts'
import './visits.css'

const told = ['result', 'outcome', 'people', 'photos', 'nextStep', 'nextOn'] as const

/** For the phone: arriving in one press, and what came of it before one leaves. */
export function Page() {
  const say = useTexts()
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string }
  const [id] = String(ids).split(',')
  const object = useObject('visit')
  const { data: row, isPending } = useRow('visit', id || undefined)
  if (!object || !id || (!row && !isPending)) return <EmptyState isPage icon="map-pin" title={say('visits.there.none')} />
  if (!row) return <SkeletonLines lines={6} />
  return (
    <div className="zk-visit">
      <Head object={object} row={row} />
      {row.state === 'planned' && <Arrive row={row} />}
      {row.state === 'there' && <Tell key={row.id} object={object} row={row} />}
      {(row.state === 'done' || row.state === 'cancelled') && <p>{say('visits.there.over')}</p>}
    </div>
  )
}

function Head({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const format = useFormat()
  const customer = row.account as LinkValue | null
  const { data: account } = useRow('account', customer?.id)
  const parts = ['province', 'city', 'district', 'address'].flatMap((name) => (account?.[name] ? [String(account[name])] : []))
  const address = [...new Set(parts)].join(' ')
  // Visits days away have an hour, too.
  const [planned, time] = [format.momentRelative(String(row.plannedFor)), format.time(String(row.plannedFor))]
  return (
    <header>
      <h1>
        <AppLink to={recordAddress(object.plural, row.id)}>{String(row.subject)}</AppLink>
      </h1>
      <p className="zk-secondary">
        {customer?.title ?? (row.lead as LinkValue | null)?.title} · {planned.endsWith(time) ? planned : `${planned} ${time}`}
      </p>
      {address && <p className="zk-secondary">{address}</p>}
      {row.state === 'there' && (
        <p>
          {say('visits.there.since', { at: format.momentRelative(String(row.arrivedAt)) })}
          {typeof row.distance === 'number' && ` · ${say('visits.there.distance', { metres: format.number(row.distance) })}`}
        </p>
      )}
    </header>
  )
}

/** What is pressed without a connection is sent later, and was then: to be asked for before anything is waited for. */
const pressedAt = () => (navigator.onLine ? {} : { at: new Date().toISOString() })

function Arrive({ row }: Readonly<{ row: Row }>) {
  const say = useTexts()
  const arrive = useAction('visits.arrive', 'visit')
  const place = usePlace()
  const [keepPlace, setKeepPlace] = useState(false)
  const send = (here: Here | null, when: ReturnType<typeof pressedAt>) =>
    arrive.mutate(
      { id: row.id, input: { ...here, ...when, ...(here && keepPlace ? { keepPlace } : {}) } },
      { onSuccess: ({ changeSet }) => showDone(say('visits.there.noted'), changeSet), onError: showProblem },
    )
  const press = async () => {
    const when = pressedAt()
    const here = await place.find()
    if (here) send(here, when)
  }
  const isStuck = place.asked === 'refused' || place.asked === 'unable'
  return (
    <section className="zk-visit-arrive">
      <Button type="primary" size="large" block loading={place.asked === 'asking' || arrive.isPending} onClick={() => void press()}>
        {say('action.visits.arrive')}
      </Button>
      {row.account !== null && (
        <Checkbox checked={keepPlace} onChange={(event) => setKeepPlace(event.target.checked)}>
          {say('action.visits.arrive.keepPlace')}
        </Checkbox>
      )}
      {isStuck && (
        <>
          <p role="alert">{say(`visits.there.${place.asked}`)}</p>
          <Button block onClick={() => send(null, pressedAt())}>
            {say('visits.there.without')}
          </Button>
        </>
      )}
    </section>
  )
}

function Tell({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const form = useForm({ object, row, keepsDraft: true })
  const finish = useAction('visits.finish', 'visit')
  const place = usePlace()
  const end = async () => {
    const when = pressedAt()
    if (form.isDirty && !(await form.save())) return
    const here = await place.find()
    finish.mutate(
      { id: row.id, input: { ...here, ...when } },
      {
        onSuccess: ({ changeSet }) => {
          showDone(say('visits.there.told'), changeSet)
          void navigate({ to: recordAddress(object.plural, row.id) as never })
        },
        onError: showProblem,
      },
    )
  }
  return (
    <form
      className="zk-form zk-form-narrow zk-visit-tell"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void end()
      }}
    >
      {told.flatMap((name) => {
        const field = object.fields[name]
        if (!field) return []
        return (
          <FormField
            key={name}
            field={field}
            object={object.name}
            values={form.values}
            issue={form.issues.byField[name]}
            onChange={(value) => form.set(name, value)}
          />
        )
      })}
      {form.issues.rest.map((text) => (
        <p key={text} className="zk-error zk-small" role="alert">
          {text}
        </p>
      ))}
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        disabled={!form.values.result}
        loading={form.isSaving || finish.isPending || place.asked === 'asking'}
      >
        {say('action.visits.finish')}
      </Button>
    </form>
  )
}
