import { useParams } from '@tanstack/react-router'
import { Check, ChevronRight } from 'lucide-react'
import { useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useObject } from '../../data/use-meta.ts'
import { NotFound } from '../../frame/not-found.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, listAddress } from '../../parts/app-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { DryStep } from './dry-step.tsx'
import { FileStep } from './file-step.tsx'
import { MapStep } from './map-step.tsx'
import { OptionsStep } from './options-step.tsx'
import { ResultStep } from './result-step.tsx'
import { RunStep } from './run-step.tsx'
import { type Step, steps, useWizard, type Wizard } from './use-wizard.ts'
import '../object-page.css'
import '../plain-table.css'
import './import.css'

/** Steps a person may go back to from where the wizard stands. */
function mayGo(wizard: Wizard, step: Step): boolean {
  const [now, then] = [steps.indexOf(wizard.step), steps.indexOf(step)]
  if (wizard.step === 'run' || wizard.step === 'result' || then > 3) return false
  return then < now || (step === 'dry' && Boolean(wizard.job?.dryRun)) || (then <= 2 && Boolean(wizard.offer))
}

function Stepper({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const now = steps.indexOf(wizard.step)
  return (
    <ol className="zk-steps" aria-label={say('import.steps')}>
      {steps.map((step, position) => {
        const state = position < now ? 'done' : position === now ? 'now' : 'later'
        const face = (
          <>
            <span className="zk-step-sign">{state === 'done' ? <Check size={14} strokeWidth={2} aria-hidden="true" /> : position + 1}</span>
            <span className="zk-step-name">{say(`import.step.${step}`)}</span>
          </>
        )
        return (
          <li key={step} data-state={state} {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}>
            {mayGo(wizard, step) && state !== 'now' ? (
              <button type="button" className="zk-plain-button" onClick={() => wizard.go(step)}>
                {face}
              </button>
            ) : (
              face
            )}
          </li>
        )
      })}
    </ol>
  )
}

function StepBody({ wizard }: Readonly<{ wizard: Wizard }>) {
  const { step, job } = wizard
  if (step === 'map') return <MapStep wizard={wizard} />
  if (step === 'options') return <OptionsStep wizard={wizard} />
  if (step === 'dry') return <DryStep wizard={wizard} />
  if (step === 'run' && job) return <RunStep wizard={wizard} job={job} />
  if (step === 'result' && job) return <ResultStep wizard={wizard} job={job} />
  return <FileStep wizard={wizard} />
}

function ImportWizard({ object }: Readonly<{ object: ObjectMeta }>) {
  const say = useTexts()
  const wizard = useWizard(object)
  const isOver = wizard.step === 'run' || wizard.step === 'result'
  return (
    <div className="zk-wizard">
      <header className="zk-wizard-head">
        <nav className="zk-row zk-wizard-path" aria-label={say('import.path')}>
          <AppLink to={listAddress(object.plural)} className="zk-second">
            {object.labelPlural}
          </AppLink>
          <ChevronRight size={14} strokeWidth={1.5} aria-hidden="true" />
          <h1>{say('list.import')}</h1>
        </nav>
        <Stepper wizard={wizard} />
        <AppLink to={listAddress(object.plural)} className="zk-second zk-wizard-exit">
          {say(isOver || !wizard.offer ? 'import.exit' : 'import.exit-draft')}
        </AppLink>
      </header>
      <StepBody wizard={wizard} />
    </div>
  )
}

/** Brings a file in: file, mapping, options, dry run, progress, result. */
export function Page() {
  const say = useTexts()
  const asOf = useAsOf()
  const { plural } = useParams({ strict: false }) as { plural: string }
  const object = useObject(plural)
  if (!object) return <NotFound />
  if (asOf) return <EmptyState icon="history" title={say('import.past')} why={say('import.past.why')} />
  if (!object.may.import)
    return <EmptyState icon="shield" title={say('import.no-right', { objects: object.labelPlural })} why={say('page.forbidden.why')} />
  return <ImportWizard key={object.name} object={object} />
}
