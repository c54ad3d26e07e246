const ofFinance = {
  'receipt.status': { in: ['confirmed', 'reversed'] },
  or: [{ 'receipt.maturesOn': { empty: true } }, { 'receipt.countsOn': { lte: 'today' } }],
}

/**
 * Which allocations count: of money that finance has confirmed, bills from the day on which they do; what was reversed stands beside its counter record, and both count. A deposit is the
 * customer's, and goes back to him.
 */
export const counts = { ...ofFinance, 'receipt.kind': { ne: 'deposit' } }
export const deposits = { ...ofFinance, 'receipt.kind': 'deposit' }
