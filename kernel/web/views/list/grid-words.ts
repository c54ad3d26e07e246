import type { Say } from '../../i18n/texts.ts'

/** The few words the grid says itself, to screen readers. */
export const gridWords = (say: Say): Record<string, string> => ({
  loadingOoo: say('list.loading'),
  noRowsToShow: say('list.loading'),
  ariaRowSelect: say('list.aria.select'),
  ariaRowDeselect: say('list.aria.unselect'),
  ariaRowToggleSelection: say('list.aria.toggle'),
  ariaChecked: say('list.aria.checked'),
  ariaUnchecked: say('list.aria.unchecked'),
  ariaSelectionColumn: say('list.aria.select'),
})
