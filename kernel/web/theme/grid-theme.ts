import { type Theme, themeQuartz } from 'ag-grid-community'
import { type ThemeName, tokens } from './tokens.ts'

const {
  light,
  dark,
  rowHeightTouch: _touch,
  rowHeight: _row,
  headerHeight: _header,
  headerColumnResizeHandleHeight,
  ...shared
} = tokens.agGrid.params

/** AG Grid's theme with our sizes and the colours of one theme. */
export const gridTheme = (name: ThemeName): Theme =>
  themeQuartz.withParams({
    ...shared,
    ...(name === 'dark' ? dark : light),
    rowBorder: { color: (name === 'dark' ? dark : light).rowBorder, width: 1, style: 'solid' },
    fontFamily: 'inherit',
    headerFontFamily: 'inherit',
    headerColumnResizeHandleHeight,
    headerColumnResizeHandleColor: 'transparent',
    pinnedColumnBorder: false,
    rowVerticalPaddingScale: 1,
    cellEditingShadow: 'none',
    cellEditingBorder: { color: (name === 'dark' ? dark : light).accentColor, width: 2, style: 'solid' },
    rangeSelectionBorderColor: (name === 'dark' ? dark : light).accentColor,
    checkboxBorderRadius: 4,
    browserColorScheme: name,
    pinnedRowBorder: false,
  })

/** Heights of rows and header for a way of working. */
export const gridDensity = tokens.density
