/** The kernel's door for browser code: what pages and panels of modules are made of. */

export { newLine } from '../model/field-types/lines/line-values.ts'
export { useShelf } from './approvals/approval-api.ts'
export { apiAddress, call, read } from './data/api.ts'
export { useAsOf } from './data/as-of.ts'
export { onTouched } from './data/live.ts'
export type { FieldMeta, LinkValue, Meta, ObjectMeta, Row } from './data/meta-types.ts'
export { isProblem, Problem } from './data/problem.ts'
export { startRun } from './data/runs.ts'
export { showToast } from './data/toasts.ts'
export { showDone, showProblem, undoChangeSet } from './data/undo.ts'
export { useAction, useAsked } from './data/use-action.ts'
export { type AggregateQuestion, aggregateQuery, toAmount, useAggregate } from './data/use-aggregate.ts'
export type { FilterJson } from './data/use-list.ts'
export { useCount, useList } from './data/use-list.ts'
export { fieldAt, titleOf, useMeta, useObject, valueAt, workObjects } from './data/use-meta.ts'
export { useHistory, useRow } from './data/use-row.ts'
export { useRemove, useSave, useSaveMany } from './data/use-save.ts'
export { useSignedIn } from './data/use-session.ts'
export { toWriting, webTypeOf } from './fields/registry.ts'
export { FilterBar } from './filter/filter-bar.tsx'
export { FilterBuilder } from './filter/filter-builder.tsx'
export { useFilterDraft } from './filter/filter-draft.ts'
export { both } from './filter/filter-tree.ts'
export { type Format, useFormat } from './format/use-format.ts'
export { useLocale } from './i18n/locale.ts'
export { useTexts } from './i18n/texts.ts'
export { AppLink, createAddress, listAddress, recordAddress } from './parts/app-link.tsx'
export { Avatar, Person } from './parts/avatar.tsx'
export { EmptyState } from './parts/empty-state.tsx'
export { Icon } from './parts/icon.tsx'
export { SkeletonLines } from './parts/skeleton.tsx'
export { Tag } from './parts/tag.tsx'
export { useIsPhone } from './parts/use-is-phone.ts'
export {
  agendaOf,
  type ComposerProps,
  defineWeb,
  type FigureDef,
  type FormPartProps,
  figure,
  formPart,
  heldFigure,
  type PanelProps,
  page,
  panel,
  type ReadyView,
  readyFlow,
  readyView,
  type TimelineEntryProps,
  timelineOf,
  type WebDef,
  type WorklistDef,
  worklist,
} from './slots/define-web.ts'
export { installedAgenda, installedFigures, installedTimeline, installedWorklists } from './slots/installed.ts'
export { startWeb } from './start.tsx'
export { useTheme } from './theme/theme-choice.ts'
export { chartTokens, themeTokens } from './theme/tokens.ts'
export { type ChartChoice, groupFields, isDated, readChoice } from './views/chart/chart-choice.ts'
export { useUnitPicks } from './views/chart/use-chart-tile.ts'
export { FormField } from './views/form/form-field.tsx'
export { TwinList, type Twins } from './views/form/similar-records.tsx'
export { useForm } from './views/form/use-form.ts'
export { DrillLink } from './views/report/drill-link.tsx'
export { LazyAccess, LazyChart } from './views/report/lazy-parts.tsx'
export { periodName } from './views/report/period-name.ts'
export {
  drillFilter,
  type FigureRow,
  figureValue,
  formerly,
  groupFilter,
  groupName,
  isRatio,
  nameOf,
  numberOf,
  type Report,
  reportsOf,
  type Shown,
  stepped,
  type TileMeta,
  totalRow,
} from './views/report/report-def.ts'
export { ReportsHead } from './views/report/reports-head.tsx'
export { SaveFigures } from './views/report/save-figures.tsx'
export { type DrawProps, Tile } from './views/report/tile.tsx'
export { useWords, type Words } from './views/report/use-words.ts'
export { SayMore } from './views/spoken/say-more.tsx'
export { Spoken } from './views/spoken/spoken.tsx'
export { SqlButton } from './views/sql-button.tsx'
export { KinEntry } from './views/timeline/kin-entry.tsx'
