import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  EmptyState,
  FormField,
  isProblem,
  listAddress,
  type ObjectMeta,
  recordAddress,
  SkeletonLines,
  startRun,
  titleOf,
  useAsked,
  useList,
  useMeta,
  useTexts,
} from '#kernel/web'
import { type Part, parts } from '../rules/conversion-choices.ts'
import { type Conversion, emptyIn, nothingRefused, nothingTyped, type PartRows, type Refused, refusedBy, written } from './conversion.ts'

const mostNamed = 8

/** Converts several leads in the background, each into its own; what any of them lacks is asked for once. */
export function ConvertMany({ object, ids }: Readonly<{ object: ObjectMeta; ids: readonly string[] }>) {
  const say = useTexts()
  const { rows, isPending } = useList({
    object: 'lead',
    filter: { id: { in: [...ids] }, status: { in: ['new', 'working'] } },
    fields: ['id', object.title],
    limit: ids.length,
  })
  const open = rows.map(({ id }) => id)
  const { data } = useAsked<Conversion>('sales.conversion', { object: 'lead', input: { leads: open }, enabled: open.length > 0 })
  if (isPending) return <SkeletonLines lines={8} />
  if (open.length === 0) return <EmptyState isPage icon="sprout" title={say('sales.convert.closed')} />
  if (!data) return <SkeletonLines lines={8} />
  return (
    <div className="zk-convert">
      <h1>{say('sales.convert.many', { count: open.length })}</h1>
      <p className="zk-second">
        {rows.slice(0, mostNamed).map((row) => (
          <AppLink key={row.id} to={recordAddress(object.plural, row.id)} className="zk-convert-lead">
            {titleOf(object, row)}
          </AppLink>
        ))}
        {rows.length > mostNamed && '…'}
      </p>
      <ManyForm object={object} ids={open} conversion={data} />
    </div>
  )
}

function ManyForm({ object, ids, conversion }: Readonly<{ object: ObjectMeta; ids: readonly string[]; conversion: Conversion }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const { objects } = useMeta()
  const [withOpportunity, setWith] = useState(true)
  const [takeSure, setTake] = useState(true)
  const [typed, setTyped] = useState<PartRows>(nothingTyped)
  const [refused, setRefused] = useState<Refused>(nothingRefused)
  const isMade = (part: Part) => part !== 'opportunity' || withOpportunity
  const leave = () => void navigate({ to: listAddress(object.plural) as never })
  const submit = async () => {
    const empty = emptyIn({ conversion, typed, isNew: isMade }, say('form.required'))
    if (empty) return setRefused({ ...nothingRefused, byPart: empty })
    try {
      const input = { withOpportunity, takeSure, defaults: written(objects, typed, isMade) }
      await startRun(`/${object.plural}/bulk`, { do: 'act', action: 'sales.convert', input, ids })
      leave()
    } catch (error) {
      if (!isProblem(error)) throw error
      setRefused(refusedBy(error))
    }
  }
  return (
    <>
      <Checkbox checked={takeSure} onChange={({ target }) => setTake(target.checked)}>
        {say('action.sales.convert.takeSure')}
      </Checkbox>
      <Checkbox checked={withOpportunity} onChange={({ target }) => setWith(target.checked)}>
        {say('action.sales.convert.withOpportunity')}
      </Checkbox>
      {parts
        .filter((part) => isMade(part) && objects[part] && conversion.drafts[part].lacking.length > 0)
        .map((part) => (
          <section key={part} className="zk-card zk-convert-part" data-part={part}>
            <header className="zk-card-head">
              <h2>{objects[part]!.label}</h2>
              <span className="zk-meta">{say('sales.convert.many-asked')}</span>
            </header>
            {conversion.drafts[part].lacking
              .flatMap((name) => objects[part]!.fields[name] ?? [])
              .map((field) => (
                <FormField
                  key={field.name}
                  field={field}
                  object={part}
                  values={typed[part]}
                  issue={refused.byPart[part][field.name]}
                  onChange={(value) => setTyped((now) => ({ ...now, [part]: { ...now[part], [field.name]: value } }))}
                />
              ))}
          </section>
        ))}
      {conversion.ofOthers > 0 && <p>{say('sales.convert.many-of-others', { count: conversion.ofOthers })}</p>}
      <p className="zk-meta zk-small">{say('sales.convert.many-why')}</p>
      {refused.rest.length > 0 && (
        <p className="zk-error" role="alert">
          {refused.rest.join(' ')}
        </p>
      )}
      <div className="zk-row zk-convert-do">
        <Button type="primary" onClick={() => void submit()}>
          {say('sales.convert.do')}
        </Button>
        <Button onClick={leave}>{say('sales.convert.back')}</Button>
      </div>
    </>
  )
}
