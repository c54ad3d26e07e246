export { applySegments } from './actions/apply-segments.ts'
export { credit } from './actions/credit.ts'
export { segment } from './objects/index.ts'
export { tagAll } from './segments.ts'
