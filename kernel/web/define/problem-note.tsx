import type { Problem } from '../data/problem.ts'

/** Everything that stands in the way, one line each. */
export function ProblemNote({ problem }: Readonly<{ problem: Problem }>) {
  const lines = problem.issues.length > 0 ? [...new Set(problem.issues.map(({ detail }) => detail))] : [problem.detail]
  return (
    <div className="zk-define-problem" role="alert">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}
