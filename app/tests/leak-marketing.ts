/** Marketing knows who comes and by what, what was said to them, and the goods; whole but for what people note for themselves. */
export const knownToMarketing: ReadonlySet<string> = new Set([
  ...['department', 'member', 'membership', 'exchangeRate', 'product', 'productCategory', 'promotion', 'promotionItem'],
  ...['lead', 'leadTouch', 'webForm', 'formQuestion', 'formRefusal', 'webSite', 'webVisit', 'webPage', 'webInvite'],
  ...[
    'campaign',
    'campaignStep',
    'campaignMember',
    'campaignLetter',
    'mailRefusal',
    'answerRule',
    'answerStep',
    'assignRule',
    'assignSeat',
    'scoreFactor',
    'joinRule',
  ],
  ...['followUp', 'followUpFile', 'task', 'comment', 'savedView', 'viewChoice', 'ownReport', 'reportWatch'],
])
/** Of what belongs to people, what marketing reads whoever has it. */
export const wholeToMarketing: ReadonlySet<string> = new Set([
  ...['lead', 'leadTouch', 'webForm', 'formRefusal', 'webVisit', 'webPage', 'webInvite', 'campaignMember', 'campaignLetter'],
])
