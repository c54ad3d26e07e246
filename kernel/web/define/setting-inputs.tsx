import { Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { fieldAt, useMeta, workObjects } from '../data/use-meta.ts'
import { FilterBuilder } from '../filter/filter-builder.tsx'
import { type Group, toJson, toTree } from '../filter/filter-tree.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { type FieldDeclaration, type Labels, type OptionDraft, peopleObjects, type Setting, type WholeDeclaration, wordOf } from './data.ts'
import { ExpressionInput } from './expression-input.tsx'
import { LabelsInput } from './labels-input.tsx'
import { OptionsEditor } from './options-editor.tsx'

export type Draft = Readonly<Record<string, unknown>>
export type SettingProps = Readonly<{
  setting: Setting
  draft: Draft
  object: WholeDeclaration
  /** The field as it is stored; absent: a new one. */
  stored?: FieldDeclaration | undefined
  set(change: Draft): void
}>

function Labelled({ setting, id, children }: Readonly<{ setting: Setting; id: string; children: ReactNode }>) {
  const say = useTexts()
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {say(`setting.${setting.name}`)}
        {setting.required && <span className="zk-error"> *</span>}
      </label>
      {children}
    </div>
  )
}

type Option = Readonly<{ value: string; label: string }>

function PickSetting({
  setting,
  draft,
  set,
  options,
  isMany = false,
}: SettingProps & Readonly<{ options: readonly Option[]; isMany?: boolean }>) {
  const id = useId()
  const value = draft[setting.name]
  return (
    <Labelled setting={setting} id={id}>
      <Select
        id={id}
        className="zk-fullwidth"
        {...(isMany ? { mode: 'tags' as const } : {})}
        allowClear={!setting.required}
        showSearch={{ optionFilterProp: 'label' }}
        value={(value as string | undefined) ?? (null as never)}
        options={[...options]}
        onChange={(next) => set({ [setting.name]: next ?? null })}
      />
    </Labelled>
  )
}

function NumberSetting({ setting, draft, set }: SettingProps) {
  const id = useId()
  return (
    <Labelled setting={setting} id={id}>
      <InputNumber
        id={id}
        className="zk-fullwidth"
        value={(draft[setting.name] as number | undefined) ?? null}
        {...(setting.min === undefined ? {} : { min: setting.min })}
        {...(setting.max === undefined ? {} : { max: setting.max })}
        onChange={(next) => set({ [setting.name]: next })}
      />
    </Labelled>
  )
}

function TextSetting({ setting, draft, set }: SettingProps) {
  const id = useId()
  const say = useTexts()
  return (
    <Labelled setting={setting} id={id}>
      <Input
        id={id}
        value={String(draft[setting.name] ?? '')}
        placeholder={say(`setting.${setting.name}.hint`)}
        onChange={(event) => set({ [setting.name]: event.target.value })}
      />
    </Labelled>
  )
}

function AmongSetting(props: SettingProps) {
  const say = useTexts()
  const { name, among = [] } = props.setting
  return <PickSetting {...props} options={among.map((value) => ({ value, label: say(`setting.${name}.${value}`) }))} />
}

function ObjectSetting({ isMany = false, ...props }: SettingProps & Readonly<{ isMany?: boolean }>) {
  const meta = useMeta()
  // What people work with comes first; of what the system keeps, only people and departments are linked to.
  const objects = [...workObjects(meta), ...peopleObjects.flatMap((name) => meta.objects[name] ?? [])]
  return <PickSetting {...props} isMany={isMany} options={objects.map(({ name, label }) => ({ value: name, label }))} />
}

/** Objects whose records are lines of this one. */
function LinesSetting(props: SettingProps) {
  const meta = useMeta()
  const lines = Object.values(meta.objects).filter(
    (object) => object.partOf && object.fields[object.partOf]?.options.to === props.object.name,
  )
  const set = (change: Draft) => props.set({ ...change, by: meta.objects[String(change[props.setting.name])]?.partOf ?? null })
  return <PickSetting {...props} set={set} options={lines.map(({ name, label }) => ({ value: name, label }))} />
}

function FieldSetting(props: SettingProps) {
  const locale = useLocale()
  const choices = Object.values(props.object.fields).filter((field) => field.decides && field.name !== props.stored?.name)
  return <PickSetting {...props} options={choices.map((field) => ({ value: field.name, label: wordOf(field, locale) }))} />
}

function ChildrenSetting(props: SettingProps) {
  const meta = useMeta()
  const lists = Object.values(meta.objects[props.object.name]?.children ?? {})
  return <PickSetting {...props} options={lists.map(({ name, label }) => ({ value: name, label }))} />
}

const childOf = (meta: ReturnType<typeof useMeta>, { object, draft }: SettingProps) =>
  meta.objects[meta.objects[object.name]?.children[String(draft.of)]?.object ?? '']

function MeasuredSetting(props: SettingProps) {
  const meta = useMeta()
  const child = childOf(meta, props)
  if (!child || props.draft.measure === 'count') return null
  const fields = Object.values(child.fields).filter((field) => field.sort && field.sort !== 'texts' && field.name !== 'version')
  return <PickSetting {...props} options={fields.map(({ name, label }) => ({ value: name, label }))} />
}

function FilterSetting(props: SettingProps) {
  const meta = useMeta()
  const child = childOf(meta, props)
  return child ? <FilterOf key={child.name} {...props} child={child} /> : null
}

/** Conditions that are not complete yet are kept here; what is complete is the setting. */
function FilterOf({ setting, draft, child, set }: SettingProps & Readonly<{ child: ObjectMeta }>) {
  const say = useTexts()
  const meta = useMeta()
  const [tree, setTree] = useState<Group>(() =>
    toTree(
      (draft[setting.name] as Readonly<Record<string, unknown>> | null | undefined) ?? {},
      (path) => fieldAt(meta, child, path) !== undefined,
    ),
  )
  const change = (next: Group) => {
    setTree(next)
    const json = toJson(next)
    set({ [setting.name]: Object.keys(json).length > 0 ? json : null })
  }
  return (
    <div className="zk-define-field">
      <span className="zk-field-label">{say(`setting.${setting.name}`)}</span>
      <FilterBuilder tree={tree} object={child} onChange={change} />
    </div>
  )
}

function OptionsSetting({ setting, draft, object, stored, set }: SettingProps) {
  const depends = typeof draft.dependsOn === 'string' ? object.fields[draft.dependsOn] : undefined
  const fields = Object.values(object.fields).filter((field) => !field.system && !field.readOnly && field.name !== stored?.name)
  return (
    <OptionsEditor
      value={(draft[setting.name] as readonly OptionDraft[] | undefined) ?? []}
      kept={new Set((stored?.choices ?? []).map(({ key }) => key))}
      fields={fields}
      dependsOn={depends}
      onChange={(choices) => set({ [setting.name]: choices })}
    />
  )
}

function ExpressionSetting({ setting, draft, object, set }: SettingProps) {
  const say = useTexts()
  return (
    <ExpressionInput
      label={say(`setting.${setting.name}`)}
      object={object.name}
      isRequired
      value={String(draft[setting.name] ?? '')}
      help={say('define.formula.help')}
      onChange={(expression) => set({ [setting.name]: expression })}
    />
  )
}

function LabelsSetting({ setting, draft, set }: SettingProps) {
  const say = useTexts()
  return (
    <LabelsInput
      label={say(`setting.${setting.name}`)}
      value={(draft[setting.name] as Labels | undefined) ?? {}}
      help={say(`setting.${setting.name}.help`)}
      onChange={(labels) => set({ [setting.name]: labels })}
    />
  )
}

/** What a setting is asked with, by what it takes; keys are made by the page, not asked. */
export const settingInputs: Readonly<Record<Setting['takes'], (props: SettingProps) => ReactNode>> = {
  number: NumberSetting,
  text: TextSetting,
  texts: (props) => <PickSetting {...props} isMany options={[]} />,
  among: AmongSetting,
  labels: LabelsSetting,
  options: OptionsSetting,
  object: ObjectSetting,
  objects: (props) => <ObjectSetting {...props} isMany />,
  lines: LinesSetting,
  field: FieldSetting,
  children: ChildrenSetting,
  measured: MeasuredSetting,
  expression: ExpressionSetting,
  filter: FilterSetting,
  name: () => null,
}
