import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, read } from '../data/api.ts'
import type { Problem } from '../data/problem.ts'
import { showProblem } from '../data/undo.ts'
import { useTitles } from '../fields/record-titles.tsx'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Person } from '../parts/avatar.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { type ApiKey, KeyLine } from './key-line.tsx'
import '../views/object-page.css'
import '../settings/settings.css'
import './security.css'

type Listed = ApiKey & Readonly<{ memberId: string }>
const allKey = ['api-keys', 'all'] as const

function Owner({ id }: Readonly<{ id: string }>) {
  const [name] = useTitles('member', [id])
  return (
    <span className="zk-keys-owner">
      <Person name={name ?? ''} id={id} />
    </span>
  )
}

/** The keys of everybody in the workspace; any of them is revoked at once, in every process. */
export function Page() {
  const say = useTexts()
  const client = useQueryClient()
  const { data, error, isPending } = useQuery({ queryKey: allKey, queryFn: () => read<{ rows: readonly Listed[] }>('/keys/all') })
  const revoke = useMutation<unknown, Problem, string>({
    mutationFn: (id) => call('DELETE', `/keys/all/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: allKey }),
    onError: showProblem,
  })
  if (error) return <PageProblem error={error} />
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.keys')}</h1>
      </header>
      <div className="zk-audit">
        {isPending && <SkeletonLines lines={6} />}
        {data?.rows.length === 0 && <EmptyState icon="key-round" title={say('keys.none')} why={say('keys.none.why')} />}
        {data?.rows.map((key) => (
          <KeyLine
            key={key.id}
            of={key}
            owner={<Owner id={key.memberId} />}
            isPending={revoke.isPending && revoke.variables === key.id}
            onRevoke={() => revoke.mutate(key.id)}
          />
        ))}
      </div>
    </div>
  )
}
