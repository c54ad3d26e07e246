import { inside, rulesOfLeads, type Viewer } from './leak-company.ts'
import { knownToMarketing } from './leak-marketing.ts'

/*
 * Which objects people of which role know of at all, where they have no owner whose reach decides about their records.
 */

/** What our papers and clocks go by; partners need none of it. */
const ofTheHouse = [
  ...[
    'legalEntity',
    'bankAccount',
    'workCalendar',
    'calendarDay',
    'absence',
    'priceList',
    'priceRow',
    'productUnit',
    'discountLimit',
    'following',
    'introduction',
  ],
  ...['optionGroup', 'productOption', 'optionRule', 'promotion', 'promotionItem', 'stageMapping'],
  ...['warehouse', 'stockMove', 'reservation'],
  ...['birthdayRule', 'companyLookup'],
  ...['expenseKind', 'expiryRule', 'dayRule', 'documentTemplate', 'stagePaper', 'dunningStep', 'segment'],
  ...['tip', 'tipPin', 'tipReply'],
  ...['activityPlan', 'activityStep', 'arrival', 'seasonPlan', 'seasonLine', 'stockProposal'],
]
/** Everybody with a role may read these whole; who has none may read nothing. */
const openToAll = [
  'department',
  'member',
  'membership',
  'exchangeRate',
  'pipeline',
  'pipelineStage',
  'productCategory',
  'gradeRule',
  'segment',
  'product',
  'approvalFlow',
  ...ofTheHouse,
  ...rulesOfLeads,
  ...['webSite', 'campaign', 'campaignStep'],
  'registrationRule',
  ...['competitor', 'evaluationRule', 'closingRule'],
  // Names of fields of leads, and nobody's words.
  'formQuestion',
]
/** Everybody keeps his own of these; none are here. */
const ownOnly = [
  'savedView',
  'viewChoice',
  'following',
  'introduction',
  'ownReport',
  'reportWatch',
  'approvalCase',
  'approvalTask',
  'approvalNote',
  'approvalDelegation',
  'madeDocument',
]
/** What the house is run by is for administrators, and for who reads everything. */
const aboutRights = ['role', 'share', 'backupPlan', 'distinctPair', 'mergedInto']
/** What tells of hidden fields, of how people sign in and of who will look after whom is for administrators. */
const forAdministrators = [
  'definition',
  'securitySetting',
  'signInPolicy',
  'identityProvider',
  'duplicateSetting',
  'historyRetention',
  'territoryModel',
  'territoryRun',
  'territoryPlace',
]
/** What rules of pools did by night, and what each may claim, is for managers; none are here. */
const forManagers = ['closingRun', 'poolRun', 'poolNight', 'poolLimit', 'formRefusal', 'poolOpening', 'mailRefusal']
/** What each is credited for, what is paid for purchases and which promotions were used, where managers let deals pass: none here, as nothing is sent, won, signed or confirmed. */
const ofCredit = ['saleCredit', 'supplierPayment', 'promotionUse', 'stageOverride', 'policyReading', 'tipVote']
/** What people earn is theirs, their superiors' and finance's; by which plans, the latter two's. None are here: the module's own tests have them. */
const ofPay = ['commissionStatement', 'commissionLine', 'commissionPaper', 'disputeNote']
const ofPlans = [
  'commissionOverride',
  'commissionException',
  'commissionLeaver',
  'commissionPlan',
  'commissionTier',
  'commissionSeat',
  'commissionFactor',
  'commissionRehearsal',
  'rehearsedPerson',
]
/** What products cost us. */
const ofCosts = ['productCost']
/** What stands on the accounts of the house. */
const ofBank = ['bankStatement', 'bankLine', 'bankMap', 'commissionPayroll']
/** Every object that one of the lists above tells of. */
export const allTold: ReadonlySet<string> = new Set(
  [openToAll, ownOnly, aboutRights, forManagers, ofCredit, ofPay, ofPlans, ofCosts, ofBank, forAdministrators].flat(),
)

/** Whether a viewer's role knows of an object; to others it is a word without meaning. */
export const mayKnow = (viewer: Viewer, object: string) =>
  viewer.role === 'marketing' ? knownToMarketing.has(object) : knowsAsAll(viewer, object)

const knowsAsAll = (viewer: Viewer, object: string) =>
  viewer.role !== 'none' &&
  !(['finance', 'partner'].includes(viewer.role) && inside.includes(object)) &&
  !(viewer.role === 'partner' && ofTheHouse.includes(object)) &&
  !(aboutRights.includes(object) && viewer.role !== 'readonly') &&
  !(forManagers.includes(object) && !['manager', 'readonly'].includes(viewer.role)) &&
  !(ofCosts.includes(object) && !['manager', 'finance'].includes(viewer.role)) &&
  !(ofBank.includes(object) && viewer.role !== 'finance') &&
  !(ofCredit.includes(object) && viewer.role === 'partner') &&
  !(ofPay.includes(object) && !['rep', 'manager', 'finance'].includes(viewer.role)) &&
  !(ofPlans.includes(object) && !['manager', 'finance'].includes(viewer.role)) &&
  !forAdministrators.includes(object)
