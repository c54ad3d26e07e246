import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call, read } from '../data/api.ts'
import type { Problem } from '../data/problem.ts'
import { showProblem } from '../data/undo.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'

type ApiKey = Readonly<{ id: string; name: string | null; createdAt?: string; lastUsedAt?: string | null }>
const keysKey = ['api-keys'] as const

/** API keys of this person; a new one is shown once. Without the right to have keys the card is not there. */
export function KeysCard() {
  const say = useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const keys = useQuery({ queryKey: keysKey, queryFn: () => read<{ rows: readonly ApiKey[] }>('/keys'), retry: false })
  const refresh = () => client.invalidateQueries({ queryKey: keysKey })
  const create = useMutation<{ key: string }, Problem, string>({
    mutationFn: async (label) => (await call<{ key: string }>('POST', '/keys', { body: { name: label } })).body,
    onSuccess: () => {
      setName('')
      return refresh()
    },
    onError: showProblem,
  })
  const revoke = useMutation<unknown, Problem, string>({
    mutationFn: (id) => call('DELETE', `/keys/${id}`),
    onSuccess: refresh,
    onError: showProblem,
  })
  if (!keys.data) return null
  return (
    <section className="zk-card zk-settings-card" id="keys">
      <h2 className="zk-card-head">{say('settings.keys')}</h2>
      <p className="zk-settings-text">{say('settings.keys.text')}</p>
      {create.data && (
        <p className="zk-settings-key" role="status">
          {say('settings.keys.once')} <code className="zk-code">{create.data.key}</code>
        </p>
      )}
      {keys.data.rows.map((key) => (
        <div key={key.id} className="zk-row zk-settings-link">
          <span className="zk-clip zk-grow">{key.name || say('settings.keys.nameless')}</span>
          {key.createdAt && <span className="zk-meta zk-small zk-date">{format.momentRelative(key.createdAt)}</span>}
          <Button size="small" danger onClick={() => revoke.mutate(key.id)} loading={revoke.isPending && revoke.variables === key.id}>
            {say('settings.keys.revoke')}
          </Button>
        </div>
      ))}
      <form
        className="zk-row zk-settings-form"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(name)
        }}
      >
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          placeholder={say('settings.keys.name')}
          aria-label={say('settings.keys.name')}
        />
        <Button htmlType="submit" disabled={!name.trim()} loading={create.isPending}>
          {say('settings.keys.create')}
        </Button>
      </form>
    </section>
  )
}
