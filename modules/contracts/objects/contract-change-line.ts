import { defineObject, link } from '#kernel/model'
import { contractLine, positionFields } from './contract-line.ts'

/** One position as a change order leaves it; those of the contract that none of them names are dropped. */
export const contractChangeLine = defineObject('contractChangeLine', {
  plural: 'contractChangeLines',
  title: 'description',
  partOf: 'contractChange',
  icon: 'list',
  fields: {
    contractChange: link('contractChange', { required: true, onRemove: 'follow' }),
    /** The position of the contract that it stands for; empty for a new one. */
    replaces: link(contractLine, { reverse: 'changes', onRemove: 'clear' }),
    ...positionFields('contractChangeLines'),
  },
  views: {
    list: {
      columns: ['product', 'description', 'quantity', 'unit', 'price', 'discount', 'discountAmount', 'taxRate', 'subtotal'],
      sort: 'position',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'description'],
          ['quantity', 'unit'],
          ['price'],
          ['discount', 'discountAmount'],
          ['taxRate', 'subtotal'],
          ['unitFactor', 'baseQuantity'],
          ['replaces', 'remark'],
        ],
      },
    ],
  },
})
