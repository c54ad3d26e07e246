import { useQueries } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { call, EmptyState, Icon, SkeletonLines, TwinList, type Twins, useMeta, useTexts } from '#kernel/web'
import { askedFor } from './known-by.ts'
import './people.css'

/** Whether somebody is known already: that he is there, and of what is out of reach nothing but that. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const questions = askedFor(asked).flatMap(({ object, values }) => {
    const known = meta.objects[object]
    return known?.may.create ? [{ object: known, values }] : []
  })
  const answers = useQueries({
    queries: questions.map(({ object, values }) => ({
      queryKey: ['o', object.name, 'duplicates', JSON.stringify(values)],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await call<Twins>('POST', `/${object.plural}/duplicates`, { body: { values }, signal })).body,
    })),
  })
  const isPending = answers.some((answer) => answer.isPending)
  const found = questions.flatMap(({ object }, i) => {
    const twins = answers[i]?.data
    return twins && twins.rows.length + twins.hidden.count > 0 ? [{ object, twins, values: questions[i]!.values }] : []
  })
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
          <section key={object.name} className="zk-card zk-known" data-known={object.name}>
            <header className="zk-card-head">
              <Icon name={object.icon} />
              <h2>{object.labelPlural}</h2>
            </header>
            <TwinList object={object} twins={twins} asked={values} />
          </section>
        ))}
      <p className="zk-meta zk-small">{say('customers.known.disclosed')}</p>
    </div>
  )
}
