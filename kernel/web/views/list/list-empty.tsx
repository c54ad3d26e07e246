import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { useTexts } from '../../i18n/texts.ts'
import { createAddress, listAddress } from '../../parts/app-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import type { ListState } from '../list-state.ts'

/** Why a list shows nothing, and the first step out of it: nothing matches, nothing is there yet. */
export function ListEmpty({ object, state }: Readonly<{ object: ObjectMeta; state: ListState }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const names = { objects: object.labelPlural, object: object.label }
  const isFiltered = Object.keys(state.filter).length > 0 || state.q !== ''
  if (isFiltered || state.tab === 'mine') {
    return (
      <EmptyState
        icon="filter"
        title={say(isFiltered ? 'list.empty.filter' : 'list.empty.mine', names)}
        why={say(isFiltered ? 'list.empty.filter.why' : 'list.empty.mine.why', names)}
      >
        <Button onClick={() => state.change(isFiltered ? { filter: {}, q: '' } : { tab: 'all' })}>
          {say(isFiltered ? 'list.empty.clear' : 'list.empty.all', names)}
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={object.icon}
      title={say('list.empty.none', names)}
      why={say(object.may.create ? 'list.empty.none.why' : 'list.empty.none.read', names)}
    >
      {object.may.create && (
        <Button onClick={() => void navigate({ to: createAddress(object.plural) as never })}>{say('list.empty.first', names)}</Button>
      )}
      {object.may.import && (
        <Button onClick={() => void navigate({ to: `${listAddress(object.plural)}/import` as never })}>{say('list.empty.import')}</Button>
      )}
    </EmptyState>
  )
}

/** In place of rows that could not be read. */
export function ListProblem({ error, onRetry }: Readonly<{ error: unknown; onRetry(): void }>) {
  const say = useTexts()
  return (
    <EmptyState icon="wrench" title={say('list.problem')} why={isProblem(error) ? (error.issues[0]?.detail ?? error.detail) : undefined}>
      <Button onClick={onRetry}>{say('list.retry')}</Button>
    </EmptyState>
  )
}
