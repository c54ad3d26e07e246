import { choice, extendObject } from '#kernel/model'
import { opportunity } from '#objects/sales'

export const categories = ['pipeline', 'bestCase', 'commit', 'omitted', 'closed'] as const

/**
 * How sure a deal is for whoever foretells: by its probability until somebody says otherwise, which holds as long as the deal stays at its stage.
 */
export const dealOutlook = extendObject(opportunity, {
  fields: {
    forecastCategory: choice(
      [
        { key: 'pipeline', color: 'grey' },
        { key: 'bestCase', color: 'accent' },
        { key: 'commit', color: 'violet' },
        { key: 'omitted', color: 'red' },
        { key: 'closed', color: 'green' },
      ],
      { indexed: true },
    ),
  },
  columns: ['forecastCategory'],
  sections: [{ section: 'outlook', rows: [['forecastCategory']] }],
})
