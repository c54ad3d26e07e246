import { useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { isProblem } from '../../data/problem.ts'
import { useBroken } from '../../data/use-rules.ts'
import { type Saved, useSave } from '../../data/use-save.ts'
import { useSignedIn } from '../../data/use-session.ts'
import { toWriting, webTypeOf } from '../../fields/type-of.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { draftKey, keepDraft, readDraft } from './draft.ts'
import { type FormIssues, issuesOf, noIssues } from './form-issues.ts'
import { isEditable } from './form-shape.ts'
import { useAttempt } from './use-attempt.ts'
import { type NoteState, useNote } from './use-note.ts'
import { useSections } from './use-sections.ts'

export type FormQuestion = Readonly<{
  object: ObjectMeta
  /** The stored record; absent: a new one. */
  row?: Row | undefined
  /** Values a new record starts with, in reading shape. */
  initial?: Partial<Row> | undefined
  /** Whether what is typed survives a reload. */
  keepsDraft: boolean
}>

export type FormState = Readonly<{
  values: Partial<Row>
  issues: FormIssues
  isDirty: boolean
  isSaving: boolean
  /** A draft of an earlier time was put back into the fields. */
  wasRestored: boolean
  /** Somebody else wrote the record since this form was opened at this version; each save that meets it is a turn of its own. */
  stale: Readonly<{ since: number | undefined; turn: number }> | null
  note: NoteState
  set(field: string, value: unknown): void
  /** Null where something is wrong; the fields say what. */
  save(base?: { version: number | undefined; leave: readonly string[] }): Promise<Saved | null>
  discard(): void
}>

const isGiven = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** State of a form: what was typed, what is wrong with it, and how it is saved. */
export function useForm({ object, row, initial, keepsDraft }: FormQuestion): FormState {
  const say = useTexts()
  const save = useSave(object.name)
  const key = useDraftKey(object, row?.id)
  const presets = usePresets(object, row, initial)
  const [found] = useState(() => (keepsDraft ? readDraft(key) : null))
  const [typed, setTyped] = useState<Partial<Row>>(() => found?.values ?? {})
  const [wasRestored, setRestored] = useState(found !== null)
  const [issues, setIssues] = useState<FormIssues>(noIssues)
  const [staleTurn, setStaleTurn] = useState(0)
  const [version] = useState(found?.version ?? row?.version)
  const attempt = useAttempt()
  const note = useNote()
  useKeptDraft(keepsDraft ? key : null, withoutVeiled(object, typed), version)
  const values: Partial<Row> = { ...row, ...presets, ...typed }
  const isDirty = Object.keys(typed).length > 0
  const broken = useBroken({ object, values, before: row }, isDirty)
  const fields = useSections(object, values, isEditable).flatMap(({ rows }) => rows.flat())
  const knows = (name: string) => fields.some((field) => field.name === name)
  const missing = (): Record<string, string> =>
    Object.fromEntries(
      fields.filter((field) => field.required && !isGiven(values[field.name])).map((field) => [field.name, say('form.required')]),
    )
  const forget = () => {
    keepDraft(key, null)
    setTyped({})
    setRestored(false)
    setIssues(noIssues)
  }
  return {
    values,
    issues: { ...issues, byField: { ...broken, ...issues.byField } },
    wasRestored,
    stale: staleTurn === 0 ? null : { since: version, turn: staleTurn },
    isDirty,
    isSaving: save.isPending,
    note,
    set: (name, value) => {
      setTyped((former) => ({ ...former, [name]: value }))
      setIssues(({ byField: { [name]: _settled, ...byField }, rest }) => ({ byField, rest }))
    },
    discard: forget,
    save: (base) =>
      attempt.alone(async () => {
        const empty = missing()
        const said = note.take()
        if (Object.keys(empty).length > 0 || said === null) {
          setIssues({ byField: empty, rest: [] })
          return null
        }
        const changes = Object.entries(row ? typed : { ...presets, ...typed }).filter(
          ([name, value]) => !base?.leave.includes(name) && (row || isGiven(value)),
        )
        const sent = Object.fromEntries(
          changes.flatMap(([name, value]) => (object.fields[name] ? [[name, toWriting(value, object.fields[name] as FieldMeta)]] : [])),
        )
        try {
          // The server keeps a digest of what such a key came with: none where that could tell a secret.
          const once = isVeiling(object, sent) ? undefined : attempt.keyOf(sent)
          const saved = await save.mutateAsync({
            values: sent,
            note: said,
            ...(row ? { id: row.id, version: base ? base.version : version } : { once }),
          })
          attempt.settle()
          forget()
          return saved
        } catch (error) {
          if (!isProblem(error)) throw error
          setStaleTurn((turn) => (error.code === 'kernel.stale' ? turn + 1 : 0))
          setIssues(error.code === 'kernel.stale' ? noIssues : issuesOf(error, knows))
          return null
        }
      }),
  }
}

function useDraftKey(object: ObjectMeta, id: string | undefined): string {
  const { person, workspace } = useSignedIn()
  return draftKey({ workspace: workspace.slug, person: person.id, object: object.name, id })
}

/** Defaults of a new record as a person would see them; the server sets the same again where they stay away. */
function usePresets(object: ObjectMeta, row: Row | undefined, initial: Partial<Row> | undefined): Partial<Row> {
  const { person } = useSignedIn()
  const format = useFormat()
  const [presets] = useState(() => {
    if (row) return {}
    const words: Readonly<Record<string, unknown>> = {
      today: format.today(),
      now: new Date().toISOString(),
      me: { id: person.id, title: person.name },
    }
    const declared = Object.values(object.fields).filter((field) => field.default !== undefined && isEditable(field))
    const own = declared.map(
      (field) => [field.name, typeof field.default === 'string' ? (words[field.default] ?? field.default) : field.default] as const,
    )
    return { ...Object.fromEntries(own), ...initial }
  })
  return presets
}

const keepAfterMs = 400

const veiledIn = (object: ObjectMeta, values: object): string[] =>
  Object.keys(values).filter((name) => object.fields[name] && webTypeOf(object.fields[name]).veiled)
const isVeiling = (object: ObjectMeta, values: object): boolean => veiledIn(object, values).length > 0

/** What may lie in the browser for a while. */
const withoutVeiled = (object: ObjectMeta, typed: Partial<Row>): Partial<Row> => {
  const veiled = veiledIn(object, typed)
  return veiled.length === 0
    ? typed
    : (Object.fromEntries(Object.entries(typed).filter(([name]) => !veiled.includes(name))) as Partial<Row>)
}

function useKeptDraft(key: string | null, values: Partial<Row>, version: number | undefined): void {
  const isFirst = useRef(true)
  useEffect(() => {
    if (!key) return
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    const later = setTimeout(() => keepDraft(key, { values, version }), keepAfterMs)
    return () => clearTimeout(later)
  }, [key, values, version])
}
