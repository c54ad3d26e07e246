import { useEffect, useRef } from 'react'
import type { Problem } from '../data/problem.ts'

/** Everything that stands in the way, one line each; brought into sight where a long form hides it. */
export function ProblemNote({ problem }: Readonly<{ problem: Problem }>) {
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new problem is brought into sight
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [problem])
  const lines = problem.issues.length > 0 ? [...new Set(problem.issues.map(({ detail }) => detail))] : [problem.detail]
  return (
    <div ref={place} className="zk-define-problem" role="alert">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}
