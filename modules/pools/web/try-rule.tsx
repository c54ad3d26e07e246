import { Button } from 'antd'
import { useState } from 'react'
import { FormField, isProblem, type ObjectMeta, type Row, showDone, showProblem, useObject, useSave, useTexts } from '#kernel/web'

/** What of a rule a person tries; beside these, each yes/no that says what a rule spares. */
const tried = ['days', 'noticeDays', 'clock', 'department', 'role', 'sparedFrom', 'filter']
const kept = ['isActive']

const fieldsOf = (object: ObjectMeta) =>
  Object.values(object.fields).filter(
    ({ name, kind, readOnly }) => tried.includes(name) || (kind === 'yesNo' && !readOnly && !kept.includes(name)),
  )

const bare = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? (value as { id: string }).id : (value ?? null)

/** A rule as it would be: what is set here shows at once in what tonight would do, and is saved only when somebody says so. */
export function TryRule({ rule, onTry }: Readonly<{ rule: Row; onTry(changed: Readonly<Record<string, unknown>> | undefined): void }>) {
  const say = useTexts()
  const object = useObject('poolRule')
  const [changes, setChanges] = useState<Partial<Row>>({})
  const { mutateAsync, isPending } = useSave('poolRule')
  if (!object?.may.update) return null
  const bareOf = (values: Partial<Row>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, bare(value)]))
  const set = (values: Partial<Row>) => {
    setChanges(values)
    onTry(Object.keys(values).length > 0 ? bareOf(values) : undefined)
  }
  const save = async () => {
    try {
      const { changeSet } = await mutateAsync({ id: rule.id, values: bareOf(changes) })
      set({})
      showDone(say('pools.tonight.saved', { rule: String(rule.name) }), changeSet)
    } catch (error) {
      if (!isProblem(error)) throw error
      showProblem(error)
    }
  }
  const isSame = Object.keys(changes).length === 0
  return (
    <details className="zk-tonight-try" data-try-rule>
      <summary>{say('pools.tonight.change')}</summary>
      <p className="zk-meta">{say('pools.tonight.change.why')}</p>
      {fieldsOf(object).map((field) => (
        <FormField
          key={field.name}
          field={field}
          object="poolRule"
          values={{ ...rule, ...changes }}
          onChange={(value) => set({ ...changes, [field.name]: value })}
        />
      ))}
      <div className="zk-row">
        <Button disabled={isSame} onClick={() => set({})}>
          {say('pools.tonight.reset')}
        </Button>
        <Button type="primary" disabled={isSame} loading={isPending} onClick={() => void save()}>
          {say('pools.tonight.save')}
        </Button>
      </div>
    </details>
  )
}
