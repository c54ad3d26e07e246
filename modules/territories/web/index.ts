import { defineWeb, heldFigure, page, panel, readyView } from '#kernel/web'
import { account } from '#objects/customers'
import { territoryMember, territoryModel } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [
    page('territories.recut', { path: '/territories/recut/$model', needs: 'territoryPlace:read', load: () => import('./recut-page.tsx') }),
  ],
  panels: [panel(territoryModel, 'territories.preview', { load: () => import('./preview-panel.tsx') })],
  ready: [
    readyView(account, 'territories.mine', { filter: { 'territory.people': { some: { person: 'me' } } }, sort: 'name' }),
    readyView(account, 'territories.none', {
      filter: { territory: { empty: true } },
      columns: ['name', 'owner', 'province', 'city', 'industry', 'createdAt'],
      sort: '-createdAt',
    }),
  ],
  figures: [heldFigure(territoryMember, 'territories.places', { filter: { inForce: true }, by: 'person' })],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
