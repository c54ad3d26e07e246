import { Button } from 'antd'
import { isProblem } from '../data/problem.ts'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'

/** In place of a page that could not be shown: what went wrong and how to go on. */
export function PageProblem({ error }: Readonly<{ error: unknown }>) {
  const say = useTexts()
  const problem = isProblem(error) ? error : null
  if (!problem) console.error(error)
  const id = problem?.requestId ? ` (${problem.requestId})` : ''
  return (
    <EmptyState isPage icon="wrench" title={say('page.broken')} why={problem ? `${problem.detail}${id}` : say('page.broken.why')}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {say('page.reload')}
      </Button>
    </EmptyState>
  )
}
