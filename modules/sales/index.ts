export { advance } from './actions/advance.ts'
export { askOwner, giveToOwner } from './actions/ask-owner.ts'
export { convert } from './actions/convert.ts'
export { lose } from './actions/lose.ts'
export { releaseSplits } from './actions/release-splits.ts'
export { reopen } from './actions/reopen.ts'
export { voidDeal } from './actions/void.ts'
export { win } from './actions/win.ts'
export {
  competitor,
  dealContact,
  dealRival,
  dealSplit,
  opportunity,
  opportunityLine,
  pipeline,
  pipelineStage,
  stageRows,
  stages,
} from './objects/index.ts'
export { measurePace } from './rounds.ts'
