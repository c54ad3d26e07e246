import { type Fields, field } from '../model/fields.ts'

const uuidOf = (to: string, column: string, o: object = {}) => field('link', { readOnly: true, to, column, onRemove: 'clear', ...o })

/** Fields the kernel keeps on every record. */
export const systemFields: Fields = {
  id: field('id', { readOnly: true }),
  version: field('integer', { readOnly: true }),
  createdAt: field('instant', { readOnly: true }),
  createdBy: field('person', { readOnly: true, to: 'member', column: 'created_by', onRemove: 'clear' }),
  updatedAt: field('instant', { readOnly: true }),
  updatedBy: field('person', { readOnly: true, to: 'member', column: 'updated_by', onRemove: 'clear' }),
  externalId: field('text', { max: 200, unique: true }),
}

/** Fields of owned objects: whose record it is, and the owner's department, kept beside it because scopes of grants look at it in every read. */
export const ownerFields: Fields = {
  owner: field('person', { to: 'member', default: 'me', onRemove: 'forbid', reverse: undefined }),
  ownerDepartment: uuidOf('department', 'department_id', { onRemove: 'forbid', copyOf: { by: 'owner', field: 'department' } }),
}

/** Columns of every table that are no fields: the change set that wrote the row last, and what search finds. */
export const hiddenColumns = [
  { name: 'change_id', type: 'uuid' },
  { name: 'search', type: 'tsvector' },
] as const
