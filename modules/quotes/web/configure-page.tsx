import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, InputNumber, Select } from 'antd'
import { useEffect, useState } from 'react'
import {
  AppLink,
  EmptyState,
  type LinkValue,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  useAction,
  useList,
  useRow,
  useTexts,
} from '#kernel/web'
import { type Choice, OptionGroups, Reasons, Result } from './configure-parts.tsx'
import './configure.css'

type Search = Readonly<{ ids?: string; line?: string; product?: string }>

/** What is chosen of a product on a quote: every option with its price and with what is against it. */
export function Page() {
  const say = useTexts()
  const navigate = useNavigate()
  const { ids = '', line, product } = useSearch({ strict: false }) as Search
  const [id] = String(ids).split(',')
  const { data: row, isPending } = useRow('quote', id || undefined)
  if (!id || (!row && !isPending)) return <EmptyState isPage icon="file-text" title={say('quotes.configure.no-quote')} />
  if (!row) return <SkeletonLines lines={8} />
  const choose = (next: string) => void navigate({ to: '/quotes/configure' as never, search: { ids: id, product: next } as never })
  return (
    <div className="zk-configure">
      <h1>
        {say('action.quotes.configure')} <AppLink to={recordAddress('quotes', id)}>{String(row.number ?? row.title)}</AppLink>
      </h1>
      {!line && <ProductChoice value={product} onChange={choose} />}
      {(line || product) && <Configurator key={line ?? product} quote={row} line={line} product={product} />}
    </div>
  )
}

/** Products that leave something open. */
function ProductChoice({ value, onChange }: Readonly<{ value: string | undefined; onChange(id: string): void }>) {
  const say = useTexts()
  const { rows, isPending } = useList({ object: 'optionGroup', fields: ['id', 'product'], sort: ['product', 'position'], limit: 500 })
  const products = [...new Map(rows.map((row) => row.product as LinkValue).map((one) => [one.id, String(one.title ?? '')]))]
  if (!isPending && products.length === 0) return <EmptyState icon="layers" title={say('quotes.configure.none')} />
  return (
    <Select
      showSearch
      optionFilterProp="label"
      aria-label={say('quotes.configure.pick-product')}
      placeholder={say('quotes.configure.pick-product')}
      value={value ?? null}
      options={products.map(([id, label]) => ({ value: id, label }))}
      onChange={(next) => next && onChange(next)}
      className="zk-configure-product"
    />
  )
}

type ConfiguratorProps = Readonly<{ quote: Row; line: string | undefined; product: string | undefined }>

function Configurator({ quote, line, product }: ConfiguratorProps) {
  const say = useTexts()
  const navigate = useNavigate()
  const ask = useAction<Choice>('quotes.configure', 'quote')
  const save = useAction<Choice>('quotes.configure', 'quote')
  const [shown, setShown] = useState<Choice | null>(null)
  const [quantity, setQuantity] = useState<number | null>(null)
  const about = { ...(line ? { line } : {}), ...(product ? { product } : {}) }
  const look = (input: Readonly<Record<string, unknown>>) =>
    ask.mutate({ id: quote.id, input: { ...about, ...input, trial: true } }, { onSuccess: ({ result }) => setShown(result) })
  // The first look asks for what stands there; every later one for what was chosen since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each product, which is the key of this part
  useEffect(() => look({}), [])
  if (ask.error && !shown) return <EmptyState icon="layers" title={ask.error.message} />
  if (!shown) return <SkeletonLines lines={8} />
  const count = quantity ?? shown.parts[0]?.quantity ?? 1
  const chosen = (next: Choice) =>
    next.groups.flatMap(({ options }) =>
      options
        .filter(({ isChosen }) => isChosen)
        .map((one) => ({ option: one.id, ...(one.quantityRule === 'asked' ? { quantity: one.quantity } : {}) })),
    )
  const change = (next: Choice, head = count) => {
    setShown(next)
    look({ quantity: head, choices: chosen(next) })
  }
  const back = () => void navigate({ to: recordAddress('quotes', quote.id) as never })
  const keep = () =>
    save.mutate(
      { id: quote.id, input: { ...about, quantity: count, choices: chosen(shown) } },
      {
        onSuccess: ({ result, changeSet }) => {
          if (!result.isValid) return setShown(result)
          showDone(say('quotes.configure.done'), changeSet)
          back()
        },
        onError: showProblem,
      },
    )
  return (
    <>
      <div className="zk-configure-head">
        <strong>{shown.parts[0]?.name}</strong>
        <InputNumber
          aria-label={say('quotes.configure.quantity')}
          addonBefore={say('quotes.configure.quantity')}
          min={0}
          value={count}
          onChange={(next) => {
            if (next === null) return
            setQuantity(next)
            change(shown, next)
          }}
        />
      </div>
      <div className="zk-configure-sides">
        <OptionGroups choice={shown} onChange={change} />
        <aside>
          <Result choice={shown} />
          <Reasons reasons={shown.reasons} />
          <div className="zk-row">
            <Button type="primary" disabled={!shown.isValid || ask.isPending} loading={save.isPending} onClick={keep}>
              {say(line ? 'quotes.configure.keep' : 'quotes.configure.save')}
            </Button>
            <Button onClick={back}>{say('quotes.configure.back')}</Button>
          </div>
        </aside>
      </div>
    </>
  )
}
