/** Currencies whose smallest unit is not a hundredth, by ISO 4217. */
export const wholeCurrencies = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ')
export const thousandthCurrencies = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')

/** How many digits sums of a currency have: 2, of yen none. */
export const minorDigits = (currency: string): number =>
  wholeCurrencies.includes(currency) ? 0 : thousandthCurrencies.includes(currency) ? 3 : 2
