import { Button } from 'antd'
import { CircleCheck, CircleStop, Download, ListFilter, Play, TriangleAlert, Undo2 } from 'lucide-react'
import { showProblem } from '../../data/undo.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, listAddress } from '../../parts/app-link.tsx'
import { LinkButton } from '../link-button.tsx'
import { CountsCard } from './counts-card.tsx'
import { failedRowsAddress, type Import, useSteer } from './import-api.ts'
import { ProblemsCard } from './problems-card.tsx'
import { useUndoImport } from './use-undo-import.ts'
import type { Wizard } from './use-wizard.ts'
import { WizardFoot } from './wizard-foot.tsx'

const signs = { done: CircleCheck, stopped: CircleStop, failed: TriangleAlert } as const

/** What stands at the head of a result, in one sentence. */
function Verdict({ job }: Readonly<{ job: Import }>) {
  const say = useTexts()
  const format = useFormat()
  const state = job.state === 'done' || job.state === 'stopped' ? job.state : 'failed'
  const Sign = job.undoneBy ? Undo2 : signs[state]
  const tone = job.undoneBy ? 'zk-second' : state === 'done' ? 'zk-success' : state === 'stopped' ? 'zk-warning' : 'zk-error'
  const { created, updated, unchanged, rows } = job.counts
  const isSame = state === 'done' && rows > 0 && unchanged === rows
  const words = job.undoneBy
    ? say('import.result.undone')
    : isSame
      ? say('import.result.same', { count: rows, number: format.number(rows) })
      : say(`import.result.${state}`, {
          count: created + updated,
          number: format.number(created + updated),
          seconds: format.number(job.tookMs / 1_000, { digits: 1 }),
        })
  return (
    <div className={`zk-row ${tone}`}>
      <Sign size={20} strokeWidth={1.5} aria-hidden="true" />
      <h2 className="zk-strong">{words}</h2>
    </div>
  )
}

/** Sixth step: what came in, what did not, and the way back. */
export function ResultStep({ wizard, job }: Readonly<{ wizard: Wizard; job: Import }>) {
  const say = useTexts()
  const format = useFormat()
  const steer = useSteer(job.id)
  const undo = useUndoImport(job)
  const { object } = wizard
  const written = job.counts.created + job.counts.updated
  const filter = { updatedAt: { between: [job.createdAt, job.finishedAt ?? job.createdAt] } }
  return (
    <>
      <div className="zk-wizard-body">
        <section className="zk-card zk-import-verdict">
          <Verdict job={job} />
          {job.error && <p className="zk-error">{job.error.text}</p>}
          <div className="zk-row zk-import-next">
            {written > 0 && !job.undoneBy && (
              <LinkButton
                type="primary"
                to={listAddress(object.plural)}
                search={{ filter }}
                icon={<ListFilter size={16} strokeWidth={1.5} aria-hidden="true" />}
              >
                {say('import.open', { objects: object.labelPlural })}
              </LinkButton>
            )}
            {job.counts.failed > 0 && (
              <Button href={failedRowsAddress(job.id)} download icon={<Download size={16} strokeWidth={1.5} aria-hidden="true" />}>
                {say('import.failed-file', { count: job.counts.failed, number: format.number(job.counts.failed) })}
              </Button>
            )}
            {job.may.resume && (
              <Button
                icon={<Play size={16} strokeWidth={1.5} aria-hidden="true" />}
                loading={steer.isPending}
                onClick={() => steer.mutate('resume', { onError: showProblem })}
              >
                {say('import.resume')}
              </Button>
            )}
            {job.may.undo && (
              <Button danger icon={<Undo2 size={16} strokeWidth={1.5} aria-hidden="true" />} loading={undo.isPending} onClick={undo.run}>
                {say('import.undo')}
              </Button>
            )}
            {job.changeSet && <AppLink to={`/history/${job.changeSet}`}>{say('import.change-set')}</AppLink>}
          </div>
        </section>
        <CountsCard
          job={job}
          head={<h2>{job.file.name}</h2>}
          side={
            <time className="zk-meta zk-small zk-date" dateTime={job.createdAt}>
              {format.moment(job.createdAt)}
            </time>
          }
        />
        {(job.problems.length > 0 || job.notes.length > 0) && <ProblemsCard job={job} wizard={null} />}
      </div>
      <WizardFoot words={<AppLink to="/imports">{say('import.all')}</AppLink>}>
        <Button onClick={wizard.startOver}>{say('import.another')}</Button>
      </WizardFoot>
    </>
  )
}
