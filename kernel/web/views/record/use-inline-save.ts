import { useState } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { refreshObject } from '../../data/row-cache.ts'
import { useBroken } from '../../data/use-rules.ts'
import { useSave } from '../../data/use-save.ts'
import { toWriting } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { issuesOf } from '../form/form-issues.ts'

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** One value being edited where it stands: what was typed, what is wrong with it, how it is stored. */
export function useInlineSave(object: ObjectMeta, row: Row, field: FieldMeta, onClose: () => void) {
  const say = useTexts()
  const save = useSave(object.name)
  const [value, setValue] = useState<unknown>(row[field.name] ?? null)
  const [issue, setIssue] = useState<string | null>(null)
  const [isStale, setStale] = useState(false)
  // The version the person saw, not the one that live updates brought meanwhile.
  const [seen] = useState({ version: row.version, value: row[field.name] })
  const broken = useBroken({ object, values: { ...row, [field.name]: value }, before: row }, !isSame(value, seen.value))
  const refuse = async (error: unknown) => {
    if (!isProblem(error)) throw error
    if (error.code !== 'kernel.stale') {
      setIssue(Object.values(issuesOf(error, () => true).byField)[0] ?? error.detail)
      return
    }
    await refreshObject(object.name)
    setStale(true)
  }
  const store = async (next: unknown, version = seen.version) => {
    if (save.isPending) return
    if (isSame(next, seen.value)) {
      onClose()
      return
    }
    if (field.required && (next === null || next === '')) {
      setIssue(say('form.required'))
      return
    }
    try {
      await save.mutateAsync({ id: row.id, values: { [field.name]: toWriting(next, field) }, version, shown: { [field.name]: next } })
      onClose()
    } catch (error) {
      await refuse(error)
    }
  }
  const type = (next: unknown) => {
    setValue(next)
    setIssue(null)
  }
  return { value, type, issue: issue ?? broken[field.name] ?? null, isStale, isSaving: save.isPending, store }
}
