import { defineWeb, page } from './slots/define-web.ts'

/** Pages every installation has, one line each; those of objects come from the catalog. */
export const kernelWeb = defineWeb({
  pages: [
    page('kernel.home', { path: '/', load: () => import('./home/home-page.tsx') }),
    page('kernel.list', { path: '/o/$plural', load: () => import('./views/object-page.tsx') }),
    page('kernel.create', { path: '/o/$plural/new', load: () => import('./views/form/create-page.tsx') }),
    page('kernel.import', { path: '/o/$plural/import', load: () => import('./views/import/wizard-page.tsx') }),
    page('kernel.merge', { path: '/o/$plural/merge', load: () => import('./views/merge/merge-page.tsx') }),
    page('kernel.record', { path: '/o/$plural/$id', load: () => import('./views/record/record-page.tsx') }),
    page('kernel.reports', { path: '/reports', load: () => import('./views/report/reports-page.tsx') }),
    page('kernel.report', { path: '/reports/$name', load: () => import('./views/report/reports-page.tsx') }),
    page('kernel.history', { path: '/history', load: () => import('./views/history/history-page.tsx') }),
    page('kernel.change-set', { path: '/history/$id', load: () => import('./views/history/history-page.tsx') }),
    page('kernel.imports', { path: '/imports', load: () => import('./views/import/imports-page.tsx') }),
    page('kernel.bin', { path: '/bin', load: () => import('./views/bin/bin-page.tsx') }),
    page('kernel.admin', { path: '/admin', needs: 'member:update', load: () => import('./admin/admin-page.tsx') }),
    page('kernel.audit', { path: '/admin/audit', needs: 'member:update', load: () => import('./security/audit-page.tsx') }),
    page('kernel.backups', { path: '/admin/backups', needs: 'backupPlan:update', load: () => import('./admin/backups/backups-page.tsx') }),
    page('kernel.objects', { path: '/admin/objects', needs: 'definition:update', load: () => import('./define/objects-page.tsx') }),
    page('kernel.object', { path: '/admin/objects/$object', needs: 'definition:update', load: () => import('./define/object-page.tsx') }),
    page('kernel.settings', { path: '/settings', load: () => import('./settings/settings-page.tsx') }),
    page('kernel.forgot', { path: '/forgot', load: () => import('./entry/forgot-page.tsx') }),
    page('kernel.reset', { path: '/reset', load: () => import('./entry/reset-page.tsx') }),
  ],
  menu: [
    { under: 'foot', page: 'kernel.reports', icon: 'chart-column' },
    { under: 'foot', page: 'kernel.history', icon: 'list-restart' },
    { under: 'foot', page: 'kernel.imports', icon: 'upload' },
    { under: 'foot', page: 'kernel.bin', icon: 'trash-2' },
    { under: 'foot', page: 'kernel.settings', icon: 'settings' },
    { under: 'foot', page: 'kernel.admin', icon: 'shield' },
    { under: 'admin.security', page: 'kernel.audit', icon: 'scroll-text' },
    { under: 'admin.model', page: 'kernel.objects', icon: 'layers' },
    { under: 'admin.data', page: 'kernel.backups', icon: 'archive-restore' },
  ],
})
