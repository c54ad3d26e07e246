export { advance } from './actions/advance.ts'
export { askOwner, giveToOwner } from './actions/ask-owner.ts'
export { changePipeline } from './actions/change-pipeline.ts'
export { convert } from './actions/convert.ts'
export { dealFromFollowUp } from './actions/deal-from-follow-up.ts'
export { lose } from './actions/lose.ts'
export { overrideGate } from './actions/override-gate.ts'
export { releaseFigures } from './actions/release-figures.ts'
export { releaseSplits } from './actions/release-splits.ts'
export { reopen } from './actions/reopen.ts'
export { voidDeal } from './actions/void.ts'
export { win } from './actions/win.ts'
export { tellOfOthers } from './also-pursued.ts'
export { creditMissing } from './credit.ts'
export {
  competitor,
  dealContact,
  dealRival,
  dealSplit,
  opportunity,
  opportunityLine,
  pipeline,
  pipelineStage,
  stageMapping,
  stageOverride,
  stageRows,
  stages,
} from './objects/index.ts'
export { creditImported, measurePace } from './rounds.ts'
