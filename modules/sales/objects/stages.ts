import type { ChoiceOption } from '#kernel/model'

/** Stages of the pipeline that a fresh workspace starts with. A workspace's own stages are rows of `pipelineStage`. */
export const stages = [
  { key: 'contact', color: 'grey', probability: 10, kind: 'open' },
  { key: 'evaluation', color: 'accent', probability: 20, kind: 'open' },
  { key: 'analysis', color: 'accent', probability: 30, kind: 'open' },
  { key: 'solution', color: 'accent', probability: 50, kind: 'open', asksDecider: true },
  { key: 'tender', color: 'violet', probability: 60, kind: 'open', asksDecider: true },
  { key: 'negotiation', color: 'violet', probability: 80, kind: 'open', asksDecider: true },
  { key: 'signing', color: 'amber', probability: 90, kind: 'open', asksDecider: true, needs: ['account', 'amount'] },
  { key: 'won', color: 'green', probability: 100, kind: 'won', needs: ['account', 'amount'] },
  { key: 'lost', color: 'red', probability: 0, kind: 'lost' },
] as const satisfies readonly ChoiceOption[]

/** Where a deal begins that names no stage. */
export const firstStage = 'contact'

/** Choices of a stage come from the rows of `pipelineStage`. */
export const stageRows = {
  object: 'pipelineStage',
  key: 'key',
  label: 'name',
  order: 'position',
  carry: [
    'probability',
    'kind',
    'needs',
    'asksDecider',
    'limitDays',
    'usualDays',
    'restDays',
    'pipeline',
    'starts',
    'labelZhCn',
    'labelZhTw',
    'labelEn',
  ],
} as const
