import { grant } from '#kernel'
import { activityPlan } from './objects/index.ts'

/** Administrators write plans; everybody who sells may look up what will be asked of him. */
export const grants = ['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, activityPlan, { read: 'all' }))
