export { dealMove, moveKinds } from './deal-move.ts'
export { dealPushes } from './deal-pushes.ts'
export { dealStay } from './deal-stay.ts'
