import { defineModule } from '#kernel'
import { followAction, tellOfChanges } from '#modules/activities'
import { onSaleOnly } from '#modules/catalog'
import { grants } from './access.ts'
import { advance } from './actions/advance.ts'
import { askOwner, giveToOwner } from './actions/ask-owner.ts'
import { changePipeline } from './actions/change-pipeline.ts'
import { conversion } from './actions/conversion.ts'
import { convert } from './actions/convert.ts'
import { dealFromFollowUp } from './actions/deal-from-follow-up.ts'
import { lose } from './actions/lose.ts'
import { overrideGate } from './actions/override-gate.ts'
import { releaseFigures } from './actions/release-figures.ts'
import { releaseSplits } from './actions/release-splits.ts'
import { reopen } from './actions/reopen.ts'
import { voidDeal } from './actions/void.ts'
import { win } from './actions/win.ts'
import { tellOfOthers } from './also-pursued.ts'
import { closedDeals } from './consequences/closed-deals.ts'
import { closedCredited } from './consequences/credit-closed.ts'
import { lineFill } from './consequences/line-fill.ts'
import { newPace } from './consequences/new-pace.ts'
import { pipelineStarts } from './consequences/pipeline-starts.ts'
import { reckonedGates } from './consequences/reckoned-gates.ts'
import { sharersSee } from './consequences/sharers-see.ts'
import { stageWays } from './consequences/stage-ways.ts'
import { lineGuard } from './guards/line-guard.ts'
import { splitGuard } from './guards/split-guard.ts'
import { homes } from './homes.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { lossReport } from './loss-reports.ts'
import { notices } from './notices.ts'
import {
  accountSales,
  competitor,
  credited,
  dealActivities,
  dealContact,
  dealRival,
  dealSplit,
  followedDeal,
  needs,
  opportunity,
  opportunityLine,
  pipeline,
  pipelineStage,
  stageMapping,
  stageOverride,
  winBackTask,
} from './objects/index.ts'
import { reports } from './reports.ts'
import { rivalReports } from './rival-reports.ts'
import { creditImported, lineUnits, measurePace } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const sales = defineModule({
  name: 'sales',
  objects: [
    competitor,
    opportunity,
    opportunityLine,
    dealContact,
    dealRival,
    dealSplit,
    pipeline,
    pipelineStage,
    stageMapping,
    stageOverride,
  ],
  extensions: [accountSales, credited, ...dealActivities, followedDeal, needs, winBackTask],
  rules,
  actions: [
    advance,
    followAction('sales.follow-deal', opportunity),
    win,
    lose,
    voidDeal,
    reopen,
    convert,
    conversion,
    askOwner,
    giveToOwner,
    releaseSplits,
    releaseFigures,
    changePipeline,
    overrideGate,
    dealFromFollowUp,
  ],
  consequences: [
    tellOfChanges(opportunity, 'stage'),
    stageWays,
    reckonedGates,
    sharersSee,
    closedDeals,
    closedCredited,
    newPace,
    ...pipelineStarts,
    onSaleOnly(opportunityLine),
    lineFill,
  ],
  guards: [splitGuard, lineGuard],
  notices,
  rounds: [measurePace, creditImported, lineUnits, tellOfOthers],
  grants,
  faults: {
    'sales.closed-before-found': 422,
    'sales.lines-mix-currencies': 422,
    'sales.gate-not-met': 422,
    'sales.lost-to-whom': 422,
    'sales.lost-why': 422,
    'sales.won-frozen': 409,
    'sales.void-needs-manager': 403,
    'sales.opportunity-closed': 409,
    'sales.opportunity-open': 409,
    'sales.stage-closes': 422,
    'sales.unknown-stage': 422,
    'sales.no-next-stage': 422,
    'sales.skip-needs-reason': 422,
    'sales.skip-needs-manager': 403,
    'sales.back-needs-reason': 422,
    'sales.back-needs-manager': 403,
    'sales.override-needs-manager': 403,
    'sales.same-pipeline': 409,
    'sales.deal-of-follow-up': 409,
    'sales.already-at-stage': 409,
    'sales.stage-of-other-pipeline': 422,
    'sales.pipeline-by-stage': 422,
    'sales.no-open-stage': 422,
    'sales.no-such-stage': 422,
    'sales.reopen-won-needs-manager': 403,
    'sales.lead-already-converted': 409,
    'sales.contact-of-other-account': 422,
    'sales.deal-of-other-account': 422,
    'sales.customer-of-other': 409,
    'sales.lead-not-open': 409,
    'sales.no-same-customer': 404,
    'sales.stage-key-is-fixed': 422,
    'sales.stage-kind-is-fixed': 422,
    'sales.stage-key-form': 422,
    'sales.splits-not-whole': 422,
    'sales.splits-frozen': 409,
  },
  reports: [...reports, ...rivalReports, lossReport],
  homes,
  seed,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
