import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import {
  AppLink,
  EmptyState,
  type ObjectMeta,
  type Row,
  read,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  type Twins,
  titleOf,
  useAction,
  useAsked,
  useMeta,
  useObject,
  useRow,
  useTexts,
} from '#kernel/web'
import { type Chosen, choose, dealsFor, firstChosen, isLink, type Offers, type Part, parts } from '../rules/conversion-choices.ts'
import { type Conversion, nothingRefused, useConvert } from './conversion.ts'
import { ConvertMany } from './convert-many.tsx'
import { ConvertPart } from './convert-part.tsx'
import './convert.css'

const most = 500

/** Turns leads into customers, contacts and deals: what is there already is offered with the reason, what will be made is shown. */
export function Page() {
  const say = useTexts()
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string }
  const wanted = [...new Set(String(ids).split(',').filter(Boolean))].slice(0, most)
  const lead = useObject('lead')
  if (!lead || wanted.length === 0) return <EmptyState isPage icon="sprout" title={say('sales.convert.none')} />
  return wanted.length > 1 ? <ConvertMany object={lead} ids={wanted} /> : <One key={wanted[0]} object={lead} id={wanted[0]!} />
}

function One({ object, id }: Readonly<{ object: ObjectMeta; id: string }>) {
  const say = useTexts()
  const { data: row, error } = useRow('lead', id)
  const isOpen = row?.status === 'new' || row?.status === 'working'
  const { data: conversion, error: refused } = useAsked<Conversion>('sales.conversion', {
    object: 'lead',
    input: { leads: [id] },
    enabled: isOpen,
  })
  if (error || refused) return <EmptyState isPage icon="sprout" title={(error ?? refused)!.message} />
  if (row && !isOpen) return <Over object={object} row={row} />
  if (!row || !conversion?.offers) return <SkeletonLines lines={8} />
  return (
    <div className="zk-convert">
      <h1>
        {say('sales.convert.one', { name: titleOf(object, row) })}{' '}
        {row.company && row.company !== row.name ? <small className="zk-second">{String(row.company)}</small> : null}
      </h1>
      <Form object={object} row={row} conversion={conversion} offers={conversion.offers} />
    </div>
  )
}

/** The lead is no longer one that can be converted; what it became is a click away. */
function Over({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const title = say(row.status === 'qualified' ? 'sales.convert.converted' : 'sales.convert.closed')
  return (
    <EmptyState isPage icon="sprout" title={title}>
      <AppLink to={recordAddress(object.plural, row.id)}>{titleOf(object, row)}</AppLink>
    </EmptyState>
  )
}

type FormProps = Readonly<{ object: ObjectMeta; row: Row; conversion: Conversion; offers: Offers }>

function Form({ object, row, conversion, offers }: FormProps) {
  const say = useTexts()
  const navigate = useNavigate()
  const { objects } = useMeta()
  const [picked, setPicked] = useState<Chosen | null>(null)
  const chosen = picked ?? firstChosen(offers)
  const shown = useDeals(row.id, offers, chosen)
  const form = useConvert(row.id, conversion)
  const pick = (part: Part, to: Chosen[Part]) => setPicked(choose(chosen, { part, to, offers: shown }))
  const hidden = useHidden(object, row.id)
  const submit = async () => {
    const done = await form.submit(chosen)
    if (!done) return
    showDone(say('sales.convert.done', { name: titleOf(object, row) }), done.changeSet)
    const { opportunity, account } = done.made
    const [plural, id] = opportunity ? [objects.opportunity?.plural, opportunity] : [objects.account?.plural, account]
    void navigate({ to: recordAddress(plural ?? object.plural, plural ? id : row.id) as never })
  }
  const body = useRef<HTMLDivElement>(null)
  // What was refused may stand far above the button that was pressed.
  useEffect(() => {
    if (form.refused !== nothingRefused) body.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
  }, [form.refused])
  const asksSecond = chosen.account === 'new' && (conversion.ofOthers > 0 || form.refused.code === 'sales.customer-of-other')
  return (
    <div ref={body} className="zk-convert-parts">
      {parts.map((part) =>
        objects[part] ? (
          <ConvertPart
            key={part}
            {...{ part, chosen, form, lead: { object, row }, hidden: hidden[part] }}
            object={objects[part]}
            offers={part === 'opportunity' ? dealsFor(shown.opportunity, chosen) : offers[part]}
            draft={conversion.drafts[part]}
            onChoose={(to) => pick(part, to)}
          >
            {part === 'account' && asksSecond && <Second id={row.id} value={form.second} onChange={form.setSecond} />}
          </ConvertPart>
        ) : null,
      )}
      <Outcome chosen={chosen} name={(part) => String(form.typed[part].name ?? conversion.drafts[part].name ?? '')} />
      {form.refused.rest.length > 0 && (
        <p className="zk-error" role="alert">
          {form.refused.rest.join(' ')}
        </p>
      )}
      <div className="zk-row zk-convert-do">
        <Button type="primary" loading={form.isPending} onClick={() => void submit()}>
          {say('sales.convert.do')}
        </Button>
        <Button onClick={() => void navigate({ to: recordAddress(object.plural, row.id) as never })}>{say('sales.convert.back')}</Button>
      </div>
    </div>
  )
}

/** What will be made and what will be linked, in a sentence. */
function Outcome({ chosen, name }: Readonly<{ chosen: Chosen; name(part: Part): string }>) {
  const say = useTexts()
  const { objects } = useMeta()
  const called = (part: Part, title: string) => `${objects[part]?.label ?? ''} ${title}`.trim()
  const makes = parts.filter((part) => chosen[part] === 'new').map((part) => called(part, name(part)))
  const takes = parts.flatMap((part) => {
    const one = chosen[part]
    return isLink(one) ? [called(part, one.title ?? '')] : []
  })
  return (
    <p role="status" className="zk-second">
      {makes.length > 0 && `${say('sales.convert.makes', { names: makes.join(say('value.join')) })} `}
      {takes.length > 0 && say('sales.convert.takes', { names: takes.join(say('value.join')) })}
    </p>
  )
}

/** Somebody else has a customer of this name: he is asked, or a reason is said. */
function Second({ id, value, onChange }: Readonly<{ id: string; value: string; onChange(value: string): void }>) {
  const say = useTexts()
  const ask = useAction('sales.ask-owner', 'lead')
  return (
    <div className="zk-convert-second" role="alert">
      <p>{say('sales.convert.of-other')}</p>
      <Input
        aria-label={say('action.sales.convert.second')}
        placeholder={say('action.sales.convert.second')}
        maxLength={300}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <Button
        loading={ask.isPending}
        disabled={ask.isSuccess}
        onClick={() => ask.mutate({ id, input: value ? { question: value } : {} }, { onError: showProblem })}
      >
        {say(ask.isSuccess ? 'sales.convert.asked-owner' : 'sales.convert.ask')}
      </Button>
    </div>
  )
}

/** The offers, with the deals of a customer whom somebody named himself. */
function useDeals(id: string, offers: Offers, { account }: Chosen): Offers {
  const isElse = isLink(account) && !offers.account.some((one) => one.id === account.id)
  const { data } = useAsked<Conversion>('sales.conversion', {
    object: 'lead',
    input: { leads: [id], ...(isElse ? { account: account.id } : {}) },
    enabled: isElse,
  })
  return isElse && data?.offers ? { ...offers, opportunity: data.offers.opportunity } : offers
}

/** By part, what is there out of reach. */
function useHidden(object: ObjectMeta, id: string): Readonly<Partial<Record<Part, Twins['hidden']>>> {
  const { data } = useQuery({
    queryKey: ['o', object.name, 'alike', 'sales.convert', id],
    queryFn: ({ signal }) => read<Readonly<Record<string, Twins>>>(`/${object.plural}/${id}/convert/duplicates`, {}, signal),
    retry: false,
    gcTime: 0,
  })
  return { ...(data?.account ? { account: data.account.hidden } : {}), ...(data?.contact ? { contact: data.contact.hidden } : {}) }
}
