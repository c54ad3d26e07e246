import { Button } from 'antd'
import { Play, Square, Undo2 } from 'lucide-react'
import { showProblem } from '../../data/undo.ts'
import { useTexts } from '../../i18n/texts.ts'
import { listAddress } from '../../parts/app-link.tsx'
import { LinkButton } from '../link-button.tsx'
import { CountsCard } from './counts-card.tsx'
import { type Import, isUnderWay, useSteer } from './import-api.ts'
import { ProgressBar } from './progress-bar.tsx'
import { useUndoImport } from './use-undo-import.ts'
import type { Wizard } from './use-wizard.ts'
import { WizardFoot } from './wizard-foot.tsx'

function Interrupted({ job }: Readonly<{ job: Import }>) {
  const say = useTexts()
  const steer = useSteer(job.id)
  const undo = useUndoImport(job)
  return (
    <section className="zk-card zk-import-under-way">
      <h2 className="zk-strong zk-warning">{say('import.interrupted')}</h2>
      <p className="zk-second">{say('import.interrupted.why')}</p>
      <ProgressBar job={job} />
      <div className="zk-row">
        <Button
          type="primary"
          icon={<Play size={16} strokeWidth={1.5} aria-hidden="true" />}
          loading={steer.isPending}
          onClick={() => steer.mutate('resume', { onError: showProblem })}
        >
          {say('import.resume')}
        </Button>
        {job.may.undo && (
          <Button danger icon={<Undo2 size={16} strokeWidth={1.5} aria-hidden="true" />} loading={undo.isPending} onClick={undo.run}>
            {say('import.undo')}
          </Button>
        )}
        <Button type="text" onClick={() => steer.mutate('stop', { onError: showProblem })}>
          {say('import.give-up')}
        </Button>
      </div>
    </section>
  )
}

/** Fifth step: the rows come in; it can be stopped, and goes on when this page is closed. */
export function RunStep({ wizard, job }: Readonly<{ wizard: Wizard; job: Import }>) {
  const say = useTexts()
  const steer = useSteer(job.id)
  return (
    <>
      <div className="zk-wizard-body">
        {isUnderWay(job) ? (
          <section className="zk-card zk-import-under-way">
            <h2 className="zk-strong">{say(job.state === 'queued' ? 'import.queued' : 'import.running', { file: job.file.name })}</h2>
            <ProgressBar job={job} />
            <Button
              icon={<Square size={14} strokeWidth={1.5} aria-hidden="true" />}
              loading={steer.isPending}
              onClick={() => steer.mutate('stop', { onError: showProblem })}
            >
              {say('import.stop')}
            </Button>
          </section>
        ) : (
          <Interrupted job={job} />
        )}
        <CountsCard job={job} head={<h2>{job.file.name}</h2>} />
      </div>
      <WizardFoot words={isUnderWay(job) ? say('import.running.words') : ''}>
        <LinkButton to={listAddress(wizard.object.plural)}>{say('import.to-list', { objects: wizard.object.labelPlural })}</LinkButton>
      </WizardFoot>
    </>
  )
}
