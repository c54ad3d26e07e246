import source from './tokens.json' with { type: 'json' }

/** Colours, sizes and durations for Ant Design, AG Grid and ECharts; the values themselves stand in `tokens.json`. */
export const tokens = source
export type ThemeName = 'light' | 'dark'

/** Ant Design tokens of one theme, our own (`zk…`) among them. */
export const themeTokens = (theme: ThemeName): Readonly<Record<string, string | number | boolean>> => ({
  ...source.token.shared,
  ...source.token[theme],
  ...source.extension[theme],
})

/** Colours of charts in one theme. */
export const chartTokens = (theme: ThemeName) => source.chart[theme]
