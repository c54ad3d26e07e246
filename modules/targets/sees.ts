import type { Work } from '#kernel'

type Sees = Readonly<{ all: boolean; department(id: string): boolean; person(id: string, department: string | null): boolean }>

/** Whose figures somebody sees, by whose records he reads: his own, those of his departments, or all. */
export function seesOf(reach: ReturnType<Work['reach']>): Sees {
  if (reach.kind === 'all') return { all: true, department: () => true, person: () => true }
  const branches = reach.kind === 'some' ? reach.branches : []
  const departments = new Set(branches.flatMap((branch) => (branch.way === 'departments' ? branch.ids : [])))
  const selves = new Set(branches.flatMap((branch) => (branch.way === 'own' ? branch.memberId : [])))
  return {
    all: false,
    department: (id) => departments.has(id),
    person: (id, department) => selves.has(id) || (department !== null && departments.has(department)),
  }
}
