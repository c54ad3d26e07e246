import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Dropdown, Select } from 'antd'
import { EllipsisVertical, ExternalLink, Pencil } from 'lucide-react'
import { useState } from 'react'
import { isProblem } from '../data/problem.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { NotFound } from '../frame/not-found.tsx'
import { PageProblem } from '../frame/page-problem.tsx'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { useDefine, useWhole, type WholeDeclaration, wordOf } from './data.ts'
import { DefinitionHistory } from './definition-history.tsx'
import { FieldsTab } from './fields-tab.tsx'
import { LayoutsTab } from './layouts/layouts-tab.tsx'
import { ObjectDrawer } from './object-drawer.tsx'
import { RulesTab } from './rules-tab.tsx'
import '../views/object-page.css'
import '../views/plain-table.css'
import '../admin/admin.css'
import '../views/form/form.css'
import './define.css'

const tabs = { fields: FieldsTab, rules: RulesTab, layouts: LayoutsTab, history: DefinitionHistory } as const
type Tab = keyof typeof tabs

/** Which choice, if any, decides how a record is laid out. */
function RecordType({ object }: Readonly<{ object: WholeDeclaration }>) {
  const say = useTexts()
  const locale = useLocale()
  const define = useDefine()
  const choices = Object.values(object.fields).filter((field) => field.decides)
  if (choices.length === 0) return null
  return (
    <div className="zk-row zk-wide-only">
      <span className="zk-second zk-small">{say('define.record-type')}</span>
      <Select
        size="small"
        allowClear
        popupMatchSelectWidth={false}
        aria-label={say('define.record-type')}
        value={object.recordType ?? (null as never)}
        placeholder={say('define.record-type.none')}
        options={choices.map((field) => ({ value: field.name, label: wordOf(field, locale) }))}
        onChange={(recordType) =>
          define.mutate(
            { method: 'PATCH', path: `/objects/${object.name}`, body: { recordType: recordType ?? null }, note: wordOf(object, locale) },
            { onError: showProblem },
          )
        }
      />
    </div>
  )
}

function Head({ object }: Readonly<{ object: WholeDeclaration }>) {
  const say = useTexts()
  const locale = useLocale()
  const navigate = useNavigate()
  const define = useDefine()
  const [isEditing, setEditing] = useState(false)
  const remove = () =>
    define.mutate(
      { method: 'DELETE', path: `/objects/${object.name}`, note: wordOf(object, locale) },
      {
        onSuccess: (changeSet) => {
          showDone(say('define.object.removed', { object: wordOf(object, locale) }), changeSet)
          void navigate({ to: '/admin/objects' as never })
        },
        onError: showProblem,
      },
    )
  return (
    <header className="zk-row zk-define-head">
      <AppLink to="/admin/objects" className="zk-quiet-link zk-second">
        {say('page.kernel.objects')}
      </AppLink>
      <span className="zk-meta">/</span>
      <Icon name={object.icon} />
      <h1>{wordOf(object, locale)}</h1>
      {object.isCustom && <Tag color="accent">{say('define.own')}</Tag>}
      <span className="zk-grow" />
      <RecordType object={object} />
      {!object.partOf && (
        <AppLink to={listAddress(object.plural)} className="zk-row zk-wide-only">
          <ExternalLink size={14} aria-hidden="true" /> {say('define.open-list')}
        </AppLink>
      )}
      <Button icon={<Pencil size={14} aria-hidden="true" />} onClick={() => setEditing(true)}>
        {say('define.object.rename')}
      </Button>
      {object.isCustom && (
        <Dropdown
          trigger={['click']}
          menu={{ items: [{ key: 'remove', danger: true, label: say('define.object.remove') }], onClick: remove }}
        >
          <Button type="text" aria-label={say('record.more')} icon={<EllipsisVertical size={16} aria-hidden="true" />} />
        </Dropdown>
      )}
      {isEditing && <ObjectDrawer object={object} onClose={() => setEditing(false)} />}
    </header>
  )
}

/** One object as whoever shapes it sees it. */
export function Page() {
  const say = useTexts()
  const navigate = useNavigate()
  const { object: name } = useParams({ strict: false }) as { object: string }
  const { tab: asked } = useSearch({ strict: false }) as { tab?: string }
  const { data: object, error } = useWhole(name)
  const tab: Tab = asked !== undefined && Object.hasOwn(tabs, asked) ? (asked as Tab) : 'fields'
  if (error && !object) return isProblem(error) && error.status === 404 ? <NotFound /> : <PageProblem error={error} />
  const Shown = tabs[tab]
  return (
    <div className="zk-admin">
      {!object && <SkeletonLines lines={10} />}
      {object && (
        <>
          <Head object={object} />
          <div className="zk-tabs zk-define-tabs" role="tablist" aria-label={say('page.kernel.object')}>
            {(Object.keys(tabs) as Tab[]).map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={one === tab}
                className="zk-tab"
                onClick={() =>
                  void navigate({ to: `/admin/objects/${name}` as never, search: (one === 'fields' ? {} : { tab: one }) as never })
                }
              >
                {say(`define.tab.${one}`)}
              </button>
            ))}
          </div>
          <Shown object={object} />
        </>
      )}
    </div>
  )
}
