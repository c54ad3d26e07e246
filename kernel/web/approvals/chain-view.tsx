import { Check, Clock, CornerUpLeft, type LucideIcon, Minus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Person } from '../parts/avatar.tsx'
import type { ChainStep, Task } from './approval-api.ts'

type StepState = 'done' | 'here' | 'ahead' | 'refused' | 'skipped'
const signs: Readonly<Record<StepState, LucideIcon>> = { done: Check, here: Clock, ahead: Minus, refused: X, skipped: CornerUpLeft }

/** Where the case stands, for the signs beside the steps; absent before it is submitted. */
export type Progress = Readonly<{ step: number; round: number; state: string; tasks: readonly Task[] }>

function stateOf(step: ChainStep, at: number, progress: Progress | undefined): StepState {
  if (step.skipped) return 'skipped'
  if (!progress) return 'ahead'
  if (progress.state === 'approved') return 'done'
  if (at === progress.step) return progress.state === 'running' ? 'here' : 'refused'
  return at < progress.step ? 'done' : 'ahead'
}

/** The steps with their people, in order. `children` draws what belongs to a step beside them. */
export function ChainView({
  chain,
  progress,
  extra,
}: Readonly<{ chain: readonly ChainStep[]; progress?: Progress; extra?(step: ChainStep): ReactNode }>) {
  const say = useTexts()
  const isOfSeveral = new Set(chain.map(({ flow }) => flow.id)).size > 1
  if (chain.length === 0) return <p className="zk-second">{say('approval.chain.none')}</p>
  return (
    <ol className="zk-chain">
      {chain.map((step, at) => {
        const state = stateOf(step, at, progress)
        const Sign = signs[state]
        return (
          <li key={step.key} className={`zk-chain-step zk-chain-${state}`}>
            <span className="zk-chain-sign">
              <Sign size={14} aria-hidden="true" />
            </span>
            <span className="zk-column zk-grow">
              <span className="zk-row zk-chain-head">
                <span className="zk-strong">{step.name}</span>
                {isOfSeveral && <span className="zk-second zk-small">{step.flow.title}</span>}
                <span className="zk-second zk-small">{say(`approval.step.${state}`)}</span>
                {step.people.length > 1 && <span className="zk-second zk-small">{say(`approval.mode.${step.mode}`)}</span>}
              </span>
              <span className="zk-chain-people">
                {step.people.map(({ id, name }) => (
                  <Person key={id} id={id} name={name} />
                ))}
                {step.skipped && <span className="zk-second zk-small">{say(`approval.skipped.${step.skipped}`)}</span>}
                {step.choose !== undefined && step.people.length === 0 && (
                  <span className="zk-second zk-small">{say('approval.who.chosen')}</span>
                )}
                {step.byAdministrator && <span className="zk-second zk-small">{say('approval.by-administrator')}</span>}
              </span>
              {extra?.(step)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
