import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { type HomeRow, useHomes } from '../data.ts'
import { RankedList } from '../ranked-list.tsx'
import { HomeEditor } from './home-editor.tsx'
import '../../views/object-page.css'
import '../../admin/admin.css'
import '../../views/form/form.css'
import '../define.css'
import './homes.css'

/** Home pages in order: whoever one fits begins with the first of them, and may choose another that fits. */
export function Page() {
  const say = useTexts()
  const { data: homes, error } = useHomes()
  const [open, setOpen] = useState<{ home: HomeRow | null } | null>(null)
  if (error) return <PageProblem error={error} />
  return (
    <div className="zk-admin">
      <header className="zk-row zk-define-head">
        <h1 className="zk-grow">{say('page.kernel.homes')}</h1>
        {!open && (
          <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen({ home: null })}>
            {say('define.home.new')}
          </Button>
        )}
      </header>
      {open ? (
        <HomeEditor home={open.home} onClose={() => setOpen(null)} />
      ) : (
        <>
          <p className="zk-second zk-small zk-define-tools">{say('define.home.about')}</p>
          {!homes && <SkeletonLines lines={4} />}
          {homes?.length === 0 && <EmptyState icon="house" title={say('define.home.none')} why={say('define.home.none.why')} />}
          <RankedList
            rows={homes ?? []}
            path="/homes"
            about={say('page.kernel.homes')}
            onOpen={(home) => setOpen({ home })}
            more={(home) => (
              <span className="zk-second zk-small zk-wide-only">{say('define.home.count', { count: home.tiles.length })}</span>
            )}
          />
        </>
      )}
    </div>
  )
}
