import { useAsOf } from '../data/as-of.ts'
import { useCount } from '../data/use-list.ts'
import { useMeta, workObjects } from '../data/use-meta.ts'
import { useSignedIn } from '../data/use-session.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { BoardCard } from './board-card.tsx'
import { FirstSteps } from './first-steps.tsx'
import { RecentCard } from './recent-card.tsx'
import './home.css'

/** The workbench: what of mine is open, by stage, and what I touched last. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const asOf = useAsOf()
  const { person } = useSignedIn()
  const objects = workObjects(meta)
  const boards = objects.filter((object) => object.owned && object.views.board)
  const recent = objects.filter((object) => object.owned)
  // An empty workspace has nothing to show yet but the way in.
  const first = recent.find((object) => object.may.create)
  const { data: count } = useCount({ object: first?.name ?? '' }, { enabled: first !== undefined })
  const isEmpty = count?.value === 0
  return (
    <div className="zk-home">
      <header className="zk-row zk-home-head">
        <h1 className="zk-date">{format.dayWithWeekday(asOf ?? format.today())}</h1>
        <span className="zk-second">{say('home.greeting', { name: person.name })}</span>
      </header>
      <div className="zk-home-grid">
        {isEmpty && first && <FirstSteps object={first} />}
        {!isEmpty && boards.map((object) => <BoardCard key={object.name} object={object} />)}
        {!isEmpty && recent.slice(0, 4).map((object) => <RecentCard key={object.name} object={object} />)}
      </div>
    </div>
  )
}
