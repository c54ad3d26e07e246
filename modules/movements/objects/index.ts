export { dealMove, moveKinds } from './deal-move.ts'
export { dealStay } from './deal-stay.ts'
