export { dealMove, dealStay } from './objects/index.ts'
