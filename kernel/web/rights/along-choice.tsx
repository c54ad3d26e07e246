import { Button, Popover, Switch } from 'antd'
import type { Meta, ObjectMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'

type AlongChoiceProps = Readonly<{
  object: ObjectMeta
  /** Names of the objects whose records go along; null: all. */
  value: readonly string[] | null
  disabled?: boolean
  onChange(along: readonly string[] | null): void
}>

/** Which kinds of what hangs on a record go along with a share, a switch each. */
export function AlongChoice({ object, value, disabled = false, onChange }: AlongChoiceProps) {
  const say = useTexts()
  const kinds = kindsAlong(useMeta(), object)
  if (kinds.length === 0) return null
  const isOn = ({ name }: ObjectMeta) => value === null || value.includes(name)
  const turn = (kind: ObjectMeta, on: boolean) => {
    const left = kinds.filter((one) => (one === kind ? on : isOn(one))).map(({ name }) => name)
    onChange(left.length === kinds.length ? null : left)
  }
  const text =
    value === null
      ? say('access.along.all')
      : value.length === 0
        ? say('access.along.none')
        : say('access.along.some', { count: value.length })
  const switches = (
    <div className="zk-access-kinds">
      <div>
        <span className="zk-grow">{say('access.along.all')}</span>
        <Switch size="small" aria-label={say('access.along.all')} checked={value === null} onChange={(on) => onChange(on ? null : [])} />
      </div>
      {kinds.map((kind) => (
        <div key={kind.name}>
          <span className="zk-grow">{kind.labelPlural}</span>
          <Switch size="small" aria-label={kind.labelPlural} checked={isOn(kind)} onChange={(on) => turn(kind, on)} />
        </div>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" title={say('access.along')} content={switches} destroyOnHidden>
      <Button size="small" disabled={disabled} aria-label={`${say('access.along')}: ${text}`}>
        {text}
      </Button>
    </Popover>
  )
}

/** Objects whose records follow those of an object, by a link of their own or by one of their lines. */
function kindsAlong({ objects }: Meta, to: ObjectMeta): readonly ObjectMeta[] {
  const leads = (from: ObjectMeta | undefined, [first, last]: readonly string[]): boolean => {
    if (last !== undefined) return leads(objects[from?.children[first!]?.object ?? ''], [last])
    return from?.fields[first!]?.options.to === to.name
  }
  return Object.values(objects).filter((one) => one.follows.some((path) => leads(one, path.split('.'))))
}
