/** One group on the page for administrators. A page joins it by a menu entry `{ under: 'admin.‹key›', page, icon }` and says what it is for in `page.‹name›.about`. */
export type AdminArea = Readonly<{
  key: 'people' | 'model' | 'data' | 'security'
  /** Kernel objects whose lists stand here; what they are for says `admin.object.‹object›.about`. */
  objects: readonly string[]
}>

export const adminAreas: readonly AdminArea[] = [
  { key: 'people', objects: ['department', 'membership'] },
  { key: 'model', objects: [] },
  { key: 'data', objects: ['exchangeRate', 'backupPlan'] },
  { key: 'security', objects: ['signInPolicy', 'identityProvider'] },
]
