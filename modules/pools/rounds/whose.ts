import type { RowOf } from '#kernel/model'
import type { poolRule } from '../objects/index.ts'
import type { Filter } from './due.ts'

export type Whose = Pick<RowOf<typeof poolRule>, 'department' | 'role'>

/** Whose records a rule means: of a department with all below it, of people with a role. */
export const whose = ({ department, role }: Whose): readonly Filter[] => [
  ...(department ? [{ ownerDepartment: { under: department } }] : []),
  ...(role ? [{ 'owner.roles': { contains: role } }] : []),
]
