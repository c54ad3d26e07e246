import { Button, Dropdown } from 'antd'
import { ListFilter } from 'lucide-react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useTexts } from '../i18n/texts.ts'
import type { ReadyView } from '../slots/define-web.ts'
import { installedReady } from '../slots/installed.ts'
import { type ListState, usualColumns } from './list-state.ts'

const isKnown = (object: ObjectMeta, { filter, sort, columns = [] }: ReadyView): boolean =>
  [...fieldsIn(filter), ...columns, ...(sort ? [sort.replace(/^-/, '')] : [])].every(
    (name) => name.split('.')[0]! in object.fields || name in object.children,
  )

const joins = new Set(['and', 'or', 'not'])

function fieldsIn(filter: unknown): readonly string[] {
  if (Array.isArray(filter)) return filter.flatMap(fieldsIn)
  if (typeof filter !== 'object' || filter === null) return []
  return Object.entries(filter).flatMap(([name, value]) => (joins.has(name) ? fieldsIn(value) : [name]))
}

/** Ways of looking at the list that modules brought along; one chosen stands in the filter like any other. */
export function ReadyViews({ object, state }: Readonly<{ object: ObjectMeta; state: ListState }>) {
  const say = useTexts()
  const views = installedReady(object.name).filter((view) => isKnown(object, view))
  if (views.length === 0) return null
  const open = (name: string) => {
    const view = views.find((one) => one.name === name)!
    state.change({
      tab: 'all',
      view: 'list',
      filter: view.filter,
      sort: view.sort ? [view.sort] : [],
      columns: view.columns ?? usualColumns(object),
    })
  }
  const items = views.map(({ name }) => ({ key: name, label: say(`ready.${name}`) }))
  const current = views.find(({ filter }) => JSON.stringify(filter) === JSON.stringify(state.filter))
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: current ? [current.name] : [], onClick: ({ key }) => open(key) }}>
      <Button
        size="small"
        type="text"
        icon={<ListFilter size={14} strokeWidth={1.5} aria-hidden="true" />}
        aria-label={say('list.ready')}
        title={say('list.ready')}
      >
        <span className="zk-wide-only">{current ? say(`ready.${current.name}`) : say('list.ready')}</span>
      </Button>
    </Dropdown>
  )
}
