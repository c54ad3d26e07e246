import { choice, day, extendObject } from '#kernel/model'
import { account } from '#objects/customers'

/** When a customer whose contracts had ended began a new one, and whether he had been lost meanwhile. */
export const accountReturn = extendObject(account, {
  fields: {
    returnedOn: day({ readOnly: true, indexed: true }),
    returnedAs: choice(
      [
        { key: 'renewed', color: 'green' },
        { key: 'wonBack', color: 'violet' },
      ],
      { readOnly: true },
    ),
  },
  sections: [{ section: 'return', rows: [['returnedOn', 'returnedAs']] }],
})
