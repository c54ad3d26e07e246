import { Checkbox, Drawer } from 'antd'
import { useState } from 'react'
import { labelIn } from '../../model/labels.ts'
import type { FieldMeta } from '../data/meta-types.ts'
import { isProblem, type Problem } from '../data/problem.ts'
import { showDone } from '../data/undo.ts'
import { toWriting, webTypeOf } from '../fields/registry.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { useIsPhone } from '../parts/use-is-phone.ts'
import {
  type FieldDeclaration,
  type Kind,
  type Labels,
  type OptionDraft,
  useDefine,
  useKinds,
  type WholeDeclaration,
  wordOf,
} from './data.ts'
import { DrawerFoot } from './drawer-foot.tsx'
import { keyOf } from './key-of.ts'
import { KindChoice } from './kind-choice.tsx'
import { LabelsInput } from './labels-input.tsx'
import { ProblemNote } from './problem-note.tsx'
import { type Draft, settingInputs } from './setting-inputs.tsx'

type FieldDrawerProps = Readonly<{ object: WholeDeclaration; field?: FieldDeclaration | undefined; onClose(): void }>

/** Settings that a field of the code takes from the workspace. */
const changedInCode = ['choices', 'dependsOn', 'pattern']

/** A field as forms would show it, for the preview: typed into, the preview is the default of new records. */
function Preview({
  kind,
  draft,
  locale,
  set,
}: Readonly<{ kind: Kind; draft: Draft; locale: ReturnType<typeof useLocale>; set(change: Draft): void }>) {
  const say = useTexts()
  const { labels: _labels, help: _help, choices, ...options } = draft
  const meta: FieldMeta = {
    name: 'preview',
    kind: kind.kind,
    label: say('define.default'),
    required: false,
    readOnly: false,
    unique: false,
    system: false,
    options: {
      ...options,
      ...(Array.isArray(choices)
        ? {
            choices: (choices as OptionDraft[])
              .filter((one) => !one.retired)
              .map((one) => ({ ...one, label: labelIn(one.labels, locale) ?? one.key })),
          }
        : {}),
    },
    operators: [],
    sortable: false,
    right: 'write',
  }
  const { Input, table } = webTypeOf(meta)
  // Links, files and tables have no default that would make sense for every record.
  if (!Input || table || kind.settings.some(({ takes }) => takes === 'object' || takes === 'lines')) return null
  return (
    <div className="zk-define-field">
      <span className="zk-field-label">{say('define.default')}</span>
      <Input
        value={draft.default ?? null}
        field={meta}
        object=""
        place="form"
        aria-label={say('define.default')}
        onChange={(value) => set({ default: toWriting(value, meta) })}
      />
      <p className="zk-small zk-meta">{say('define.default.help')}</p>
    </div>
  )
}

type TraitsProps = Readonly<{ kind: Kind; field: FieldDeclaration | undefined; draft: Draft; set(change: Draft): void }>

/** What is asked of values whatever their kind. A field of the product may be asked for, the rest is its own. */
function Traits({ kind, field, draft, set }: TraitsProps) {
  const say = useTexts()
  const isBuiltIn = field !== undefined && !field.isCustom
  const own = isBuiltIn || !kind.countable ? [] : (['unique', 'indexed'] as const)
  return (
    <div className="zk-define-checks">
      {(['required', ...own] as const).map((name) => (
        <Checkbox
          key={name}
          checked={draft[name] === true}
          disabled={isBuiltIn && field.required}
          onChange={(event) => set({ [name]: event.target.checked })}
        >
          {say(`define.${name}`)}
        </Checkbox>
      ))}
    </div>
  )
}

function FieldForm({ object, field, kind, onClose, onBack }: FieldDrawerProps & Readonly<{ kind: Kind; onBack?: () => void }>) {
  const say = useTexts()
  const locale = useLocale()
  const define = useDefine()
  const [draft, setDraft] = useState<Draft>(() => startOf(kind, field))
  const [problem, setProblem] = useState<Problem | null>(null)
  const set = (change: Draft) => setDraft((former) => ({ ...former, ...change }))
  const labels = (draft.labels ?? {}) as Labels
  const isBuiltIn = field !== undefined && !field.isCustom
  const settings = kind.settings.filter(({ name }) => !isBuiltIn || (changedInCode.includes(name) && !field.from))
  const isComplete =
    Object.values(labels).some((label) => label.trim() !== '') &&
    settings.every(({ name, required, takes }) => !required || takes === 'name' || isGiven(draft[name]))
  const save = async () => {
    const name = field?.name ?? (await keyOf(labels, new Set(Object.keys(object.fields))))
    try {
      const body = await bodyOf({ draft, kind, object, name, isBuiltIn })
      const path = `/objects/${object.name}/fields`
      const note = `${wordOf(object, locale)} · ${labelIn(labels, locale)}`
      const changeSet = await define.mutateAsync(
        field
          ? { method: 'PATCH', path: `${path}/${name}`, body, note }
          : { method: 'POST', path, body: { name, kind: kind.kind, ...withoutNulls(body) }, note },
      )
      showDone(say(field ? 'define.field.saved' : 'define.field.added', { field: labelIn(labels, locale) ?? name }), changeSet)
      onClose()
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
    }
  }
  return (
    <>
      <form
        className="zk-define-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isComplete) void save()
        }}
      >
        {problem && <ProblemNote problem={problem} />}
        <p className="zk-second zk-small">
          {say(`kind.${kind.kind}`)} · {say(`kind.${kind.kind}.about`)}
        </p>
        <LabelsInput label={say('define.label')} value={labels} isRequired autoFocus={!field} onChange={(next) => set({ labels: next })} />
        {settings.map((setting) => {
          const Setting = settingInputs[setting.takes]
          return <Setting key={setting.name} setting={setting} draft={draft} object={object} stored={field} set={set} />
        })}
        <LabelsInput
          label={say('define.help')}
          value={(draft.help ?? {}) as Labels}
          isLong
          onChange={(help) => set({ help })}
          help={say('define.help.about')}
        />
        {!kind.computed && <Traits kind={kind} field={field} draft={draft} set={set} />}
        {!kind.computed && <Preview kind={kind} draft={draft} locale={locale} set={set} />}
      </form>
      <DrawerFoot
        label={say(field ? 'form.save' : 'define.field.add')}
        isReady={isComplete}
        isBusy={define.isPending}
        onSave={() => void save()}
        onClose={onClose}
        onBack={onBack}
      />
    </>
  )
}

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
const withoutNulls = (body: Draft): Draft => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))

function startOf(kind: Kind, field: FieldDeclaration | undefined): Draft {
  if (!field) return { labels: {}, help: {}, ...(kind.settings.some(({ name }) => name === 'as') ? { as: 'decimal' } : {}) }
  const settings = kind.settings.map(({ name }) => [name, field[name]] as const).filter(([, value]) => value !== undefined)
  const { labels, help, required, unique, indexed } = field
  return { labels, help, required, unique, indexed, default: field.default, ...Object.fromEntries(settings) }
}

/** What is sent. A list on the other side that has words but no key yet gets one. */
async function bodyOf(o: { draft: Draft; kind: Kind; object: WholeDeclaration; name: string; isBuiltIn: boolean }): Promise<Draft> {
  const { draft, kind, object, name, isBuiltIn } = o
  const names = [
    'labels',
    'help',
    'required',
    'default',
    ...(isBuiltIn ? changedInCode : ['unique', 'indexed', ...kind.settings.map((one) => one.name)]),
  ]
  const body: Record<string, unknown> = Object.fromEntries(
    names.flatMap((one) => (one in draft ? [[one, isGiven(draft[one]) ? draft[one] : null]] : [])),
  )
  const reverseLabels = body.reverseLabels as Labels | null | undefined
  if (reverseLabels && Object.keys(reverseLabels).length > 0) body.reverse ??= await keyOf({ en: `${object.name} ${name}` }, new Set())
  return body
}

/** Adds a field or changes one. */
export function FieldDrawer({ object, field, onClose }: FieldDrawerProps) {
  const say = useTexts()
  const locale = useLocale()
  const isPhone = useIsPhone()
  const { data: kinds } = useKinds()
  const [chosen, setChosen] = useState<string | null>(field?.kind ?? null)
  const kind = kinds?.find((one) => one.kind === chosen)
  const title = field ? say('define.field.edit', { field: wordOf(field, locale) }) : say(kind ? `kind.${kind.kind}` : 'define.field.choose')
  return (
    <Drawer open onClose={onClose} size={isPhone ? '100%' : 600} title={title} classNames={{ body: 'zk-drawer-body' }} destroyOnHidden>
      {kind ? (
        <FieldForm object={object} field={field} kind={kind} onClose={onClose} {...(field ? {} : { onBack: () => setChosen(null) })} />
      ) : (
        kinds && <KindChoice kinds={kinds} onChoose={setChosen} />
      )}
    </Drawer>
  )
}
