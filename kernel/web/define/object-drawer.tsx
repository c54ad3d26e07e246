import { Checkbox, Drawer, Select } from 'antd'
import { useId, useState } from 'react'
import { labelIn } from '../../model/labels.ts'
import { startRun } from '../data/runs.ts'
import { showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { Icon } from '../parts/icon.tsx'
import { useIsPhone } from '../parts/use-is-phone.ts'
import { type Labels, type TwinWay, useObjects, type WholeDeclaration } from './data.ts'
import { DrawerFoot } from './drawer-foot.tsx'
import { keyOf } from './key-of.ts'
import { LabelsInput } from './labels-input.tsx'
import { changedTraits, type Traits, TraitsInput, traitsOf } from './object-traits.tsx'
import { ProblemNote } from './problem-note.tsx'
import { TwinsInput } from './twins-input.tsx'
import { useKeep } from './use-keep.ts'

const icons = [
  ...[
    'box',
    'briefcase',
    'building-2',
    'calendar-days',
    'circle-dollar-sign',
    'clipboard-list',
    'file-text',
    'folder-tree',
    'gift',
    'globe',
    'handshake',
    'layers',
  ],
  ...[
    'map-pin',
    'megaphone',
    'network',
    'package',
    'phone',
    'receipt',
    'shopping-cart',
    'square-check',
    'star',
    'tag',
    'target',
    'truck',
    'users-round',
    'wrench',
    'zap',
  ],
] as const

/** What a role may do with records of a new object, in one word; the role's own page knows more. */
const levels = {
  none: {},
  read: { read: 'all' },
  own: { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true },
  below: { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true },
  all: { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true },
} as const
type Level = keyof typeof levels

const usual: Readonly<Record<string, Level>> = { manager: 'below', rep: 'own', finance: 'read', readonly: 'read' }

function Grants({
  value,
  onChange,
}: Readonly<{ value: Readonly<Record<string, Level>>; onChange(value: Readonly<Record<string, Level>>): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const roles = (meta.objects.member?.fields.roles?.options.choices ?? []).filter(({ key }) => key !== 'administrator')
  return (
    <fieldset className="zk-define-grants">
      <legend className="zk-field-label">{say('define.grants')}</legend>
      {roles.map(({ key, label }) => (
        <div key={key} className="zk-row">
          <span className="zk-grow">{label}</span>
          <Select<Level>
            aria-label={label}
            value={value[key] ?? 'none'}
            options={(Object.keys(levels) as Level[]).map((level) => ({ value: level, label: say(`define.grants.${level}`) }))}
            popupMatchSelectWidth={false}
            className="zk-define-level"
            onChange={(level) => onChange({ ...value, [key]: level })}
          />
        </div>
      ))}
      <p className="zk-small zk-meta">{say('define.grants.help')}</p>
    </fieldset>
  )
}

function IconChoice({ value, onChange }: Readonly<{ value: string; onChange(icon: string): void }>) {
  const say = useTexts()
  const id = useId()
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {say('define.object.icon')}
      </label>
      <Select
        id={id}
        value={value}
        className="zk-define-icon"
        options={icons.map((name) => ({ value: name, label: <Icon name={name} /> }))}
        onChange={onChange}
      />
    </div>
  )
}

function Owned({ value, onChange }: Readonly<{ value: boolean; onChange(owned: boolean): void }>) {
  const say = useTexts()
  return (
    <div className="zk-define-field">
      <Checkbox checked={value} onChange={(event) => onChange(event.target.checked)}>
        {say('define.object.owned')}
      </Checkbox>
      <p className="zk-small zk-meta">{say('define.object.owned.help')}</p>
    </div>
  )
}

const grantsOf = (levelOf: Readonly<Record<string, Level>>) =>
  Object.fromEntries(Object.entries(levelOf).map(([role, level]) => [role, levels[level]]))

/** What records of an object of one's own are known by, and what tells duplicates, as it is being set; lines without a field say nothing. `changes` is sent. */
function useOwnSettings(object: WholeDeclaration | undefined) {
  const [twins, setTwins] = useState<readonly TwinWay[]>(object?.duplicates ?? [])
  const told = twins.filter(({ by }) => by.length > 0)
  const isToldAnew = object?.isCustom === true && JSON.stringify(told) !== JSON.stringify(object.duplicates)
  const [traits, setTraits] = useState<Traits | null>(object?.isCustom ? traitsOf(object) : null)
  const changes = {
    ...(isToldAnew ? { duplicates: told } : {}),
    ...(object && traits ? changedTraits(traits, traitsOf(object)) : {}),
  }
  const set = (change: Partial<Traits>) => traits && setTraits({ ...traits, ...change })
  return { twins, setTwins, isToldAnew: isToldAnew && told.length > 0, traits, set, changes }
}

type OwnProps = Readonly<{ object: WholeDeclaration; own: ReturnType<typeof useOwnSettings> }>

/** What an object of one's own says of its records. */
const OwnSettings = ({ object, own }: OwnProps) =>
  own.traits && (
    <>
      <TraitsInput object={object} value={own.traits} onChange={own.set} />
      <TwinsInput object={object} value={own.twins} onChange={own.setTwins} />
    </>
  )

type DrawerProps = Readonly<{ object?: WholeDeclaration; onClose(): void; onMade?(name: string): void }>

/** Makes an object, or changes what one is called. */
export function ObjectDrawer({ object, onClose, onMade }: DrawerProps) {
  const say = useTexts()
  const locale = useLocale()
  const isPhone = useIsPhone()
  const { keep, problem, isPending } = useKeep()
  const { data: objects = [] } = useObjects()
  const [labels, setLabels] = useState<Labels>(object?.labels ?? {})
  const [plural, setPlural] = useState<Labels>(object?.labelsPlural ?? {})
  const [icon, setIcon] = useState(object?.icon ?? 'box')
  const [owned, setOwned] = useState(object?.owned ?? true)
  const own = useOwnSettings(object)
  const [grants, setGrants] = useState(usual)
  const isComplete = Object.values(labels).some((label) => label.trim() !== '')
  const save = async () => {
    const words = { labels, ...(Object.keys(plural).length > 0 ? { labelsPlural: plural } : {}), icon }
    const note = labelIn(labels, locale)
    const taken = new Set(objects.flatMap((one) => [one.name, one.plural]))
    const name = object?.name ?? (await keyOf(labels, taken))
    const fresh = { name, ...words, title: 'name', owned, grants: grantsOf(grants) }
    const isKept = await keep(
      object
        ? { method: 'PATCH', path: `/objects/${object.name}`, body: { ...words, ...own.changes }, note }
        : { method: 'POST', path: '/objects', body: fresh, note },
      say(object ? 'define.object.saved' : 'define.object.made', { object: labelIn(labels, locale) }),
    )
    if (!isKept) return
    if (object && own.isToldAnew) void startRun(`/${object.plural}/bulk`, { do: 'find' }).catch(showProblem)
    onClose()
    onMade?.(name)
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? '100%' : 560}
      title={say(object ? 'define.object.edit' : 'define.object.new')}
      classNames={{ body: 'zk-drawer-body' }}
      destroyOnHidden
    >
      <form
        className="zk-define-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isComplete) void save()
        }}
      >
        <LabelsInput
          label={say('define.object.label')}
          value={labels}
          isRequired
          autoFocus
          placeholder={say('define.object.label.hint')}
          onChange={setLabels}
        />
        <LabelsInput label={say('define.object.plural')} value={plural} placeholder={labelIn(labels, locale) ?? ''} onChange={setPlural} />
        <IconChoice value={icon} onChange={setIcon} />
        {object && <OwnSettings object={object} own={own} />}
        {!object && (
          <>
            <Owned value={owned} onChange={setOwned} />
            <Grants value={grants} onChange={setGrants} />
          </>
        )}
        {problem && <ProblemNote problem={problem} />}
      </form>
      <DrawerFoot
        label={say(object ? 'form.save' : 'define.object.make')}
        isReady={isComplete}
        isBusy={isPending}
        onSave={() => void save()}
        onClose={onClose}
      />
    </Drawer>
  )
}
