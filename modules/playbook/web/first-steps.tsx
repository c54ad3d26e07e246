import { Button } from 'antd'
import { CheckCircle2, Circle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { AppLink, createAddress, type ObjectMeta, showToast, useAction, useCount, useList, useMeta, useTexts } from '#kernel/web'
import { firstSteps } from '../objects/first-steps.ts'
import './playbook.css'

type Step = (typeof firstSteps)[number]

/** Whether each step was done, in their order; nothing while that is not known. */
function useDone(enabled: boolean): readonly boolean[] | undefined {
  const [a, b, c, d, e] = firstSteps
  const answers = [useStep(a, enabled), useStep(b, enabled), useStep(c, enabled), useStep(d, enabled), useStep(e, enabled)]
  return answers.every((one) => one !== undefined) ? answers.map((one) => one > 0) : undefined
}

const useStep = ({ of, filter }: Step, enabled: boolean): number | undefined => useCount({ object: of, filter }, { enabled }).data?.value

/** Days for which somebody is new. */
const isNew = { createdAt: { within: 'last90Days' } }
const own = { owner: 'me' }

/** Whether they are for the reader: who sells, does not run the house, came lately and has not had enough of them. */
function useMeant() {
  const { objects, person } = useMeta()
  const isSeller = firstSteps.every(({ of }) => objects[of]?.may.create) && !objects.definition?.may.update
  const enabled = isSeller && Boolean(objects.introduction?.may.read)
  const { data: fresh } = useCount({ object: 'member', filter: { id: person.id, ...isNew } }, { enabled })
  const { rows, isPending, refetch } = useList({ object: 'introduction', filter: own, fields: ['title'], limit: 1 }, { enabled })
  return { isMeant: enabled && Boolean(fresh?.value) && !isPending && rows.length === 0, refetch }
}

/** Above the workbench of a rep who is new: his five first steps, ticked as they are done; as long as all the rest would be zeros nothing else stands there. */
export function Frame({ children }: Readonly<{ children: ReactNode }>) {
  const { objects } = useMeta()
  const { isMeant, refetch } = useMeant()
  const done = useDone(isMeant)
  const customers = useCount({ object: 'account', filter: own }, { enabled: isMeant }).data?.value
  const deals = useCount({ object: 'opportunity', filter: own }, { enabled: isMeant }).data?.value
  if (!isMeant || !done || done.every(Boolean)) return children
  const isEmpty = customers === 0 && deals === 0 && !done.some(Boolean)
  return (
    <>
      <Steps done={done} objects={objects} onDismissed={() => void refetch()} />
      {!isEmpty && children}
    </>
  )
}

type StepsProps = Readonly<{ done: readonly boolean[]; objects: Readonly<Record<string, ObjectMeta>>; onDismissed(): void }>

function Steps({ done, objects, onDismissed }: StepsProps) {
  const say = useTexts()
  const { mutate, isPending } = useAction('playbook.dismiss-steps')
  const dismiss = () => mutate({}, { onSuccess: onDismissed, onError: (problem) => showToast({ text: problem.message, tone: 'error' }) })
  return (
    <section className="zk-card zk-first-steps" aria-label={say('playbook.steps')}>
      <header className="zk-card-head">
        <h2>{say('playbook.steps')}</h2>
        <span className="zk-meta">{say('playbook.steps.done', { done: done.filter(Boolean).length, all: done.length })}</span>
        <span className="zk-grow" />
        <Button type="text" size="small" icon={<X size={14} aria-hidden="true" />} loading={isPending} onClick={dismiss}>
          {say('playbook.steps.dismiss')}
        </Button>
      </header>
      <ol>
        {firstSteps.map(({ key, of }, i) => (
          <li key={key} data-done={done[i] || undefined}>
            {done[i] ? (
              <CheckCircle2 size={18} strokeWidth={1.5} role="img" aria-label={say('playbook.steps.is-done')} />
            ) : (
              <Circle size={18} strokeWidth={1.5} aria-hidden="true" />
            )}
            <div>
              {done[i] ? (
                <span>{say(`playbook.steps.${key}`)}</span>
              ) : (
                <AppLink to={createAddress(objects[of]!.plural)}>{say(`playbook.steps.${key}`)}</AppLink>
              )}
              <span className="zk-second zk-small">{say(`playbook.steps.${key}.why`)}</span>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
