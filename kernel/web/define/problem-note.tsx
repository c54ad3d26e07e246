import type { Problem } from '../data/problem.ts'

const bringIntoSight = (place: HTMLElement | null): void => place?.scrollIntoView({ block: 'nearest' })

/** Everything that stands in the way, one line each; each new problem is brought into sight, as a long form may hide it. */
export function ProblemNote({ problem }: Readonly<{ problem: Problem }>) {
  const lines = problem.issues.length > 0 ? [...new Set(problem.issues.map(({ detail }) => detail))] : [problem.detail]
  return (
    <div key={problem.requestId} ref={bringIntoSight} className="zk-define-problem" role="alert">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}
