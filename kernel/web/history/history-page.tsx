import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSignedIn } from '../data/use-session.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { useIsPhone } from '../parts/use-is-phone.ts'
import { type Tab, tabs, useChangeSets, useFreshChangeSets } from './change-sets.ts'
import { SetDetail } from './set-detail.tsx'
import { SetList } from './set-list.tsx'
import '../views/object-page.css'
import '../views/plain-table.css'
import './history.css'

/** What was changed, by whom, when; each change can be taken back as a whole. */
export function Page() {
  const say = useTexts()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const { person } = useSignedIn()
  const { id } = useParams({ strict: false }) as { id?: string }
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const tab = tabs.find((one) => one === search.tab) ?? ('all' satisfies Tab)
  const query = useChangeSets(tab, person.id)
  useFreshChangeSets()
  const first = query.rows[0]?.id
  // On a wide page something is always open: at first the newest change.
  useEffect(() => {
    if (!id && first && !isPhone)
      void navigate({ to: `/history/${first}` as never, search: ((former: object) => former) as never, replace: true })
  }, [id, first, isPhone, navigate])
  const choose = (next: Tab) =>
    void navigate({ to: (isPhone || !id ? '/history' : `/history/${id}`) as never, search: (next === 'all' ? {} : { tab: next }) as never })
  if (query.error) return <PageProblem error={query.error} />
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.history')}</h1>
        <div className="zk-tabs" role="tablist" aria-label={say('page.kernel.history')}>
          {tabs.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={one === tab} className="zk-tab" onClick={() => choose(one)}>
              {say(`history.tab.${one}`)}
            </button>
          ))}
        </div>
      </header>
      <div className="zk-history">
        {(!isPhone || !id) && (
          <div className="zk-set-list">
            <SetList query={query} tab={tab} current={id} />
          </div>
        )}
        {id && (
          <div className="zk-set-detail">
            <SetDetail key={id} id={id} />
          </div>
        )}
        {!id && !isPhone && !query.isPending && query.rows.length === 0 && (
          <div className="zk-set-detail">
            <EmptyState icon="history" title={say('history.none')} why={say('history.none.why')} />
          </div>
        )}
      </div>
    </div>
  )
}
