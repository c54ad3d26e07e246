import { choice, defineObject, longText, text, webAddress, yesNo } from '#kernel/model'

/** Who else sells what we sell. Everybody here reads and adds to what is known of him. */
export const competitor = defineObject('competitor', {
  plural: 'competitors',
  title: 'name',
  owned: true,
  icon: 'shield',
  open: { isActive: true },
  search: ['name', 'products', 'strengths', 'weaknesses'],
  duplicates: [{ by: ['name'] }],
  fields: {
    name: text({ required: true, max: 200, unique: true }),
    website: webAddress(),
    products: longText({ max: 4000 }),
    strengths: longText({ max: 4000 }),
    weaknesses: longText({ max: 4000 }),
    /** What he asks beside what we ask. */
    priceLevel: choice([
      { key: 'lower', color: 'green' },
      { key: 'same', color: 'grey' },
      { key: 'higher', color: 'red' },
    ]),
    /** What has worked against him. */
    approach: longText({ max: 4000 }),
    remark: longText({ max: 4000 }),
    isActive: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'priceLevel', 'products', 'strengths', 'weaknesses', 'isActive', 'owner', 'updatedAt'], sort: 'name' },
    board: { by: 'priceLevel', card: ['products', 'owner'] },
    facts: ['priceLevel', 'website', 'isActive', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'website'], ['priceLevel', 'isActive'], ['owner'], ['products']],
      },
      { section: 'known', rows: [['strengths', 'weaknesses'], ['approach'], ['remark']] },
    ],
  },
})
