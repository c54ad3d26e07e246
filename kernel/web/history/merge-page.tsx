import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { ArrowLeft, Merge } from 'lucide-react'
import type { FieldMeta, ObjectMeta, Row } from '../data/meta-types.ts'
import { isProblem } from '../data/problem.ts'
import { showDone } from '../data/undo.ts'
import { titleOf, useMeta, useObject } from '../data/use-meta.ts'
import { webTypeOf } from '../fields/registry.ts'
import { useFormat } from '../format/use-format.ts'
import { NotFound } from '../frame/not-found.tsx'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress, recordAddress } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { useMerge } from './use-merge.ts'
import './merge.css'

type State = ReturnType<typeof useMerge>

function Value({ object, field, row }: Readonly<{ object: ObjectMeta; field: FieldMeta; row: Row }>) {
  const value = row[field.name]
  const { Cell } = webTypeOf(field)
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0)
  return isEmpty ? <span className="zk-meta">—</span> : <Cell value={value} field={field} object={object.name} row={row} place="record" />
}

function Choice({ object, field, row, state }: Readonly<{ object: ObjectMeta; field: FieldMeta; row: Row; state: State }>) {
  const isChosen = state.sourceOf(field.name) === row.id
  return (
    <td data-chosen={isChosen || undefined}>
      <label className="zk-merge-choice">
        <input
          type="radio"
          name={`merge-${field.name}`}
          checked={isChosen}
          aria-label={`${field.label}: ${titleOf(object, row)}`}
          onChange={() => state.choose(field.name, row.id)}
        />
        <span className="zk-merge-value">
          <Value object={object} field={field} row={row} />
        </span>
      </label>
    </td>
  )
}

function Heads({ object, state }: Readonly<{ object: ObjectMeta; state: State }>) {
  const say = useTexts()
  const format = useFormat()
  return (
    <thead>
      <tr>
        <td />
        {state.rows.map((row) => (
          <th key={row.id} scope="col" data-chosen={row.id === state.survivor || undefined}>
            <label className="zk-merge-choice">
              <input
                type="radio"
                name="merge-survivor"
                checked={row.id === state.survivor}
                aria-label={say('merge.stays', { title: titleOf(object, row) })}
                onChange={() => state.setSurvivor(row.id)}
              />
              <span className="zk-column">
                <AppLink to={recordAddress(object.plural, row.id)} target="_blank" className="zk-strong">
                  {titleOf(object, row) || '—'}
                </AppLink>
                <span className="zk-small zk-second">{say('merge.created', { at: format.momentRelative(String(row.createdAt)) })}</span>
                {row.id === state.survivor && <span className="zk-merge-mark">{say('merge.survivor')}</span>}
              </span>
            </label>
            <Button type="text" size="small" onClick={() => state.chooseAll(row.id)}>
              {say('merge.take-all')}
            </Button>
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Comparison({ object, state }: Readonly<{ object: ObjectMeta; state: State }>) {
  const say = useTexts()
  const { rows, differing, equal } = state
  return (
    <div className="zk-merge-scroll">
      <table className="zk-merge-table" aria-label={say('merge.title', { count: rows.length, objects: object.labelPlural })}>
        <Heads object={object} state={state} />
        <tbody>
          {differing.map((field) => (
            <tr key={field.name}>
              <th scope="row">{field.label}</th>
              {rows.map((row) => (
                <Choice key={row.id} object={object} field={field} row={row} state={state} />
              ))}
            </tr>
          ))}
          {equal.map((field) => (
            <tr key={field.name} className="zk-merge-equal">
              <th scope="row">{field.label}</th>
              <td colSpan={rows.length}>
                <Value object={object} field={field} row={rows[0]!} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What comes along to the record that stays. */
function Moves({ state }: Readonly<{ state: State }>) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const { moves, refused } = state
  if (isProblem(refused)) return <p className="zk-error">{refused.issues[0]?.detail || refused.detail}</p>
  const byObject = [...Map.groupBy(moves, ({ object }) => object)].map(([name, list]) => ({
    name,
    label: meta.objects[name]?.labelPlural ?? name,
    count: list.reduce((sum, { count }) => sum + count, 0),
  }))
  if (byObject.length === 0) return <p className="zk-second">{say('merge.moves-nothing')}</p>
  return (
    <p className="zk-second">
      {say('merge.moves')} {byObject.map(({ label, count }) => `${format.number(count)} ${label}`).join(' · ')}
    </p>
  )
}

function MergeRecords({ object, ids }: Readonly<{ object: ObjectMeta; ids: readonly string[] }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const state = useMerge(object, ids)
  const { merge } = state
  if (state.problem) return <PageProblem error={state.problem} />
  const run = () =>
    merge.mutate(undefined, {
      onSuccess: ({ merged, changeSet }) => {
        showDone(say('merge.done', { count: ids.length }), changeSet)
        void navigate({ to: recordAddress(object.plural, merged.record) as never })
      },
    })
  return (
    <div className="zk-merge">
      <header className="zk-merge-head">
        <AppLink to={listAddress(object.plural)} className="zk-row zk-second">
          <ArrowLeft size={16} strokeWidth={1.5} aria-hidden="true" />
          {object.labelPlural}
        </AppLink>
        <h1>{say('merge.title', { count: ids.length, objects: object.labelPlural })}</h1>
        <p className="zk-second">{say('merge.about')}</p>
      </header>
      {state.isReady ? <Comparison object={object} state={state} /> : <SkeletonLines lines={8} />}
      <footer className="zk-merge-foot">
        <div className="zk-grow">
          <Moves state={state} />
          {merge.error && (
            <p className="zk-error" role="alert">
              {merge.error.issues[0]?.detail || merge.error.detail}
            </p>
          )}
        </div>
        <Button
          type="primary"
          icon={<Merge size={16} strokeWidth={1.5} aria-hidden="true" />}
          disabled={!state.isReady || state.refused !== null}
          loading={merge.isPending}
          onClick={run}
        >
          {say('merge.button')}
        </Button>
      </footer>
    </div>
  )
}

/** Two to five records side by side: which one stays, and whose value counts for each field. */
export function Page() {
  const say = useTexts()
  const { plural } = useParams({ strict: false }) as { plural: string }
  const search = useSearch({ strict: false }) as { ids?: string }
  const object = useObject(plural)
  const ids = String(search.ids ?? '')
    .split(',')
    .filter(Boolean)
    .slice(0, 5)
  if (!object) return <NotFound />
  if (!object.may.update || !object.may.remove || ids.length < 2)
    return <EmptyState isPage icon="merge" title={say('merge.nothing')} why={say('merge.nothing.why')} />
  return <MergeRecords key={ids.join()} object={object} ids={ids} />
}
