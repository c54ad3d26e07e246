import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { call, read } from '../data/api.ts'
import type { Problem } from '../data/problem.ts'
import { showToast } from '../data/toasts.ts'
import { showProblem } from '../data/undo.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'
import type { PanelProps } from '../slots/define-web.ts'
import './security.css'

type State = Readonly<{ hasAccount: boolean; sessions: number; hasSecondFactor: boolean; passkeys: number; lockedUntil: string | null }>
type Step = 'unlock' | 'end-sessions' | 'drop-second-factor'

/** How a member signs in, for administrators: locked or not, where signed in, second factor; and what helps when the person cannot come in. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const key = ['sign-in-state', row.id] as const
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => read<State>(`/members/${row.id}/sign-in`),
    enabled: object.may.update,
    retry: false,
  })
  const step = useMutation<unknown, Problem, Step>({
    mutationFn: (name) => call('POST', `/members/${row.id}/sign-in/${name}`),
    onSuccess: (_answer, name) => {
      showToast({ text: say(`sign-in.did.${name}`), tone: 'done' })
      return client.invalidateQueries({ queryKey: key })
    },
    onError: showProblem,
  })
  if (!data) return null
  const button = (name: Step) => (
    <Button size="small" danger={name !== 'unlock'} loading={step.isPending && step.variables === name} onClick={() => step.mutate(name)}>
      {say(`sign-in.do.${name}`)}
    </Button>
  )
  return (
    <div className="zk-column zk-sign-in-panel">
      {!data.hasAccount && <span className="zk-second">{say('sign-in.no-account')}</span>}
      {data.lockedUntil && <Tag color="red">{say('sign-in.locked', { until: format.moment(data.lockedUntil) })}</Tag>}
      {data.hasAccount && (
        <>
          <span className="zk-row">
            <Tag color={data.hasSecondFactor || data.passkeys > 0 ? 'green' : 'grey'}>
              {say(data.hasSecondFactor || data.passkeys > 0 ? 'sign-in.factor' : 'sign-in.no-factor')}
            </Tag>
            <span className="zk-second zk-small">{say('sign-in.sessions', { count: data.sessions })}</span>
          </span>
          <span className="zk-sign-in-steps">
            {data.lockedUntil && button('unlock')}
            {data.sessions > 0 && button('end-sessions')}
            {(data.hasSecondFactor || data.passkeys > 0) && button('drop-second-factor')}
          </span>
        </>
      )}
    </div>
  )
}
