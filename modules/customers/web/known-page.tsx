import { useQueries } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { call, EmptyState, Icon, type ObjectMeta, SkeletonLines, TwinList, type Twins, useAsked, useMeta, useTexts } from '#kernel/web'
import { askedFor } from './known-by.ts'
import './people.css'

/** `values`: what was held against the object's own duplicates; who has one out of reach can then be asked for it. */
type Found = Readonly<{ object: ObjectMeta; twins: Twins; values?: Readonly<Record<string, string>> }>

/** What is known of customers by what others hold of them: titles of invoices, mails of contacts. */
function useThrough(values: Readonly<Record<string, string>> | undefined): Readonly<{ isPending: boolean; found: readonly Found[] }> {
  const say = useTexts()
  const { objects } = useMeta()
  const isAsked = values !== undefined && objects.account?.may.create === true
  const { data, isLoading } = useAsked<Readonly<{ found: Readonly<Record<string, Twins>> }>>('customers.known', {
    object: 'account',
    input: values ?? {},
    enabled: isAsked,
  })
  // Mails stand with contacts, so that no field of the customer is called so.
  const named = (by: readonly string[]) => by.map((name) => (name === 'contacts' ? say('customers.known.mail') : name))
  const found = Object.entries(data?.found ?? {}).flatMap(([name, { rows, hidden }]) => {
    const object = objects[name]
    const twins = { rows: rows.map((row) => ({ ...row, by: named(row.by) })), hidden: { ...hidden, by: named(hidden.by) } }
    return object && rows.length + hidden.count > 0 ? [{ object, twins }] : []
  })
  return { isPending: isAsked && isLoading, found }
}

/** Whether somebody is known already: that he is there, and of what is out of reach nothing but that. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const all = askedFor(asked)
  const through = useThrough(all.find(({ object }) => object === null)?.values)
  const questions = all.flatMap(({ object, values }) => {
    const known = object === null ? undefined : meta.objects[object]
    return known?.may.create ? [{ object: known, values }] : []
  })
  const answers = useQueries({
    queries: questions.map(({ object, values }) => ({
      queryKey: ['o', object.name, 'duplicates', JSON.stringify(values)],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await call<Twins>('POST', `/${object.plural}/duplicates`, { body: { values }, signal })).body,
    })),
  })
  const isPending = through.isPending || answers.some((answer) => answer.isPending)
  const direct: readonly Found[] = questions.flatMap(({ object }, i) => {
    const twins = answers[i]?.data
    return twins && twins.rows.length + twins.hidden.count > 0 ? [{ object, twins, values: questions[i]!.values }] : []
  })
  const found = [...direct, ...through.found]
  return (
    <div className="zk-transfer">
      <h1>{say('page.customers.known')}</h1>
      <Input.Search
        autoFocus
        allowClear
        enterButton={say('customers.known.look')}
        aria-label={say('customers.known.what')}
        placeholder={say('customers.known.what')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onSearch={(text) => setAsked(text.trim())}
      />
      {asked && isPending && <SkeletonLines lines={3} />}
      {asked && !isPending && found.length === 0 && (
        <EmptyState icon="copy" title={say('customers.known.nobody')} why={say('customers.known.nobody-why')} />
      )}
      {!isPending &&
        found.map(({ object, twins, values }) => (
          <section key={`${object.name} ${values ? '' : 'through'}`} className="zk-card zk-known" data-known={object.name}>
            <header className="zk-card-head">
              <Icon name={object.icon} />
              <h2>{object.labelPlural}</h2>
            </header>
            <TwinList object={object} twins={twins} {...(values ? { asked: values } : {})} />
          </section>
        ))}
      <p className="zk-meta zk-small">{say('customers.known.disclosed')}</p>
    </div>
  )
}
