/** Fields that a stage usually asks for. */
export const plainNeeds = ['account', 'contact', 'amount', 'expectedOn', 'product', 'need'] as const
/** What is reckoned of a deal, by us and by modules above: positions or words, an accepted quote, a signed contract. */
export const reckonedNeeds = ['linesOrNote', 'acceptedQuotes', 'signedContracts'] as const
