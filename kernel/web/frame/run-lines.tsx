import { Check, Square, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { objectsOfRun, putAwayRun, type Run, steerRun, takeUpRuns, useRuns } from '../data/runs.ts'
import { rememberChangeSet, showProblem, undoChangeSet } from '../data/undo.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'

const isUnderWay = ({ state }: Run): boolean => ['queued', 'running', 'interrupted'].includes(state)
const resultOf = ({ counts }: Run): number =>
  counts.acted ??
  counts.changed ??
  counts.removed ??
  counts.restored ??
  counts.shared ??
  counts.ended ??
  counts.found ??
  counts.settled ??
  0

function LeftOut({ run }: Readonly<{ run: Run }>) {
  const say = useTexts()
  const [isOpen, setOpen] = useState(false)
  const count = run.counts.leftOut ?? 0
  if (count === 0) return null
  return (
    <>
      <button type="button" className="zk-plain-button zk-run-left" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say('run.left-out', { count })}
      </button>
      {isOpen && (
        <ul className="zk-run-reasons">
          {run.leftOut.slice(0, 20).map(({ id, title, text }) => (
            <li key={id}>
              <span className="zk-strong">{title ?? '—'}</span> {text}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function RunLine({ run }: Readonly<{ run: Run }>) {
  const say = useTexts()
  const format = useFormat()
  const objects = objectsOfRun(run)
  const { done, total, share } = run.progress
  const isOpen = isUnderWay(run)
  const { changeSet } = run
  useEffect(() => {
    if (run.state === 'done' && run.do !== 'undo') rememberChangeSet(changeSet)
  }, [run.state, run.do, changeSet])
  const undo = () => {
    putAwayRun(run.id)
    if (changeSet) void undoChangeSet(changeSet, run.progress.done)
  }
  const Sign = run.state === 'done' ? Check : TriangleAlert
  const percent = Math.round((share ?? 0) * 100)
  return (
    <div className="zk-toast zk-run" data-state={run.state}>
      {!isOpen && <Sign size={16} strokeWidth={1.5} aria-hidden="true" />}
      <span className="zk-toast-text zk-run-body">
        <span>
          {isOpen
            ? say(`run.${run.do}.now`, { objects, done: format.number(done), total: format.number(total ?? 0) })
            : run.state === 'done'
              ? say(`run.${run.do}.done`, { objects, count: resultOf(run), number: format.number(resultOf(run)) })
              : (run.error?.text ?? say('run.stopped', { done: format.number(done), total: format.number(total ?? 0) }))}
        </span>
        {isOpen && (
          <span
            className="zk-run-track"
            role="progressbar"
            aria-label={say('run.progress')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
          >
            <span style={{ width: `${percent}%` }} />
          </span>
        )}
        <LeftOut run={run} />
      </span>
      {run.may.stop && (
        <button type="button" className="zk-plain-button zk-toast-action" onClick={() => void steerRun(run.id, 'stop').catch(showProblem)}>
          <Square size={12} strokeWidth={1.5} aria-hidden="true" /> {say('run.stop')}
        </button>
      )}
      {run.may.resume && (
        <button
          type="button"
          className="zk-plain-button zk-toast-action"
          onClick={() => void steerRun(run.id, 'resume').catch(showProblem)}
        >
          {say('run.resume')}
        </button>
      )}
      {run.may.undo && (
        <button type="button" className="zk-plain-button zk-toast-action" onClick={undo}>
          {say('toast.undo')}
        </button>
      )}
      {!isOpen && (
        <button type="button" className="zk-plain-button zk-toast-close" aria-label={say('toast.close')} onClick={() => putAwayRun(run.id)}>
          <X size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

/** Work in the background: how far it is, how to stop it, and when it is done how to take it back. It stays while pages change. */
export function RunLines() {
  const runs = useRuns()
  useEffect(takeUpRuns, [])
  return runs.slice(-4).map((run) => <RunLine key={run.id} run={run} />)
}
