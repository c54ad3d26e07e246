export { opportunity, opportunityLine, pipeline, pipelineStage } from './objects/index.ts'
