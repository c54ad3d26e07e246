import { type Problem, placeOf } from '../../data/problem.ts'

/** What is wrong with a form: sentences by field, and those that belong to none. */
export type FormIssues = Readonly<{ byField: Readonly<Record<string, string>>; rest: readonly string[]; goTo?: string }>

export const noIssues: FormIssues = { byField: {}, rest: [] }

const fieldOf = (path: string): string => path.replace(/^\d+\./, '').split('.')[0] ?? ''

/** The server's issues beside the fields they are about; `knows` says whether the form shows a field. */
export function issuesOf(problem: Problem, knows: (field: string) => boolean): FormIssues {
  const byField: Record<string, string> = {}
  const rest: string[] = []
  const unique = (problem.more.fields ?? []) as readonly string[]
  const issues = problem.issues.length > 0 ? problem.issues : unique.map((path) => ({ path, detail: problem.detail }))
  for (const { path, detail } of issues) {
    const field = fieldOf(path)
    const text = detail || problem.detail
    if (field && knows(field)) byField[field] = byField[field] ? `${byField[field]} ${text}` : text
    else rest.push(text)
  }
  if (issues.length === 0) rest.push(problem.detail)
  const goTo = placeOf(problem)
  return { byField, rest, ...(goTo ? { goTo } : {}) }
}
