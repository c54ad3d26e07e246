import { useParams } from '@tanstack/react-router'
import { CaseView } from './case-view.tsx'

/** One approval. */
export function Page() {
  const { id } = useParams({ strict: false }) as { id: string }
  return (
    <div className="zk-approval-page">
      <CaseView key={id} id={id} />
    </div>
  )
}
