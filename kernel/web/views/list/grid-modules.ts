import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  CustomEditorModule,
  EventApiModule,
  HighlightChangesModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  PinnedRowModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
} from 'ag-grid-community'

let isReady = false

/** Registers the parts of the grid that lists use, and no others: each costs every first visitor. */
export function registerGrid(): void {
  if (isReady) return
  ModuleRegistry.registerModules([
    InfiniteRowModelModule,
    RowSelectionModule,
    PinnedRowModule,
    CustomEditorModule,
    CellStyleModule,
    RowStyleModule,
    ColumnApiModule,
    RowApiModule,
    CellApiModule,
    ScrollApiModule,
    EventApiModule,
    RenderApiModule,
    HighlightChangesModule,
    LocaleModule,
  ])
  isReady = true
}
