import { AppLink, Icon, Person, SkeletonLines, useFormat, useShelf, useTexts } from '#kernel/web'

const shownRows = 6
const inbox = '/approvals'

/** What waits for the person's decision: the same as the inbox of approvals, with what others let him decide for them. */
export function ApprovalsCard() {
  const say = useTexts()
  const format = useFormat()
  const { data, isPending } = useShelf('waiting')
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const isMore = data?.pages.at(-1)?.next != null
  return (
    <section className="zk-card" data-worklist="activities.approvals" data-empty={(!isPending && rows.length === 0) || undefined}>
      <header className="zk-card-head">
        <Icon name="list-checks" />
        <h2>
          <AppLink to={inbox}>{say('worklist.activities.approvals')}</AppLink>
        </h2>
        <span className="zk-grow" />
        <AppLink to={inbox} className="zk-act-count">
          {isPending ? '…' : `${format.number(rows.length)}${isMore ? '+' : ''}`}
        </AppLink>
      </header>
      {(isPending || rows.length > 0) && (
        <div className="zk-act-rows">
          {isPending && <SkeletonLines lines={3} />}
          {rows.slice(0, shownRows).map(({ cursor, case: one, at }) => (
            <div key={cursor} className="zk-act-row">
              <span className="zk-grow zk-act-row-text">
                <AppLink to={`${inbox}/${one.id}`} className="zk-clip">
                  {one.title}
                </AppLink>
                <span className="zk-act-facts">
                  <Person id={one.submitter.id} name={one.submitter.name} />
                  {one.stepName && <span>{one.stepName}</span>}
                  <time dateTime={at}>{format.momentRelative(at)}</time>
                </span>
              </span>
            </div>
          ))}
          {rows.length > shownRows && (
            <AppLink to={inbox} className="zk-small">
              {say('activities.all', { count: rows.length })}
            </AppLink>
          )}
        </div>
      )}
    </section>
  )
}
