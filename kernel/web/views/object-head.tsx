import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { Lock, Plus, Upload } from 'lucide-react'
import { useAsOf } from '../data/as-of.ts'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useCount } from '../data/use-list.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { createAddress, listAddress } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { Tag } from '../parts/tag.tsx'
import { type ListState, noView, type Tab } from './list-state.ts'
import type { ObjectView } from './object-views.ts'
import { ReadyViews } from './ready-views.tsx'
import { SavedViewActions, SavedViewTabs } from './saved-views.tsx'

type TabButtonProps = Readonly<{ object: ObjectMeta; tab: Tab; state: ListState }>

function TabButton({ object, tab, state }: TabButtonProps) {
  const say = useTexts()
  const format = useFormat()
  const navigate = useNavigate()
  // From a kept view back to all of them: nothing of it stays.
  const open = () =>
    state.saved ? void navigate({ to: '.', search: (tab === 'all' ? { saved: noView } : { tab }) as never }) : state.change({ tab })
  const { data: count } = useCount({ object: object.name, filter: tab === 'mine' ? { owner: 'me' } : {} })
  return (
    <button type="button" role="tab" aria-selected={state.tab === tab && !state.saved} className="zk-tab" onClick={open}>
      {say(tab === 'mine' ? 'list.mine' : 'list.all', { objects: object.labelPlural })}
      {count && (
        <span className="zk-count">
          {format.number(count.value)}
          {!count.exact && '+'}
        </span>
      )}
    </button>
  )
}

function ViewSwitch({ state, views, current }: Readonly<{ state: ListState; views: readonly ObjectView[]; current: string }>) {
  const say = useTexts()
  if (views.length < 2) return null
  return (
    <div className="zk-segments zk-segments-icons" role="group" aria-label={say('view.label')}>
      {views.map(({ name, icon }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === current}
          aria-label={say(`view.${name}`)}
          title={say(`view.${name}`)}
          onClick={() => state.change({ view: name })}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  )
}

type ObjectHeadProps = Readonly<{ object: ObjectMeta; state: ListState; views: readonly ObjectView[]; current: string }>

/** Name of the object, its views as tabs, the way to look at them, import and the next step: a new record. */
export function ObjectHead({ object, state, views, current }: ObjectHeadProps) {
  const say = useTexts()
  const asOf = useAsOf()
  const navigate = useNavigate()
  const tabs: readonly Tab[] = object.owned ? ['all', 'mine'] : ['all']
  return (
    <header className="zk-head">
      <h1>{object.labelPlural}</h1>
      <div className="zk-tabs" role="tablist" aria-label={say('list.tabs')}>
        {tabs.map((tab) => (
          <TabButton key={tab} object={object} tab={tab} state={state} />
        ))}
        <SavedViewTabs object={object} state={state} />
      </div>
      <ReadyViews object={object} state={state} />
      <SavedViewActions object={object} state={state} />
      <span className="zk-grow" />
      {asOf && (
        <Tag color="amber">
          <Lock size={12} strokeWidth={1.5} aria-hidden="true" />
          {say('list.read-only')}
        </Tag>
      )}
      <ViewSwitch state={state} views={views} current={current} />
      {object.may.import && (
        <Button
          className="zk-wide-only"
          icon={<Upload size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => void navigate({ to: `${listAddress(object.plural)}/import` as never })}
        >
          {say('list.import')}
        </Button>
      )}
      {object.may.create && (
        <Button
          type="primary"
          aria-label={say('object.create', { object: object.label })}
          icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => void navigate({ to: createAddress(object.plural) as never })}
        >
          <span className="zk-wide-only">{say('object.create', { object: object.label })}</span>
        </Button>
      )}
    </header>
  )
}
