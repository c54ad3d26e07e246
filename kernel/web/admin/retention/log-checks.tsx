import { Button } from 'antd'
import { CircleCheck, RotateCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { showProblem } from '../../data/undo.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { type Finding, type LogCheck, useCheckNow, useHistory } from './retention-api.ts'

/** What is not as it should be, with the first addresses. */
function Fault({ finding }: Readonly<{ finding: Finding }>) {
  const say = useTexts()
  const format = useFormat()
  const object = useMeta().objects[finding.object]
  const name = object?.labelPlural ?? finding.object
  const field = finding.check.startsWith('link ') ? finding.check.slice('link '.length) : null
  const what = field
    ? say('log-check.link', { field: object?.fields[field]?.label ?? field, count: finding.count, number: format.number(finding.count) })
    : say('log-check.log', { count: finding.count, number: format.number(finding.count) })
  return (
    <li>
      <span className="zk-strong">{name}</span> {what}
      <span className="zk-log-check-places">
        {finding.examples.map((id, position) =>
          object ? (
            <AppLink key={id} to={recordAddress(object.plural, id)}>
              {say('log-check.place', { number: format.number(position + 1) })}
            </AppLink>
          ) : (
            <code key={id}>{id}</code>
          ),
        )}
      </span>
    </li>
  )
}

function Result({ check }: Readonly<{ check: LogCheck }>) {
  const say = useTexts()
  const format = useFormat()
  const { records, faults, findings, trimmed, tookMs, at } = check
  const Sign = faults > 0 ? TriangleAlert : CircleCheck
  return (
    <>
      <p className={`zk-row ${faults > 0 ? 'zk-error' : 'zk-success'}`} role="status">
        <Sign size={16} strokeWidth={1.5} aria-hidden="true" />
        {faults > 0
          ? say('log-check.faults', { count: faults, number: format.number(faults) })
          : say('log-check.fine', { count: records, number: format.number(records) })}
      </p>
      <p className="zk-second zk-small">
        {say('log-check.last', {
          at: format.moment(at),
          count: records,
          number: format.number(records),
          seconds: format.number(tookMs / 1_000, { digits: 1 }),
        })}
        {(trimmed.removed > 0 || trimmed.dropped > 0) &&
          ` ${say('log-check.trimmed', { count: trimmed.removed, number: format.number(trimmed.removed), months: format.number(trimmed.dropped) })}`}
      </p>
      {findings.length > 0 && (
        <ul className="zk-log-check-faults">
          {findings.map((finding) => (
            <Fault key={`${finding.object} ${finding.check}`} finding={finding} />
          ))}
        </ul>
      )}
    </>
  )
}

/** Whether the log and the records agree, as the last look found; one can be asked for now. */
export function LogChecks() {
  const say = useTexts()
  const [awaited, setAwaited] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const { data, error } = useHistory(isAsked)
  const now = useCheckNow()
  const last = data?.checks[0]
  if (isAsked && last && last.id !== awaited) setAsked(false)
  if (error) return <PageProblem error={error} />
  const look = () => {
    setAwaited(last?.id ?? null)
    setAsked(true)
    now.mutate(undefined, {
      onError: (problem) => {
        setAsked(false)
        showProblem(problem)
      },
    })
  }
  return (
    <section className="zk-card zk-log-check">
      <header className="zk-row">
        <h2>{say('log-check.title')}</h2>
        <span className="zk-grow" />
        <Button icon={<RotateCw size={16} strokeWidth={1.5} aria-hidden="true" />} loading={isAsked} disabled={!data} onClick={look}>
          {say('log-check.now')}
        </Button>
      </header>
      <p className="zk-second zk-small">{say('log-check.why')}</p>
      {!data && <SkeletonLines lines={2} />}
      {data && !last && <p className="zk-second">{say('log-check.none')}</p>}
      {last && <Result check={last} />}
    </section>
  )
}
