import { Button } from 'antd'
import { Code } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ListQuestion } from '../data/use-list.ts'
import { useTexts } from '../i18n/texts.ts'

const SqlDrawer = lazy(() => import('./sql-drawer.tsx').then(({ SqlDrawer: component }) => ({ default: component })))

/** Opens the statement behind what is shown. */
export function SqlButton({ question }: Readonly<{ question: ListQuestion }>) {
  const say = useTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        type="text"
        size="small"
        className="zk-wide-only"
        icon={<Code size={16} strokeWidth={1.5} aria-hidden="true" />}
        aria-label={say('sql.button')}
        onClick={() => setOpen(true)}
      >
        SQL
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <SqlDrawer ask={question} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
