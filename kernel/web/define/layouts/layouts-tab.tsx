import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { labelIn } from '../../../model/labels.ts'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Tag } from '../../parts/tag.tsx'
import { useLayouts, type WholeDeclaration, wordOf } from '../data.ts'
import { RankedList } from '../ranked-list.tsx'
import type { LayoutRow } from './layout-draft.ts'
import { LayoutEditor } from './layout-editor.tsx'

/** The types of record for which a layout is. */
function Types({ object, layout }: Readonly<{ object: WholeDeclaration; layout: LayoutRow }>) {
  const locale = useLocale()
  const type = object.recordType ? object.fields[object.recordType] : undefined
  const typeLabel = (key: string) => labelIn(type?.choices?.find((one) => one.key === key)?.labels, locale) ?? key
  return (layout.types ?? []).map((one) => (
    <Tag key={one} color="violet">
      {typeLabel(one)}
    </Tag>
  ))
}

/** Layouts in order: the first that fits a reader's role and a record's type is his. */
export function LayoutsTab({ object }: Readonly<{ object: WholeDeclaration }>) {
  const say = useTexts()
  const locale = useLocale()
  const { data: layouts } = useLayouts<LayoutRow>(object.name)
  const [open, setOpen] = useState<{ layout: LayoutRow | null } | null>(null)
  if (open) return <LayoutEditor object={object} layout={open.layout} onClose={() => setOpen(null)} />
  return (
    <>
      <div className="zk-row zk-define-tools">
        <p className="zk-second zk-small zk-grow">{say('define.layout.about')}</p>
        <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen({ layout: null })}>
          {say('define.layout.new')}
        </Button>
      </div>
      {layouts?.length === 0 && <EmptyState icon="layers" title={say('define.layout.none')} why={say('define.layout.none.why')} />}
      <RankedList
        rows={layouts ?? []}
        path="/layouts"
        about={wordOf(object, locale)}
        onOpen={(layout) => setOpen({ layout })}
        more={(layout) => <Types object={object} layout={layout} />}
      />
    </>
  )
}
