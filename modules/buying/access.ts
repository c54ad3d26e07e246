import { grant } from '#kernel'
import { segment } from './objects/index.ts'

/** Segments are made by administrators; everybody who reads customers may know by what they are tagged. */
export const grants = ['manager', 'rep', 'finance', 'readonly'].map((role) =>
  grant(role, segment, { read: 'all', actions: { 'buying.apply-segments': false } }),
)
